import type { RecordTable } from '../../../app/contract/drms.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import { t } from '../../ui/language.ts';
import { askAboutCollection } from './dialog-state.ts';

/** Asks into which collection the selected records of a table shall go, named one by one by these record sets. */
export function addRecords({ serverId, asOfUtc }: RecordTable, count: number, recordSets: readonly string[]): void {
  const things = recordSets.map((recordSet, at) => ({
    thing: { kind: count === 1 ? ('record' as const) : ('records' as const), serverId, recordSet },
    title: titleOf(
      recordSet,
      count,
      recordSets.length > 1
        ? t(' ({{at}} of {{recordSetCount}})', { at: at + 1, recordSetCount: recordSets.length })
        : '',
    ),
    asOfUtc,
  }));
  askAboutCollection({ kind: 'add', things });
}

function titleOf(recordSet: string, count: number, part: string): string {
  return count === 1
    ? recordSet
    : t('{{number}} records of {{recordSet}}{{part}}', {
        number: count,
        recordSet: seriesNameOf(recordSet) ?? t('a series'),
        part,
      });
}
