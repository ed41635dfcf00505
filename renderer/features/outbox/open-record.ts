import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { openPanel } from '../../routes/panels.ts';

/** Shows the record of an item in a panel; undefined if there is none to show. */
export function recordOpener({ kind, connectionId, remoteId, target }: OutboxItem): (() => void) | undefined {
  if (remoteId === null) return undefined;
  if (kind.startsWith('juliabase.result.')) return () => openPanel('result', { connectionId, id: Number(remoteId) });
  if (kind.startsWith('juliabase.sample.')) return () => openPanel('sample', { connectionId, name: target });
  return undefined;
}
