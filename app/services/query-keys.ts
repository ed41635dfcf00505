import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { Question } from '../contract/questions.ts';
import type { StoredTable } from '../domain/columns.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import { readMiningTable } from './mining-tables.ts';

/** By which columns rows of an answer may be known again, the best first. */
export async function keyCandidates(
  handlers: Pick<Handlers, 'drms.series.info'>,
  question: Question,
  answer: StoredTable,
  context: CallContext,
): Promise<string[][]> {
  switch (question.kind) {
    case 'drms.records': {
      const { serverId, recordSet } = question;
      const isOfAllVersions = /\[\s*!/.test(recordSet);
      if (isOfAllVersions) return [['*recnum*']];
      const series = seriesNameOf(recordSet) ?? recordSet;
      const primeKeys = await handlers['drms.series.info']({ serverId, series, refresh: false }, context).then(
        ({ value }) => value.primekeys,
        // Also without the server: the name of a record says the same.
        () => [],
      );
      return [primeKeys, ['Record']];
    }
    case 'drms.series':
    case 'juliabase.samples':
    case 'juliabase.series':
      return [['name']];
    case 'juliabase.topic':
      return [['series']];
    case 'openbis.objects':
    case 'openbis.data-sets':
      return [['permId']];
    case 'mining': {
      const all = readMiningTable(answer).mining.origins.find((origin) => origin?.take === 'all');
      return [['sample', ...(all == null ? [] : [all.id])]];
    }
    case 'sql':
      return [];
    default:
      return question satisfies never;
  }
}
