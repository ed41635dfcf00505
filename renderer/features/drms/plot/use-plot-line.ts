import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AppError } from '../../../../app/contract/app-error.ts';
import type { FittedBand } from '../../../../app/figures/table-marks.ts';
import { queryFor } from '../../../api/query-options.ts';
import { useRecordView } from '../table/record-view.tsx';
import type { PlotChoices } from './plot-toolbar.tsx';

/** The line through the one curve of a plot with its band, as far as one is asked for. */
export function usePlotLine({ x, ys, line }: Pick<PlotChoices, 'x' | 'ys' | 'line'>): {
  line: FittedBand | null;
  error: AppError | null;
} {
  const { table, filters } = useRecordView();
  const isOn = line !== null && ys.length === 1;
  const fit = useQuery({
    ...queryFor('mining.regression', {
      ...{ tableId: table.tableId, x, y: ys[0] ?? x, method: line?.method ?? 'least squares' },
      ...{ level: line?.level ?? 0.95, filters: [...filters] },
    }),
    enabled: isOn,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { data, error } = fit;
  const band = useMemo(
    () =>
      !isOn || data === undefined || error !== null
        ? null
        : { ...data.band, middle: data.band.x.map((at) => data.intercept + data.slope * at) },
    [isOn, data, error],
  );
  return { line: band, error: isOn ? error : null };
}
