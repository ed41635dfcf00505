import type { GridApi } from 'ag-grid-community';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { copyRecords } from './copy-records.ts';
import type { GridRow } from './grid-columns.tsx';
import type { RecordView } from './record-view.tsx';
import { allOf, noSelection, onlyRow, rangeOf, withRow } from './selection-steps.ts';

export interface GridSelection {
  /** To be called when the grid has got other rows. */
  show(api: GridApi<GridRow>): void;
  onClick(event: MouseEvent, row: GridRow | undefined, index: number): void;
  /** Before the grid sees a key. */
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/**
 * Selection of a table of which the grid holds a part: clicks and keys change the selection of the view, and the rows
 * that are here show it.
 */
export function useGridSelection(view: RecordView, grid: { current: GridApi<GridRow> | null }): GridSelection {
  /** Place in the grid from which a range goes. */
  const anchor = useRef(0);
  const latest = useRef(view);
  latest.current = view;
  const show = (api: GridApi<GridRow>): void => {
    const { selected } = latest.current;
    api.forEachNode((node) => {
      const isIn = node.data !== undefined && selected.has(node.data.row);
      if (node.isSelected() !== isIn) node.setSelected(isIn);
    });
  };
  const { selected } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows follow the selection, which `show` reads itself
  useEffect(() => {
    if (grid.current !== null && !grid.current.isDestroyed()) show(grid.current);
  }, [selected]);

  const toggle = (row: number): void =>
    latest.current.setSelection(withRow(latest.current.selection, row, !latest.current.selected.has(row)));
  const extendTo = (index: number, isMore: boolean): void => {
    const { selection, setSelection } = latest.current;
    setSelection([...(isMore ? selection : noSelection), rangeOf(latest.current, anchor.current, index)]);
  };

  return {
    show,
    onClick(event, row, index) {
      if (row === undefined) return;
      const isToggle = event.ctrlKey || event.metaKey;
      if (event.shiftKey) {
        // The click has marked the text between, too; copying would mean that.
        globalThis.getSelection()?.removeAllRanges();
        return extendTo(index, isToggle);
      }
      anchor.current = index;
      if (isToggle) toggle(row.row);
      else latest.current.setSelection(onlyRow(row.row));
    },
    onKeyDown(event) {
      const api = grid.current;
      const action = api === null ? undefined : keyAction(event, api);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    },
  };

  function keyAction(event: KeyboardEvent<HTMLElement>, api: GridApi<GridRow>): (() => void) | undefined {
    const { key, altKey, shiftKey } = event;
    const isMod = event.ctrlKey || event.metaKey;
    if (altKey && key === 'ArrowDown') {
      const column = columnUnder(event.target);
      if (column === null) return undefined;
      return () => {
        // The filter hangs on the head, and hides with it.
        api.ensureColumnVisible(String(column));
        latest.current.setOpenFilter(column);
      };
    }
    const focused = api.getFocusedCell();
    // Keys in a head belong to the head.
    if (focused === null || !(event.target instanceof Element) || event.target.closest('[role="gridcell"]') === null)
      return undefined;
    const row = api.getDisplayedRowAtIndex(focused.rowIndex)?.data;
    if (isMod && key.toLowerCase() === 'a') return () => latest.current.setSelection(allOf(latest.current));
    if (isMod && key.toLowerCase() === 'c') {
      // Text that is marked is what is meant.
      if (String(globalThis.getSelection() ?? '') !== '') return undefined;
      const column = Number(focused.column.getColId());
      return () => void copyRecords(latest.current, row === undefined ? null : { row, column });
    }
    if (key === ' ' && row !== undefined)
      return shiftKey
        ? () => extendTo(focused.rowIndex, false)
        : () => {
            anchor.current = focused.rowIndex;
            toggle(row.row);
          };
    if (key === 'Escape' && latest.current.selection.length > 0) return () => latest.current.setSelection(noSelection);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step === undefined || !shiftKey || isMod) return undefined;
    return () => {
      const next = Math.max(0, Math.min(api.getDisplayedRowCount() - 1, focused.rowIndex + step));
      if (latest.current.selection.length === 0) anchor.current = focused.rowIndex;
      api.ensureIndexVisible(next);
      api.setFocusedCell(next, focused.column);
      extendTo(next, false);
    };
  }
}

/** Place of the column that a cell or a head belongs to; null for the numbers of the rows. */
function columnUnder(target: EventTarget): number | null {
  const id = target instanceof Element ? target.closest('[col-id]')?.getAttribute('col-id') : null;
  return id != null && /^\d+$/.test(id) ? Number(id) : null;
}
