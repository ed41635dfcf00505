import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../../app/contract/app-error.ts';
import type { ColumnSummaryOut } from '../../../../app/contract/columns.ts';
import { queryFor } from '../../../api/query-options.ts';
import { useRecordView } from './record-view.tsx';

/** Facts of all columns over the records that pass the filters; asked once for all who show them. */
export function useSummaries(of: 'filtered' | 'all' = 'filtered'): UseQueryResult<ColumnSummaryOut[], AppError> {
  const { table, filters, timeScale, hasRows } = useRecordView();
  const { tableId } = table;
  return useQuery({
    ...queryFor('columns.summaries', { tableId, filters: of === 'all' ? [] : [...filters], timeScale }),
    enabled: hasRows,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
