import type { KeyboardEvent } from 'react';

/** Moves the focus through a tree as the ARIA pattern asks; the items tell their state by attributes. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>): void {
  const tree = event.currentTarget;
  const item = event.target instanceof HTMLElement ? event.target : null;
  if (item?.getAttribute('role') !== 'treeitem' || event.ctrlKey || event.altKey || event.metaKey) return;
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const next = nextItem(event.key, items, items.indexOf(item));
  if (next === undefined) return;
  event.preventDefault();
  if (next === item) item.querySelector<HTMLElement>('[data-branch]')?.click();
  else next.focus();
}

/** The item to go to; the item itself if its branch is to be opened or closed; undefined if the key does nothing. */
function nextItem(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  const item = items[at];
  const expanded = item?.getAttribute('aria-expanded');
  switch (key) {
    case 'ArrowDown':
      return items[at + 1];
    case 'ArrowUp':
      return at > 0 ? items[at - 1] : undefined;
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    case 'ArrowRight':
      return expanded === 'false' ? item : expanded === 'true' ? items[at + 1] : undefined;
    case 'ArrowLeft':
      return expanded === 'true' ? item : parentOf(items, at);
    default:
      return undefined;
  }
}

function parentOf(items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  const level = levelOf(items[at]);
  return items.slice(0, at).findLast((one) => levelOf(one) < level);
}

function levelOf(item: HTMLElement | undefined): number {
  return Number(item?.getAttribute('aria-level') ?? 1);
}
