import { type ComponentType, createElement } from 'react';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import type { SelectedThing } from '../../ui/selection.ts';

type ThingOf<K extends SelectedThing['kind']> = Omit<Extract<SelectedThing, { kind: K }>, 'kind'>;

const rows = createElement(LoadingRows, { count: 6 });

/** Which component shows a selected thing in the inspector. */
export const inspectorRegistry: { [K in SelectedThing['kind']]: ComponentType<ThingOf<K>> } = {
  sample: loadedLater(async () => (await import('../sample/sample-inspector.tsx')).SampleInspector, rows),
  transfer: loadedLater(async () => (await import('../transfers/transfer-inspector.tsx')).TransferInspector, rows),
  'outbox-item': loadedLater(async () => (await import('../outbox/outbox-inspector.tsx')).OutboxInspector, rows),
  result: loadedLater(async () => (await import('../result/result-inspector.tsx')).ResultInspector, rows),
};
