import type { IDatasource, IGetRowsParams, SortModelItem } from 'ag-grid-community';
import { toAppError } from '../../../../app/contract/app-error.ts';
import type { Contract } from '../../../../app/contract/contract.ts';
import type { Cell, RecordTable } from '../../../../app/contract/drms.ts';
import type { InputOf } from '../../../../app/contract/entry.ts';
import type { RecordFilter, RecordSort, TimeScaleChoice } from '../../../../app/contract/record-view.ts';
import { queryClient } from '../../../api/query-client.ts';
import { queryFor } from '../../../api/query-options.ts';
import { showMessage } from '../../../ui/messages.ts';
import type { GridRow } from './grid-columns.tsx';
import type { RowOrder } from './kept-order.ts';

/** Rows that come with one call. */
export const blockRows = 200;
const keptMs = 30_000;

type Filters = readonly RecordFilter[];

export function sortsOf(model: readonly SortModelItem[]): RecordSort[] {
  return model.map(({ colId, sort }) => ({ column: Number(colId), descending: sort === 'desc' }));
}

/** Asks for what a grid shows first, while its own code is on its way. */
export function askFirstBlock(
  { tableId }: Pick<RecordTable, 'tableId'>,
  filters: Filters,
  { sort, timeScale }: RowOrder,
): void {
  const input = { from: 0, count: blockRows, sort: [...sort], timeScale };
  void queryClient.prefetchQuery(pageQuery({ tableId, filters: [...filters], ...input }));
}

function pageQuery(input: InputOf<Contract['drms.table.page']>) {
  return { ...queryFor('drms.table.page', input), gcTime: keptMs };
}

/** Rows from the core, in the order of the grid and through the filters. */
export function recordSource(
  { tableId, count }: Pick<RecordTable, 'tableId' | 'count'>,
  filters: Filters,
  timeScale: TimeScaleChoice,
  onAnswer: () => void = () => undefined,
): IDatasource {
  return {
    ...(filters.length === 0 ? { rowCount: count } : {}),
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }: IGetRowsParams<GridRow>) {
      const input = { from: startRow, count: endRow - startRow, sort: sortsOf(sortModel), timeScale };
      queryClient
        .fetchQuery(pageQuery({ tableId, filters: [...filters], ...input }))
        .then(
          ({ rows, columns, odd, total }) => successCallback(gridRowsOf(rows, columns, odd), total),
          (error: unknown) => {
            failCallback();
            showMessage(toAppError(error));
          },
        )
        .finally(onAnswer);
    },
  };
}

function gridRowsOf(
  rows: readonly number[],
  columns: readonly Cell[][],
  odd: readonly { row: number; column: number; state: string }[],
): GridRow[] {
  const oddOfRow = new Map<number, Map<number, string>>();
  for (const { row, column, state } of odd)
    oddOfRow.set(row, (oddOfRow.get(row) ?? new Map<number, string>()).set(column, state));
  return rows.map((row, at) => ({
    row,
    cells: columns.map((column) => column[at] ?? null),
    odd: oddOfRow.get(at) ?? nothingOdd,
  }));
}

const nothingOdd: ReadonlyMap<number, string> = new Map();
