import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { thingWords } from '../../../app/domain/collections/things.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './collections.module.css';
import { ItemDialog } from './item-dialog.tsx';
import { type ItemLine, nextItemLine } from './item-lines.ts';
import { ItemRow } from './item-row.tsx';
import { dropBefore, moveItem } from './move-items.ts';
import { takeOut } from './take-out.ts';

interface ItemListProps {
  collection: Collection;
  lines: readonly ItemLine[];
  picked: ReadonlySet<string>;
  onPick(picked: ReadonlySet<string>): void;
}

const rowHeight = 46;
const headHeight = 28;

/** The things. Arrows walk, Alt and arrows move, Space ticks, Delete takes out. */
export function ItemList({ collection, lines, picked, onPick }: ItemListProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [edited, setEdited] = useState<CollectionItem | null>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: (at) => ('item' in (lines[at] ?? {}) ? rowHeight : headHeight),
    getItemKey: (at) => keyOf(lines[at], at),
    overscan: 12,
  });
  const shown = lines.flatMap((line) => ('item' in line ? [line.item] : []));
  const focusItem = (id: string | undefined): void => {
    rows.scrollToIndex(lines.findIndex((line) => 'item' in line && line.item.id === id));
    // The row is there with the next frame if it was out of sight.
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-item="${id}"] [data-open]`)?.focus({ preventScroll: true }),
    );
  };
  const pick = (item: CollectionItem): void => {
    const next = new Set(picked);
    if (!next.delete(item.id)) next.add(item.id);
    onPick(next);
  };
  const onKey = (event: KeyboardEvent): void => {
    const { target, key, altKey } = event;
    const id = target instanceof Element ? target.closest('[data-item]')?.getAttribute('data-item') : undefined;
    const at = lines.findIndex((line) => 'item' in line && line.item.id === id);
    const item = shown.find((one) => one.id === id);
    if (item === undefined) return;
    const step = stepOf(key);
    if (step !== undefined && altKey) void moveItem(collection, shown, item, step).then(() => focusItem(item.id));
    else if (step !== undefined) focusItem(itemAt(lines, nextItemLine(lines, at, step))?.id);
    else if (key === 'Home' || key === 'End') focusItem(shown.at(key === 'Home' ? 0 : -1)?.id);
    else if (key === 'Delete') void takeOut(collection, [item]);
    else if (key === ' ' && target instanceof Element && target.matches('[data-open]')) pick(item);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus and take the keys
    <div ref={place} className={styles.list} onKeyDown={onKey}>
      <ul className={styles.canvas} aria-label={t('Things')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          if (line === undefined) return null;
          if ('head' in line) return <KindHead key={key} line={line} top={start} />;
          const { item } = line;
          return (
            <ItemRow
              key={key}
              collection={collection}
              item={item}
              top={start}
              isPicked={picked.has(item.id)}
              picked={picked}
              onPick={() => pick(item)}
              onEdit={() => setEdited(item)}
              onMove={(step) => void moveItem(collection, shown, item, step)}
              onDrop={(event) => dropBefore(collection, item.id, event)}
            />
          );
        })}
      </ul>
      {edited !== null && <ItemDialog collection={collection} items={[edited]} onClose={() => setEdited(null)} />}
    </div>
  );
}

function KindHead({ line, top }: { line: Extract<ItemLine, { head: unknown }>; top: number }): ReactNode {
  const [one, several] = thingWords[line.head];
  return (
    <li className={styles.kindHead} style={{ transform: `translateY(${top}px)` }}>
      <strong>{say(line.count === 1 ? one : several)}</strong>
      <span className={styles.quiet}>{line.count}</span>
    </li>
  );
}

function itemAt(lines: readonly ItemLine[], at: number): CollectionItem | undefined {
  const line = lines[at];
  return line !== undefined && 'item' in line ? line.item : undefined;
}

function keyOf(line: ItemLine | undefined, at: number): string | number {
  if (line === undefined) return at;
  return 'item' in line ? line.item.id : line.head;
}

function stepOf(key: string): 1 | -1 | undefined {
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined;
}
