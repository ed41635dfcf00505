import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DrmsSeriesInfo, DrmsServer } from '../../../app/contract/drms.ts';
import {
  type ImageFrame,
  type ImageSize,
  processedSize,
  processingProblems,
  type StepProblem,
} from '../../../app/domain/drms/processing.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { type ExportCost, exportCost, pixelRatio } from './export-cost.ts';
import { keepExportDraft, useExportDrafts } from './export-draft.ts';
import { frameKeys, imageFrame } from './export-frame.ts';
import { type NamePreview, previewNames, templateKeys } from './export-names.ts';
import { type ListedQuery, readQueryList } from './export-query-list.ts';
import {
  type ExportField,
  type ExportValues,
  exportErrors,
  exportSet,
  firstExportValues,
  segmentsOf,
} from './export-values.ts';
import { structureOf } from './series-structure.ts';
import { type SetPlan, useExportPlans } from './use-export-plans.ts';

interface ExportFormProps {
  server: DrmsServer;
  home: string;
  given: readonly string[];
  /** Of the series of the given record sets. */
  info: DrmsSeriesInfo;
}

export interface ExportForm {
  values: ExportValues;
  change(changes: Partial<ExportValues>): void;
  /** Where what was typed is kept. */
  draftKey: string;
  listed: ListedQuery[];
  /** As they are asked for. */
  recordSets: string[];
  plans: SetPlan[];
  /** Series of the first record set. */
  series: string;
  frame: ImageFrame | undefined;
  size: ImageSize | null;
  preview: NamePreview;
  cost: ExportCost;
  /** Of each record; null where the record sets differ in it. */
  segments: number | null;
  errors: Partial<Record<ExportField, string>>;
  stepProblems: StepProblem[];
  isReady: boolean;
  countAll(): void;
}

/** More are counted only if that is wanted: each costs the server a few questions. */
const countedAtFirst = 30;

/** The state of the form, and what follows from it and from what the server tells. */
export function useExportForm({ server, home, given, info }: ExportFormProps): ExportForm {
  const draftKey = `${server.id} ${info.name}`;
  const drafts = useExportDrafts();
  const [first] = useState(() => firstExportValues(server, info, home, given));
  const values = drafts[draftKey] ?? first;
  const [mostCounted, setMostCounted] = useState(countedAtFirst);
  const structures = useListedStructures(server.id, values.source === 'list' ? values.list : '', info);
  const listed = useMemo(() => readQueryList(values.list, structures), [values.list, structures]);
  const recordSets = useMemo(
    () =>
      values.source === 'list'
        ? listed.filter(isRight).map(({ recordSet }) => recordSet)
        : given.map((recordSet) => exportSet(recordSet, values.segments, info)),
    [values.source, values.segments, listed, given, info],
  );
  const [firstSet = ''] = recordSets;
  const series = seriesNameOf(firstSet) ?? info.name;
  const firstInfo = structures.infoOf(series) ?? info;
  const keys = [...new Set([...firstInfo.primekeys, ...templateKeys(values.template, firstInfo), ...frameKeys])];
  const plans = useExportPlans(server.id, recordSets, keys, mostCounted);
  const firstPlan = plans[0]?.plan;
  const segments = values.source === 'list' ? segmentsOf(firstSet, firstInfo) : values.segments;
  const frame = imageFrame(firstInfo, segments, firstPlan);
  const size = frame === undefined ? null : processedSize(values.steps, frame);
  const stepProblems = processingProblems(values.steps, series, frame);
  const template = values.names === 'template' ? values.template : first.template;
  const preview = previewNames(template, firstPlan?.sample ?? [], segments, { series, protocol: values.protocol });
  const errors = exportErrors(values, info);
  const listError = listErrors(values, listed);
  const segmentCount = (recordSet: string): number => {
    const known = structures.infoOf(seriesNameOf(recordSet) ?? '');
    return known === undefined ? 1 : segmentsOf(recordSet, known).length;
  };
  const counts = recordSets.map(segmentCount);
  const planned = plans.map(({ plan }, index) => ({ plan, segments: counts[index] ?? 1, usualBytes: null }));
  const all = { ...errors, ...(listError === null ? {} : { recordSets: listError }) };
  const namesFit = values.names !== 'template' || preview.problem === null;
  return {
    ...{ values, draftKey, listed, recordSets, plans, series, frame, size, preview, stepProblems },
    change: (changes) => keepExportDraft(draftKey, { ...values, ...changes }),
    cost: exportCost(planned, stepProblems.length === 0 ? pixelRatio(size, frame) : 1),
    segments: counts.every((count) => count === counts[0]) ? (counts[0] ?? null) : null,
    errors: all,
    isReady: Object.keys(all).length === 0 && stepProblems.length === 0 && namesFit,
    countAll: () => setMostCounted(Number.POSITIVE_INFINITY),
  };
}

function isRight({ problems }: ListedQuery): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

function listErrors({ source }: ExportValues, listed: readonly ListedQuery[]): string | null {
  if (source === 'given') return null;
  if (listed.length === 0) return t('Write at least one record set, or open a file of them.');
  const wrong = listed.filter((query) => !isRight(query)).length;
  return wrong === 0 ? null : t('{{count}} lines are not right; see below.', { count: wrong });
}

interface ListedStructures {
  structureOf: Parameters<typeof readQueryList>[1]['structureOf'];
  seriesNames: string[] | null;
  infoOf(series: string): DrmsSeriesInfo | undefined;
}

/** Descriptions of the series that a list names, as far as they are here. */
function useListedStructures(serverId: string, list: string, info: DrmsSeriesInfo): ListedStructures {
  const seriesList = useQuery(queryFor('drms.series.list', { serverId }));
  const names = seriesList.data?.value.map(({ name }) => name) ?? null;
  const named = new Set(list.split(/\r?\n/).map((line) => (seriesNameOf(line) ?? '').toLowerCase()));
  const wanted = (names ?? []).filter((name) => named.has(name.toLowerCase()) && name !== info.name);
  const answers = useQueries({
    queries: wanted.map((series) => queryFor('drms.series.info', { serverId, series })),
    combine: (results) => results.map(({ data }) => data?.value),
  });
  return useMemo(() => {
    const infos = [info, ...answers.filter((one) => one !== undefined)];
    const infoOf = (series: string): DrmsSeriesInfo | undefined =>
      infos.find(({ name }) => name.toLowerCase() === series.toLowerCase());
    return {
      infoOf,
      seriesNames: seriesList.data?.value.map(({ name }) => name) ?? null,
      structureOf: (series) => {
        const known = infoOf(series);
        return known === undefined ? undefined : structureOf(known);
      },
    };
  }, [info, answers, seriesList.data]);
}
