import {
  AllCommunityModule,
  type ColDef,
  type IDatasource,
  type IGetRowsParams,
  ModuleRegistry,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useMemo } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Cell, RecordColumn, RecordTable } from '../../../app/contract/drms.ts';
import { formatQuality, qualityBits } from '../../../app/domain/drms/quality.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import { getClient } from '../../api/client.ts';
import { showMessage } from '../../ui/messages.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import { ColumnHead } from './column-head.tsx';
import styles from './drms.module.css';

ModuleRegistry.registerModules([AllCommunityModule]);

/** A row as the grid keeps it: cells in the order of the columns, and what is odd about some. */
interface GridRow {
  cells: Cell[];
  odd: ReadonlyMap<number, string>;
  number: number;
}

const blockRows = 200;

const theme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 12.5,
  rowHeight: 26,
  headerHeight: 64,
  backgroundColor: 'var(--q-surface)',
  foregroundColor: 'var(--q-text)',
  headerBackgroundColor: 'var(--q-surface)',
  headerTextColor: 'var(--q-text-2)',
  borderColor: 'var(--q-line)',
  rowHoverColor: 'var(--q-hover)',
  selectedRowBackgroundColor: 'var(--q-select)',
  accentColor: 'var(--q-accent)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  spacing: 5,
});

interface RecordGridProps {
  table: RecordTable;
  /** A cell of this column has the focus. */
  onFocus(column: number): void;
}

/** Rows of a table of any length; the grid holds only those near the view. */
export function RecordGrid({ table, onFocus }: RecordGridProps): ReactNode {
  const columns = useMemo(() => columnsOf(table), [table]);
  const source = useMemo(() => sourceOf(table), [table]);
  return (
    <section className={styles.grid} aria-label={`Records of ${table.recordSet}`}>
      <AgGridReact<GridRow>
        theme={theme}
        styleNonce={styleNonce()}
        rowModelType="infinite"
        datasource={source}
        cacheBlockSize={blockRows}
        maxBlocksInCache={20}
        infiniteInitialRowCount={Math.min(table.count, blockRows)}
        columnDefs={columns}
        enableCellTextSelection
        suppressMultiSort
        suppressFieldDotNotation
        animateRows={false}
        onCellFocused={({ column }) => {
          const place = typeof column === 'object' && column !== null ? Number(column.getColId()) : Number.NaN;
          if (Number.isInteger(place)) onFocus(place);
        }}
      />
    </section>
  );
}

function columnsOf({ columns, recordSet, tableId }: RecordTable): ColDef<GridRow>[] {
  const numbers: ColDef<GridRow> = {
    headerName: 'No.',
    width: 76,
    pinned: 'left',
    sortable: false,
    resizable: false,
    valueGetter: ({ data }) => data?.number,
    cellStyle: { color: 'var(--q-text-3)', textAlign: 'right' },
  };
  const series = seriesNameOf(recordSet) ?? '';
  return [numbers, ...columns.map((column, index) => columnOf({ column, index, series, tableId }))];
}

interface ColumnOf {
  column: RecordColumn;
  index: number;
  series: string;
  tableId: string;
}

function columnOf({ column, index, series, tableId }: ColumnOf): ColDef<GridRow> {
  const isNumber = column.kind === 'real' || column.kind === 'integer' || column.kind === 'longlong';
  return {
    colId: String(index),
    headerName: column.name,
    sortable: true,
    width: widthOf(column),
    headerComponentParams: {
      innerHeaderComponent: ColumnHead,
      innerHeaderComponentParams: { about: column, index, tableId },
    },
    valueGetter: ({ data }) => data?.cells[index],
    cellRenderer: ({ data }: { data: GridRow | undefined }) =>
      data === undefined ? null : (
        <RecordCell cell={data.cells[index] ?? null} odd={data.odd.get(index)} column={column} series={series} />
      ),
    cellStyle: { fontVariantNumeric: 'tabular-nums', ...(isNumber && !column.hex ? { textAlign: 'right' } : {}) },
    ...(isNumber && !column.hex ? { headerClass: 'ag-right-aligned-header' } : {}),
  };
}

function widthOf({ kind, hex }: RecordColumn): number {
  if (kind === 'time') return 190;
  if (hex) return 240;
  return kind === 'text' ? 300 : 120;
}

interface RecordCellProps {
  cell: Cell;
  odd: string | undefined;
  column: RecordColumn;
  series: string;
}

function RecordCell({ cell, odd, column, series }: RecordCellProps): ReactNode {
  if (odd !== undefined && odd !== 'unparsable') return <span className={styles.missing}>{oddWords[odd] ?? odd}</span>;
  if (cell === null) return <span className={styles.missing}>missing</span>;
  if (column.hex && typeof cell === 'number') {
    const bits = column.name === 'QUALITY' ? qualityBits(series, cell) : [];
    // The highest bits are the gravest.
    const worst = bits.at(-1);
    return (
      <span className={styles.code}>
        {formatQuality(cell)}
        {worst !== undefined && (
          <span className={styles.flag} title={`Bit ${worst.bit}: ${worst.name}`}>
            {worst.meaning}
            {bits.length > 1 && ` +${bits.length - 1}`}
          </span>
        )}
      </span>
    );
  }
  return typeof cell === 'number' ? String(cell).replace('-', '−') : cell;
}

const oddWords: Readonly<Record<string, string>> = {
  'invalid-key': 'no such name',
  'invalid-link': 'link leads nowhere',
  offline: 'offline',
  absent: 'not sent',
};

function sourceOf({ tableId, count }: RecordTable): IDatasource {
  return {
    rowCount: count,
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }: IGetRowsParams<GridRow>) {
      const [sorted] = sortModel;
      const sort = sorted === undefined ? null : { column: Number(sorted.colId), descending: sorted.sort === 'desc' };
      getClient()
        .call('drms.table.page', { tableId, from: startRow, count: endRow - startRow, sort })
        .then(
          ({ columns, odd, total }) => successCallback(rowsOf(columns, odd, startRow), total),
          (error: unknown) => {
            failCallback();
            showMessage(toAppError(error));
          },
        );
    },
  };
}

function rowsOf(
  columns: readonly Cell[][],
  odd: readonly { row: number; column: number; state: string }[],
  startRow: number,
): GridRow[] {
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => ({
    number: startRow + row + 1,
    cells: columns.map((column) => column[row] ?? null),
    odd: new Map(odd.filter((one) => one.row === row).map(({ column, state }) => [column, state])),
  }));
}
