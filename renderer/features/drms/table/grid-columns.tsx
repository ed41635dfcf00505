import type { ColDef } from 'ag-grid-community';
import type { Cell, RecordColumn, RecordTable } from '../../../../app/contract/drms.ts';
import type { RecordSort } from '../../../../app/contract/record-view.ts';
import { seriesNameOf } from '../../../../app/domain/drms/series-name.ts';
import { t } from '../../../ui/language.ts';
import { SegmentButton } from '../../fits/segment-button.tsx';
import { ColumnHead } from '../column-head.tsx';
import { type ColumnsLook, inKeptOrder } from './kept-columns.ts';
import { RecordCell } from './record-cell.tsx';

/** Of the column with the number of the row. */
const numbersId = 'number';

/** A row as the grid keeps it: cells in the order of the columns, and what is odd about some. */
export interface GridRow {
  /** Its place in the table, whatever the order. */
  row: number;
  cells: Cell[];
  odd: ReadonlyMap<number, string>;
}

/**
 * @param firstSort The order in which the grid begins.
 * @param look How wide the columns are, and their order.
 */
export function gridColumnsOf(
  table: RecordTable,
  firstSort: readonly RecordSort[],
  { widths, order }: ColumnsLook,
): ColDef<GridRow>[] {
  const { columns, recordSet } = table;
  const numbers: ColDef<GridRow> = {
    colId: numbersId,
    headerName: t('No.'),
    width: 76,
    pinned: 'left',
    sortable: false,
    resizable: false,
    valueGetter: ({ data }) => (data === undefined ? undefined : data.row + 1),
    cellStyle: { color: 'var(--q-text-3)', textAlign: 'right' },
  };
  const series = seriesNameOf(recordSet) ?? '';
  // Where the cells of a mining table are from is said beside the table, cell by cell.
  const shown = columns.flatMap((column, index) => {
    if (column.role === 'origin') return [];
    const width = widths[column.name] ?? widthOf(column);
    const shape = { ...columnOf(column, index, series, table), ...sortAtFirst(index, firstSort), width };
    return [{ name: column.name, shape }];
  });
  return [numbers, ...inKeptOrder(shown, order).map(({ shape }) => shape)];
}

/** What the grid shows now, by the names of the columns. */
export function columnsLookIn(
  { columns }: Pick<RecordTable, 'columns'>,
  state: readonly { colId: string; width?: number | null }[],
): ColumnsLook {
  const shown = state.flatMap(({ colId, width }) => {
    const column = colId === numbersId ? undefined : columns[Number(colId)];
    return column === undefined ? [] : [{ column, width: width ?? widthOf(column) }];
  });
  const names = shown.map(({ column }) => column.name);
  const isMoved = names.join('\n') !== inTableOrder(columns, names).join('\n');
  return {
    widths: Object.fromEntries(
      shown.filter(({ column, width }) => width !== widthOf(column)).map(({ column, width }) => [column.name, width]),
    ),
    order: isMoved ? names : [],
  };
}

function inTableOrder(columns: readonly RecordColumn[], names: readonly string[]): string[] {
  return columns.map(({ name }) => name).filter((name) => names.includes(name));
}

function columnOf(column: RecordColumn, index: number, series: string, table: RecordTable): ColDef<GridRow> {
  const isNumber = column.kind === 'real' || column.kind === 'integer' || column.kind === 'longlong';
  return {
    colId: String(index),
    headerName: column.name,
    sortable: true,
    headerComponentParams: {
      innerHeaderComponent: ColumnHead,
      innerHeaderComponentParams: { about: column, index },
    },
    valueGetter: ({ data }) => data?.cells[index],
    cellRenderer: ({ data }: { data: GridRow | undefined }) =>
      data === undefined ? null : (
        <>
          <SegmentButton table={table} column={index} row={data.row} cells={data.cells} />
          <RecordCell cell={data.cells[index] ?? null} odd={data.odd.get(index)} column={column} series={series} />
        </>
      ),
    cellStyle: { fontVariantNumeric: 'tabular-nums', ...(isNumber && !column.hex ? { textAlign: 'right' } : {}) },
  };
}

function sortAtFirst(place: number, firstSort: readonly RecordSort[]): Partial<ColDef<GridRow>> {
  const initialSortIndex = firstSort.findIndex(({ column }) => column === place);
  const sort = firstSort[initialSortIndex];
  return sort === undefined ? {} : { initialSort: sort.descending ? 'desc' : 'asc', initialSortIndex };
}

function widthOf({ kind, hex, role }: RecordColumn): number {
  if (kind === 'time') return 190;
  if (hex) return 240;
  if (role === 'sample') return 150;
  if (role === 'field') return 190;
  return kind === 'text' ? 300 : 136;
}
