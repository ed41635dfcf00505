import type { IDatasource, IGetRowsParams, SortModelItem } from 'ag-grid-community';
import { toAppError } from '../../../../app/contract/app-error.ts';
import type { Cell, RecordTable } from '../../../../app/contract/drms.ts';
import type { RecordFilter, RecordSort, TimeScaleChoice } from '../../../../app/contract/record-view.ts';
import { getClient } from '../../../api/client.ts';
import { showMessage } from '../../../ui/messages.ts';
import type { GridRow } from './grid-columns.tsx';

export function sortsOf(model: readonly SortModelItem[]): RecordSort[] {
  return model.map(({ colId, sort }) => ({ column: Number(colId), descending: sort === 'desc' }));
}

/** Rows from the core, in the order of the grid and through the filters. */
export function recordSource(
  { tableId, count }: Pick<RecordTable, 'tableId' | 'count'>,
  filters: readonly RecordFilter[],
  timeScale: TimeScaleChoice,
): IDatasource {
  return {
    ...(filters.length === 0 ? { rowCount: count } : {}),
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }: IGetRowsParams<GridRow>) {
      getClient()
        .call('drms.table.page', {
          tableId,
          from: startRow,
          count: endRow - startRow,
          sort: sortsOf(sortModel),
          filters: [...filters],
          timeScale,
        })
        .then(
          ({ rows, columns, odd, total }) => successCallback(gridRowsOf(rows, columns, odd), total),
          (error: unknown) => {
            failCallback();
            showMessage(toAppError(error));
          },
        );
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
