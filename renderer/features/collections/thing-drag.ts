import type { DragEvent as ReactDragEvent } from 'react';
import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { thingAt } from './thing-target.ts';

/** Addresses of panels, one a line, as what is dragged in this window. */
const dragType = 'application/x-quarry-things';
/** Set too while things of a collection are dragged: its id and theirs. */
const itemsType = 'application/x-quarry-items';

/** Things stand in rows, tree lines and tabs as the address of their panel. */
const thingSelector = '[data-thing]';

/** Lets everything that stands for a thing be dragged. The result ends it. */
export function startThingDrags(): () => void {
  const onDragStart = (event: DragEvent): void => {
    const { target, dataTransfer } = event;
    if (!(target instanceof Element) || dataTransfer === null) return;
    // Of a tab the frame is dragged, and the thing stands inside it.
    const place = target.closest(thingSelector) ?? target.querySelector(thingSelector);
    const address = place?.getAttribute('data-thing');
    if (!address || thingAt(address) === undefined) return;
    dataTransfer.setData(dragType, address);
    // The palette lies over the collections while its hits are dragged.
    document.documentElement.dataset.thingDragged = 'true';
  };
  const onDragEnd = (): void => {
    delete document.documentElement.dataset.thingDragged;
  };
  document.addEventListener('dragstart', onDragStart, { capture: true });
  document.addEventListener('dragend', onDragEnd, { capture: true });
  return () => {
    document.removeEventListener('dragstart', onDragStart, { capture: true });
    document.removeEventListener('dragend', onDragEnd, { capture: true });
  };
}

/** The thing that the focused row, tree line or tab stands for. */
export function focusedThing(): CollectionThing | undefined {
  return thingNear(document.activeElement);
}

export function thingNear(element: Element | null): CollectionThing | undefined {
  const address = element?.closest(thingSelector)?.getAttribute('data-thing');
  return address ? thingAt(address) : undefined;
}

interface DraggedItems {
  collectionId: string;
  itemIds: string[];
}

export function dragItems(event: ReactDragEvent, items: DraggedItems, addresses: readonly string[]): void {
  event.dataTransfer.setData(itemsType, JSON.stringify(items));
  event.dataTransfer.setData(dragType, addresses.join('\n'));
  event.dataTransfer.effectAllowed = 'copyMove';
}

export function hasThings({ dataTransfer }: ReactDragEvent): boolean {
  return dataTransfer.types.includes(dragType);
}

export function droppedThings({ dataTransfer }: ReactDragEvent): CollectionThing[] {
  const addresses = dataTransfer.getData(dragType).split('\n');
  return addresses.flatMap((address) => thingAt(address) ?? []);
}

/** Null if what is dropped is not from a collection. */
export function droppedItems({ dataTransfer }: ReactDragEvent): DraggedItems | null {
  const text = dataTransfer.getData(itemsType);
  // Only this window writes the type.
  return text === '' ? null : (JSON.parse(text) as DraggedItems);
}
