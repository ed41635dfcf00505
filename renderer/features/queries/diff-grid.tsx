import type { ColDef, GridApi, IHeaderParams } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, type RefObject, useMemo } from 'react';
import type { RecordTable } from '../../../app/contract/drms.ts';
import type { DiffColumnOut, QueryDiff } from '../../../app/contract/queries.ts';
import type { RowChange } from '../../../app/domain/diff/diff-layout.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { registerGridModules } from '../../ui/grid-modules.ts';
import { gridTheme } from '../../ui/grid-theme.ts';
import { t } from '../../ui/language.ts';
import { leaveByTab } from '../../ui/leave-by-tab.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import type { GridRow } from '../drms/table/grid-columns.tsx';
import { blockRows, recordSource } from '../drms/table/record-source.ts';
import { ChangeCell, DiffCell } from './diff-cell.tsx';
import { changedColumnsOf, changeOf, changePlace } from './diff-rows.ts';
import styles from './queries.module.css';

registerGridModules();

const theme = gridTheme(44);

interface DiffGridProps {
  diff: QueryDiff;
  table: RecordTable;
  columns: readonly DiffColumnOut[];
  /** Only rows of this kind; null: all. */
  only: RowChange | null;
  api: RefObject<GridApi<GridRow> | null>;
}

/** Rows that came, went or changed; a changed cell shows what it was and what it is. */
export function DiffGrid({ diff, table, columns, only, api }: DiffGridProps): ReactNode {
  const { tableId, rows } = diff;
  const source = useMemo(() => {
    const filters = only === null ? [] : [{ kind: 'one-of' as const, column: changePlace, texts: [only] }];
    return recordSource({ tableId, count: rows }, filters, 'own');
  }, [tableId, rows, only]);
  const shown = useMemo(() => [changeColumn, ...columns.map((column) => columnOf(column, table))], [columns, table]);
  return (
    <section className={styles.grid} aria-label={t('Changes')}>
      <AgGridReact<GridRow>
        key={tableId}
        theme={theme}
        styleNonce={styleNonce()}
        rowModelType="infinite"
        datasource={source}
        cacheBlockSize={blockRows}
        maxBlocksInCache={20}
        infiniteInitialRowCount={Math.min(rows, blockRows)}
        columnDefs={shown}
        getRowId={({ data }) => String(data.row)}
        enableCellTextSelection
        suppressFieldDotNotation
        animateRows={false}
        tabToNextCell={leaveByTab}
        onGridReady={(event) => {
          api.current = event.api;
        }}
      />
    </section>
  );
}

const changeColumn: ColDef<GridRow> = {
  colId: 'change',
  headerName: t('Change'),
  width: 104,
  pinned: 'left',
  sortable: false,
  cellRenderer: ({ data }: { data: GridRow | undefined }) =>
    data === undefined ? null : <ChangeCell change={changeOf(data)} />,
};

function columnOf(column: DiffColumnOut, { columns, recordSet }: RecordTable): ColDef<GridRow> {
  const isNumber = column.kind === 'real' || column.kind === 'integer' || column.kind === 'longlong';
  const series = seriesNameOf(recordSet) ?? '';
  return {
    colId: column.name,
    headerName: column.name,
    width: widthOf(column),
    sortable: false,
    ...(column.role === 'key' ? { pinned: 'left' as const } : {}),
    headerComponentParams: { innerHeaderComponent: DiffHead, innerHeaderComponentParams: { column } },
    valueGetter: ({ data }) => data?.cells[column.after ?? column.before ?? 0],
    cellRenderer: ({ data }: { data: GridRow | undefined }) =>
      data === undefined ? null : (
        <DiffCell
          row={data}
          places={column}
          columns={columns}
          isChanged={changedColumnsOf(data).has(column.name)}
          series={series}
        />
      ),
    cellStyle: { fontVariantNumeric: 'tabular-nums', ...(isNumber ? { textAlign: 'right' } : {}) },
  };
}

/** What has changed stands there twice, with an arrow between. */
function widthOf({ kind, changedCells, role }: DiffColumnOut): number {
  if (changedCells > 0) return kind === 'time' ? 380 : 280;
  if (kind === 'time') return 200;
  if (kind === 'text') return 240;
  return role === 'key' ? 100 : 160;
}

function DiffHead({ column }: IHeaderParams & { column: DiffColumnOut }): ReactNode {
  const { name, role, unit, timeScale, changedCells } = column;
  const about = [
    unit ?? timeScale,
    role === 'new' ? t('new') : role === 'gone' ? t('gone') : null,
    changedCells > 0 ? t('{{changedCells}} changed', { changedCells: formatInteger(changedCells) }) : null,
  ].filter((one) => one !== null);
  return (
    <span className={styles.columnHead}>
      {name}
      <small>{about.join(' · ')}</small>
    </span>
  );
}
