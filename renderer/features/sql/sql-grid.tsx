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

interface SqlGridProps {
  table: SqlTable;
  /** What stands over a column of a question that Quarry has written; else its name in SQL, with its type. */
  headOf?: (name: string) => string;
}

/** Rows of an answer, with unit or time scale under each name. */
export function SqlGrid({ table, headOf }: SqlGridProps): ReactNode {
  const columns = useMemo(() => table.columns.map((column, index) => columnOf(column, index, headOf)), [table, headOf]);
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

function columnOf(column: SqlColumn, index: number, headOf: SqlGridProps['headOf']): ColDef<SqlRow> {
  const isNumber = numeric.has(column.kind);
  return {
    colId: String(index),
    headerName: column.name,
    width: column.kind === 'time' ? 200 : 150,
    sortable: true,
    headerComponentParams: {
      innerHeaderComponent: SqlHead,
      innerHeaderComponentParams: { column, headOf },
    },
    valueGetter: ({ data }) => data?.cells[index],
    comparator: (one: Cell, other: Cell) => compareCells(one, other, column.kind === 'longlong'),
    cellRenderer: ({ value }: { value: Cell | undefined }) => <SqlCell cell={value ?? null} kind={column.kind} />,
    cellStyle: { fontVariantNumeric: 'tabular-nums', ...(isNumber ? { textAlign: 'right' } : {}) },
  };
}

function SqlHead({ column, headOf }: IHeaderParams & Pick<SqlGridProps, 'headOf'> & { column: SqlColumn }): ReactNode {
  const { name, type, unit, timeScale } = column;
  return (
    <span className={styles.head} title={headOf === undefined ? type : name}>
      {headOf === undefined ? name : headOf(name)}
      <small>{unit ?? timeScale ?? (headOf === undefined ? type.toLowerCase() : '')}</small>
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
