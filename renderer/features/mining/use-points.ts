import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { queryFor } from '../../api/query-options.ts';
import { useRecordView } from '../drms/table/record-view.tsx';

/** More points hide one another. */
export const mostPoints = 2000;

/** The first rows that pass the filters, all columns; asked once for all plots of points. */
export function usePoints(): UseQueryResult<OutputOf<Contract['drms.table.page']>, AppError> {
  const { table, filters } = useRecordView();
  return useQuery({
    ...queryFor('drms.table.page', { tableId: table.tableId, from: 0, count: mostPoints, filters: [...filters] }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Points of two columns; rows with a gap in one of them are left out. */
export function pointsOf(
  page: OutputOf<Contract['drms.table.page']> | undefined,
  x: number,
  y: number,
): { x: number[]; y: number[]; rows: number[] } {
  const points: { x: number[]; y: number[]; rows: number[] } = { x: [], y: [], rows: [] };
  for (const [at, row] of (page?.rows ?? []).entries()) {
    const [left, up] = [page?.columns[x]?.[at], page?.columns[y]?.[at]];
    if (typeof left !== 'number' || typeof up !== 'number') continue;
    points.x.push(left);
    points.y.push(up);
    points.rows.push(row);
  }
  return points;
}
