import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import type { SeriesStructure } from '../../../app/domain/drms/series-structure.ts';
import type { CompletionContext } from '../../../app/domain/record-set/complete.ts';
import { parseRecordSet } from '../../../app/domain/record-set/parse.ts';
import type { RecordSet, RecordSetProblem } from '../../../app/domain/record-set/syntax.ts';
import { validateRecordSet } from '../../../app/domain/record-set/validate.ts';
import { valuesAsked } from '../../../app/domain/record-set/values-asked.ts';
import { finishedPart } from '../../../app/domain/record-set/write.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { usePastRecords } from './queries/past-queries.ts';
import { structureOf } from './series-structure.ts';

export interface RecordSetLanguage {
  problems: RecordSetProblem[];
  completion: CompletionContext;
  /** Structure of the series that the text begins with; undefined until it is known. */
  info: DrmsSeriesInfo | undefined;
  structure: SeriesStructure | undefined;
  /** What the text says; null if it cannot be read. */
  sets: readonly RecordSet[] | null;
  /** What can be asked for an estimate: the text, or the part of it that is finished; null if there is none. */
  countable: string | null;
  /** Tells what is unfinished in the form of a text, one sentence each; the text does not hold it yet. */
  onOpenFields(text: string, sentences: string[]): void;
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
  const past = usePastRecords(serverId);
  const [open, setOpen] = useState<{ text: string; sentences: string[] }>({ text: '', sentences: [] });
  const openFields = open.text === text ? open.sentences : nothing;
  return useMemo(() => {
    const structure = info === undefined ? undefined : structureOf(info);
    const structureOfName = (series: string): typeof structure =>
      structure !== undefined && series.toLowerCase() === name.toLowerCase() ? structure : undefined;
    const parsed = parseRecordSet(text);
    const problems = parsed.ok
      ? validateRecordSet(parsed.sets, {
          structureOf: structureOfName,
          seriesNames: list.data?.value.map((item) => item.name) ?? null,
          purpose: 'query',
        })
      : parsed.problems;
    return {
      info,
      structure,
      sets: parsed.ok ? parsed.sets : null,
      problems: [...problems, ...openFields.map((sentence) => openProblem(text, sentence))],
      countable: countableOf(text, parsed.ok ? parsed.sets : null, problems),
      completion: {
        series: list.data?.value ?? [],
        structureOf: structureOfName,
        valuesOf: (series: string, key: string) => {
          const known = structureOfName(series);
          return known === undefined
            ? []
            : valuesAsked(
                (past ?? []).map(({ question }) => question.recordSet),
                known,
                key,
              );
        },
      },
      onOpenFields: (of: string, sentences: string[]) => setOpen({ text: of, sentences }),
    };
  }, [info, list.data, past, name, text, openFields]);
}

const nothing: string[] = [];

function openProblem(text: string, message: string): RecordSetProblem {
  const at = text.length;
  return {
    from: at,
    to: at,
    severity: 'error',
    message,
    remedy: t('Finish or clear it in the form.'),
    suggestions: [],
    isUnfinished: true,
  };
}

function countableOf(
  text: string,
  sets: readonly RecordSet[] | null,
  problems: readonly RecordSetProblem[],
): string | null {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (sets === null || errors.some(({ isUnfinished }) => isUnfinished !== true)) return null;
  return errors.length === 0 ? text.trim() : finishedPart(sets);
}
