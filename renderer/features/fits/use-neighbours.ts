import { useQuery } from '@tanstack/react-query';
import type { FitsOrigin } from '../../../app/contract/fits.ts';
import { queryFor } from '../../api/query-options.ts';
import type { FitsList, FitsParams } from '../../routes/fits-address.ts';
import { t } from '../../ui/language.ts';
import { isFitsPath } from './open-fits.ts';

export interface Neighbours {
  /** Undefined where there is none. */
  previous: FitsParams | undefined;
  next: FitsParams | undefined;
  /** E.g. "3 of 40"; null if the file stands alone. */
  place: string | null;
}

const alone: Neighbours = { previous: undefined, next: undefined, place: null };
const mostFiles = 10_000;

/** The files before and behind in the export or the table from which the file was opened. */
export function useNeighbours({ origin, list }: FitsParams): Neighbours {
  const inExport = useExportNeighbours(origin, list?.kind === 'export' ? list : null);
  const inTable = useTableNeighbours(origin, list?.kind === 'table' ? list : null);
  return inExport ?? inTable ?? alone;
}

type ListOf<K extends FitsList['kind']> = Extract<FitsList, { kind: K }>;

function useExportNeighbours(origin: FitsOrigin, list: ListOf<'export'> | null): Neighbours | null {
  const files = useQuery({
    ...queryFor('transfers.files', {
      id: list?.id ?? '',
      states: ['verified', 'size-unconfirmed'],
      count: mostFiles,
    }),
    enabled: list !== null,
    retry: false,
  });
  if (list === null || files.data === undefined) return null;
  const paths = files.data.files
    .flatMap(({ path }) => (path !== null && isFitsPath(path) ? [path] : []))
    .toSorted((one, other) => (one < other ? -1 : 1));
  const at = paths.indexOf(origin.path);
  if (at < 0) return alone;
  const paramsAt = (index: number): FitsParams | undefined => {
    const path = paths[index];
    return path === undefined ? undefined : { origin: { kind: 'file', path }, list };
  };
  return {
    previous: paramsAt(at - 1),
    next: paramsAt(at + 1),
    place: t('{{at}} of {{pathCount}}', { at: at + 1, pathCount: paths.length }),
  };
}

/** Rows around the one in question; records without a file are passed over. */
const around = 20;

function useTableNeighbours(origin: FitsOrigin, list: ListOf<'table'> | null): Neighbours | null {
  const tableId = list?.tableId ?? '';
  const from = Math.max(0, (list?.row ?? 0) - around);
  const about = useQuery({ ...queryFor('drms.table.describe', { tableId }), enabled: list !== null, retry: false });
  const page = useQuery({
    ...queryFor('drms.table.page', { tableId, from, count: 2 * around + 1 }),
    enabled: list !== null,
    retry: false,
  });
  if (list === null || origin.kind !== 'segment' || about.data === undefined || page.data === undefined) return null;
  const records = page.data.columns[about.data.columns.findIndex(({ role }) => role === 'record')] ?? [];
  const paths = page.data.columns[list.column] ?? [];
  const paramsAt = (row: number): FitsParams | undefined => {
    const path = paths[row - from];
    if (typeof path !== 'string' || !isFitsPath(path)) return undefined;
    return { origin: { ...origin, path, record: String(records[row - from] ?? '') }, list: { ...list, row } };
  };
  const search = (step: 1 | -1): FitsParams | undefined => {
    for (let row = list.row + step; row >= from && row < from + paths.length; row += step) {
      const found = paramsAt(row);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    previous: search(-1),
    next: search(1),
    place: t('record {{row}} of {{total}}', { row: list.row + 1, total: page.data.total }),
  };
}
