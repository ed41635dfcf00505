import type { ColDef, IHeaderParams } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useMemo } from 'react';
import type { SqlTable } from '../../../app/contract/columns.ts';
import type { Cell } from '../../../app/contract/drms.ts';
import { readableTime } from '../../../app/domain/time/readable-time.ts';
import { registerGridModules } from '../../ui/grid-modules.ts';
import { gridTheme } from '../../ui/grid-theme.ts';
import { t } from '../../ui/language.ts';
import { leaveByTab } from '../../ui/leave-by-tab.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import styles from './sql.module.css';

registerGridModules();

type SqlColumn = SqlTable['columns'][number];

interface SqlRow {
  cells: Cell[];
}

const theme = gridTheme(44);
const numeric: ReadonlySet<SqlColumn['kind']> = new Set(['integer', 'longlong', 'real']);

/** Rows of an answer, with unit or time scale under each name. */
export function SqlGrid({ table }: { table: SqlTable }): ReactNode {
  const columns = useMemo(() => table.columns.map(columnOf), [table]);
  const rows = useMemo(() => rowsOf(table), [table]);
  return (
    <section className={styles.grid} aria-label={t('Answer')}>
      <AgGridReact<SqlRow>
        theme={theme}
        styleNonce={styleNonce()}
        rowData={rows}
        columnDefs={columns}
        enableCellTextSelection
        animateRows={false}
        tabToNextCell={leaveByTab}
      />
    </section>
  );
}

/** The cells go with the row: the grid draws none anew for a row that it takes to be the same, and drops a row that is 0. */
function rowsOf({ rows, columns }: SqlTable): SqlRow[] {
  return Array.from({ length: rows }, (_, row) => ({ cells: columns.map(({ values }) => values[row] ?? null) }));
}

function columnOf(column: SqlColumn, index: number): ColDef<SqlRow> {
  const isNumber = numeric.has(column.kind);
  return {
    colId: String(index),
    headerName: column.name,
    width: column.kind === 'time' ? 200 : 150,
    sortable: true,
    headerComponentParams: {
      innerHeaderComponent: SqlHead,
      innerHeaderComponentParams: { column },
    },
    valueGetter: ({ data }) => data?.cells[index],
    comparator: (one: Cell, other: Cell) => compareCells(one, other, column.kind === 'longlong'),
    cellRenderer: ({ value }: { value: Cell | undefined }) => <SqlCell cell={value ?? null} kind={column.kind} />,
    cellStyle: { fontVariantNumeric: 'tabular-nums', ...(isNumber ? { textAlign: 'right' } : {}) },
  };
}

function SqlHead({ column }: IHeaderParams & { column: SqlColumn }): ReactNode {
  return (
    <span className={styles.head} title={column.type}>
      {column.name}
      <small>{column.unit ?? column.timeScale ?? column.type.toLowerCase()}</small>
    </span>
  );
}

function SqlCell({ cell, kind }: { cell: Cell; kind: SqlColumn['kind'] }): ReactNode {
  if (cell === null) return <span className={styles.missing}>{t('missing')}</span>;
  if (typeof cell === 'number') return String(cell).replace('-', '−');
  return kind === 'time' ? readableTime(cell) : cell;
}

/** Missing ones come last; 64-bit integers are texts, but numbers. */
function compareCells(one: Cell, other: Cell, areIntegers: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (areIntegers) {
    const difference = BigInt(one) - BigInt(other);
    return difference < 0n ? -1 : Number(difference > 0n);
  }
  return String(one) < String(other) ? -1 : Number(one !== other);
}
