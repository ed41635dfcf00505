import type { ColumnMovedEvent, ColumnResizedEvent, GridApi } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { registerGridModules } from '../../ui/grid-modules.ts';
import { gridTheme } from '../../ui/grid-theme.ts';
import { t } from '../../ui/language.ts';
import { leaveByTab } from '../../ui/leave-by-tab.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import { columnsLookIn, type GridRow, gridColumnsOf } from './table/grid-columns.tsx';
import { columnsLookOf, keepColumnsLook } from './table/kept-columns.ts';
import { blockRows, recordSource, sortsOf } from './table/record-source.ts';
import styles from './table/record-table.module.css';
import { useRecordView } from './table/record-view.tsx';
import { useGridSelection } from './table/use-grid-selection.ts';

registerGridModules();

const theme = gridTheme(64);
/** What a person does to columns; the rest the grid does by itself. */
const byHand: ReadonlySet<string> = new Set(['uiColumnMoved', 'uiColumnResized', 'uiColumnDragged', 'autosizeColumns']);

/** Rows of a table of any length; the grid holds only those near the view. */
export function RecordGrid({ onFocus }: { onFocus(column: number, row: number | null): void }): ReactNode {
  const view = useRecordView();
  const { table, tableName, filters, timeScale, noteRows } = view;
  const [firstSort] = useState(view.sort);
  const columns = useMemo(
    () => gridColumnsOf(table, firstSort, columnsLookOf(tableName)),
    [table, tableName, firstSort],
  );
  const source = useMemo(
    () => recordSource(table, filters, timeScale, noteRows),
    [table, filters, timeScale, noteRows],
  );
  const api = useRef<GridApi<GridRow>>(null);
  const selection = useGridSelection(view, api);
  const keepColumns = (event: ColumnResizedEvent<GridRow> | ColumnMovedEvent<GridRow>): void => {
    if (event.finished && byHand.has(event.source))
      keepColumnsLook(tableName, columnsLookIn(table, event.api.getColumnState()));
  };
  return (
    <section
      className={styles.grid}
      aria-label={t('Records of {{recordSet}}', { recordSet: table.recordSet })}
      onKeyDownCapture={selection.onKeyDown}
    >
      <AgGridReact<GridRow>
        theme={theme}
        styleNonce={styleNonce()}
        rowModelType="infinite"
        datasource={source}
        cacheBlockSize={blockRows}
        maxBlocksInCache={20}
        infiniteInitialRowCount={Math.min(table.count, blockRows)}
        columnDefs={columns}
        getRowId={({ data }) => String(data.row)}
        rowSelection={{ mode: 'multiRow', checkboxes: false, headerCheckbox: false, enableClickSelection: false }}
        enableCellTextSelection
        suppressFieldDotNotation
        animateRows={false}
        tabToNextCell={leaveByTab}
        onGridReady={(event) => {
          api.current = event.api;
        }}
        onColumnResized={keepColumns}
        onColumnMoved={keepColumns}
        onModelUpdated={(event) => selection.show(event.api)}
        onSortChanged={(event) =>
          view.setSort(
            sortsOf(
              event.api
                .getColumnState()
                .filter(({ sort }) => sort != null)
                .toSorted((one, other) => (one.sortIndex ?? 0) - (other.sortIndex ?? 0))
                .map(({ colId, sort }) => ({ colId, sort: sort === 'desc' ? 'desc' : 'asc' })),
            ),
          )
        }
        onCellClicked={({ event, data, rowIndex }) => {
          // Only clicks come here, as mouse events.
          if (event != null && rowIndex !== null)
            selection.onClick(event as unknown as React.MouseEvent, data, rowIndex);
        }}
        onCellFocused={({ api: grid, column, rowIndex }) => {
          const place = typeof column === 'object' && column !== null ? Number(column.getColId()) : Number.NaN;
          const focused = rowIndex === null ? undefined : grid.getDisplayedRowAtIndex(rowIndex)?.data;
          if (Number.isInteger(place)) onFocus(place, focused?.row ?? null);
        }}
      />
    </section>
  );
}
