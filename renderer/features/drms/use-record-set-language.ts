import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import type { CompletionContext } from '../../../app/domain/record-set/complete.ts';
import { parseRecordSet } from '../../../app/domain/record-set/parse.ts';
import type { RecordSetProblem } from '../../../app/domain/record-set/syntax.ts';
import { validateRecordSet } from '../../../app/domain/record-set/validate.ts';
import { queryFor } from '../../api/query-options.ts';
import { structureOf } from './series-structure.ts';

export interface RecordSetLanguage {
  problems: RecordSetProblem[];
  completion: CompletionContext;
  /** Structure of the series that the text begins with; undefined until it is known. */
  info: DrmsSeriesInfo | undefined;
}

/** What is known of the series is asked only once the name stands still. */
const nameSettleMs = 300;

/** Checks and completes a record set with what the server tells of its series. */
export function useRecordSetLanguage(serverId: string, text: string): RecordSetLanguage {
  const list = useQuery(queryFor('drms.series.list', { serverId }));
  const [name] = useDebouncedValue(seriesNameOf(text) ?? '', nameSettleMs);
  const known = list.data?.value.some((item) => item.name.toLowerCase() === name.toLowerCase()) ?? false;
  const answer = useQuery({ ...queryFor('drms.series.info', { serverId, series: name }), enabled: known });
  const info = answer.data?.value;
  return useMemo(() => {
    const structure = info === undefined ? undefined : structureOf(info);
    const structureOfName = (series: string): typeof structure =>
      structure !== undefined && series.toLowerCase() === name.toLowerCase() ? structure : undefined;
    const parsed = parseRecordSet(text);
    return {
      info,
      problems: parsed.ok
        ? validateRecordSet(parsed.sets, {
            structureOf: structureOfName,
            seriesNames: list.data?.value.map((item) => item.name) ?? null,
            purpose: 'query',
          })
        : parsed.problems,
      completion: { series: list.data?.value ?? [], structureOf: structureOfName, valuesOf: () => [] },
    };
  }, [info, list.data, name, text]);
}
