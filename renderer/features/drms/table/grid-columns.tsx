import type { ColDef } from 'ag-grid-community';
import type { Cell, RecordColumn, RecordTable } from '../../../../app/contract/drms.ts';
import type { RecordSort } from '../../../../app/contract/record-view.ts';
import { seriesNameOf } from '../../../../app/domain/drms/series-name.ts';
import { t } from '../../../ui/language.ts';
import { SegmentButton } from '../../fits/segment-button.tsx';
import { ColumnHead } from '../column-head.tsx';
import { RecordCell } from './record-cell.tsx';

/** A row as the grid keeps it: cells in the order of the columns, and what is odd about some. */
export interface GridRow {
  /** Its place in the table, whatever the order. */
  row: number;
  cells: Cell[];
  odd: ReadonlyMap<number, string>;
}

/** @param firstSort The order in which the grid begins. */
export function gridColumnsOf(table: RecordTable, firstSort: readonly RecordSort[]): ColDef<GridRow>[] {
  const { columns, recordSet } = table;
  const numbers: ColDef<GridRow> = {
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
  const shown = columns.flatMap((column, index) =>
    column.role === 'origin' ? [] : [{ ...columnOf(column, index, series, table), ...sortAtFirst(index, firstSort) }],
  );
  return [numbers, ...shown];
}

function columnOf(column: RecordColumn, index: number, series: string, table: RecordTable): ColDef<GridRow> {
  const isNumber = column.kind === 'real' || column.kind === 'integer' || column.kind === 'longlong';
  return {
    colId: String(index),
    headerName: column.name,
    sortable: true,
    width: widthOf(column),
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
