import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import type { AppError } from '../../../../app/contract/app-error.ts';
import { toAppError } from '../../../../app/contract/app-error.ts';
import type { BytesInput } from '../../../../app/contract/bytes.ts';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { axesOf, axisOf } from '../../../../app/figures/table-axes.ts';
import type { TableCurve } from '../../../../app/figures/table-figure.ts';
import { fetchRecordBars, fetchRecordCurve, type RecordPoints } from '../../../plots/figure-curves.ts';
import { t } from '../../../ui/language.ts';
import { useRecordView } from '../table/record-view.tsx';

/** More elements make each redrawing felt. */
export const maxDrawnPoints = 6000;

/** A keyword of another table on the same axis of time. */
export interface Overlay {
  table: RecordTable;
  /** Places of the columns in that table. */
  x: number;
  y: number;
}

export interface CurveWishes {
  x: number;
  ys: readonly number[];
  errors: Readonly<Record<number, number>>;
  overlay: Overlay | null;
  /** Part of the horizontal axis that is seen, in the numbers of the table; null: all. */
  window: readonly [number, number] | null;
}

interface Wanted {
  label: string;
  column: TableCurve['column'];
  input: BytesInput<'record-curve'>;
  /** Null: it has no bars. */
  bars: BytesInput<'record-bars'> | null;
}

type DrawnPoints = RecordPoints & Pick<TableCurve, 'bars'>;

export interface RecordCurves {
  curves: TableCurve[];
  error: AppError | null;
}

/** The curves of a plot as far as they are here, thinned out to what can be seen; the same ones until they change. */
export function useRecordCurves(wishes: CurveWishes): RecordCurves {
  const wanted = useWantedCurves(wishes);
  const { hasRows } = useRecordView();
  const combine = useCallback(
    (answers: UseQueryResult<DrawnPoints>[]): RecordCurves => {
      const axes = axesOf(wanted.map(({ column }) => column));
      const failed = answers.find(({ error }) => error !== null)?.error;
      return {
        curves: wanted.flatMap(({ label, column }, at): TableCurve[] => {
          const axis = axisOf(axes, column);
          const points = answers[at]?.data;
          return axis === null || points === undefined ? [] : [{ label, column, axis, ...points }];
        }),
        error: failed == null ? null : toAppError(failed),
      };
    },
    [wanted],
  );
  const present = useQueries({
    queries: wanted.map(({ input, bars }) => ({
      queryKey: ['record-curve', input, bars],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPoints(input, bars, signal),
      enabled: hasRows,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30_000,
      retry: false,
    })),
    combine,
  });
  // The drawing stays until that for another window or selection is here.
  const shown = useRef(present);
  if (present.curves.length === wanted.length || present.error !== null) shown.current = present;
  return shown.current;
}

function useWantedCurves({ x, ys, errors, overlay, window }: CurveWishes): Wanted[] {
  const { table, filters, selection } = useRecordView();
  return useMemo(() => {
    const seen = { xMin: window?.[0] ?? null, xMax: window?.[1] ?? null, maxPoints: maxDrawnPoints };
    const own = ys.flatMap((y): Wanted[] => {
      const column = table.columns[y];
      if (column === undefined) return [];
      const input = { tableId: table.tableId, x, y, filters: [...filters], selection, ...seen };
      const error = errors[y];
      const bars =
        error === undefined
          ? null
          : { tableId: table.tableId, x, y, error, filters: [...filters], xMin: seen.xMin, xMax: seen.xMax };
      return [{ label: column.name, column, input, bars }];
    });
    const other = overlay?.table.columns[overlay.y];
    if (overlay === null || other === undefined) return own;
    const input = { tableId: overlay.table.tableId, x: overlay.x, y: overlay.y, ...seen };
    return [
      ...own,
      {
        label: t('{{name}} of {{recordSet}}', { name: other.name, recordSet: overlay.table.recordSet }),
        column: other,
        input,
        bars: null,
      },
    ];
  }, [table, filters, selection, x, ys, errors, overlay, window]);
}

async function fetchPoints(input: Wanted['input'], bars: Wanted['bars'], signal: AbortSignal): Promise<DrawnPoints> {
  const [points, drawnBars] = await Promise.all([
    fetchRecordCurve(input, signal),
    bars === null ? undefined : fetchRecordBars(bars, signal),
  ]);
  return drawnBars === undefined ? points : { ...points, bars: drawnBars };
}
