import { type ComponentType, lazy } from 'react';
import type { SelectedThing } from '../../ui/selection.ts';

type ThingOf<K extends SelectedThing['kind']> = Omit<Extract<SelectedThing, { kind: K }>, 'kind'>;

/** Which component shows a selected thing in the inspector. */
export const inspectorRegistry: { [K in SelectedThing['kind']]: ComponentType<ThingOf<K>> } = {
  sample: lazy(async () => ({ default: (await import('../sample/sample-inspector.tsx')).SampleInspector })),
  transfer: lazy(async () => ({ default: (await import('../transfers/transfer-inspector.tsx')).TransferInspector })),
  'outbox-item': lazy(async () => ({ default: (await import('../outbox/outbox-inspector.tsx')).OutboxInspector })),
  result: lazy(async () => ({ default: (await import('../result/result-inspector.tsx')).ResultInspector })),
};
