import type { KeyboardEvent } from 'react';

/** What the keys do with the row that has the focus; undefined: nothing there. */
export interface RowKeys {
  onToggleOpen?: (() => void) | undefined;
  onSpace?: (() => void) | undefined;
  onDelete?: (() => void) | undefined;
  onEnter?: (() => void) | undefined;
  isOpen: boolean | null;
}

/** Keys of a row of a tree grid: arrows move and fold, the others act. Keys within a button of the row are its own. */
export function onRowKey(event: KeyboardEvent<HTMLElement>, row: RowKeys): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actionOf(event, row);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function actionOf({ key, currentTarget }: KeyboardEvent<HTMLElement>, row: RowKeys): (() => void) | undefined {
  switch (key) {
    case 'ArrowDown':
      return () => focusNeighbour(currentTarget, 1);
    case 'ArrowUp':
      return () => focusNeighbour(currentTarget, -1);
    case 'ArrowRight':
      return row.isOpen === false ? row.onToggleOpen : undefined;
    case 'ArrowLeft':
      return row.isOpen === true ? row.onToggleOpen : undefined;
    case ' ':
      return row.onSpace;
    case 'Delete':
      return row.onDelete;
    case 'Enter':
      return row.onEnter;
    default:
      return undefined;
  }
}

function focusNeighbour(row: HTMLElement, by: 1 | -1): void {
  const rows = [...(row.closest('[role="treegrid"]')?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  rows[rows.indexOf(row) + by]?.focus();
}
