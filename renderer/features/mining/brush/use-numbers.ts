import { useQueries } from '@tanstack/react-query';
import { tableFromIPC } from '@uwdata/flechette';
import { useCallback } from 'react';
import { type AppError, toAppError } from '../../../../app/contract/app-error.ts';
import { type BytesInput, bytesPath } from '../../../../app/contract/bytes.ts';
import { fetchBytes } from '../../../api/fetch-bytes.ts';
import { useRecordView } from '../../drms/table/record-view.tsx';

interface DrawnNumbers {
  /** Places in the table of the rows that are drawn; null until a column is here. */
  rows: Uint32Array | null;
  /** Their numbers by the place of the column, as far as they are here; NaN for a gap. */
  columns: ReadonlyMap<number, Float64Array>;
  error: AppError | null;
}

interface ColumnNumbers {
  rows: Uint32Array;
  values: Float64Array;
}

const keptMs = 60_000;

/** Numbers of columns over the rows that pass the filters; all columns have the same rows. */
export function useNumbers(places: readonly number[]): DrawnNumbers {
  const { table, filters } = useRecordView();
  const key = places.join();
  const combine = useCallback(
    (answers: { data: ColumnNumbers | undefined; error: Error | null }[]): DrawnNumbers => {
      const failed = answers.find(({ error }) => error !== null)?.error;
      const wanted = key === '' ? [] : key.split(',').map(Number);
      return {
        rows: answers.find(({ data }) => data !== undefined)?.data?.rows ?? null,
        columns: new Map(
          answers.flatMap(({ data }, at) => (data === undefined ? [] : [[wanted[at] ?? -1, data.values] as const])),
        ),
        error: failed == null ? null : toAppError(failed),
      };
    },
    [key],
  );
  return useQueries({
    queries: places.map((column) => {
      const input: BytesInput<'table-numbers'> = { tableId: table.tableId, column, filters: [...filters] };
      return {
        queryKey: ['table-numbers', input],
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchNumbers(input, signal),
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: keptMs,
        structuralSharing: false,
        retry: false,
      };
    }),
    combine,
  });
}

async function fetchNumbers(input: BytesInput<'table-numbers'>, signal: AbortSignal): Promise<ColumnNumbers> {
  const table = tableFromIPC(await fetchBytes(bytesPath('table-numbers', input), signal));
  return {
    rows: Uint32Array.from(table.getChild('row').toArray()),
    values: Float64Array.from(table.getChild('value').toArray()),
  };
}
