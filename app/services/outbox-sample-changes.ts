import { sampleDifferences } from '../clients/juliabase/sample-check.ts';
import { OutboxSampleEdit, OutboxSampleRename } from '../contract/outbox.ts';
import type { Gateway, GatewayCall, Hit } from '../outbox/gateway.ts';
import { type JuliaBaseOutboxParts, lookBy, sendOnce } from './outbox-writing.ts';

export const sampleEditKind = 'juliabase.sample.edit';
export const sampleRenameKind = 'juliabase.sample.rename';

/** What changes a record has no links to lose. */
export async function noRepair(): Promise<readonly string[]> {
  return [];
}

/** Edits of samples; looked for by their content. */
export function sampleEditGateway(parts: JuliaBaseOutboxParts): Gateway {
  return {
    kind: sampleEditKind,
    ...common(parts),
    async send(call, onBeforeSend) {
      const client = await parts.clientOf(call.order.connectionId);
      const { name, ...edit } = OutboxSampleEdit.parse(call.payload);
      return sendOnce(call, onBeforeSend, async (options) => {
        const { id, changed } = await client.samples.edit(name, edit, options);
        const notes = changed ? [] : ['It was so at the server already.'];
        return { ...(await hitOf(parts, call, id)), notes };
      });
    },
    look: (call) =>
      lookBy(async () => {
        const client = await parts.clientOf(call.order.connectionId);
        const { name, description: _, important: __, ...wanted } = OutboxSampleEdit.parse(call.payload);
        const sample = await client.samples.get(name, { signal: call.signal });
        const isSo = sampleDifferences({ ...sample, ...wanted }, sample).length === 0;
        return { kind: 'complete', hits: isSo ? [await hitOf(parts, call, sample.id)] : [], similar: null };
      }),
  };
}

/** Renames; the name itself tells whether it was done. */
export function sampleRenameGateway(parts: JuliaBaseOutboxParts): Gateway {
  async function found(call: GatewayCall): Promise<Hit[]> {
    const client = await parts.clientOf(call.order.connectionId);
    const { name, newName } = OutboxSampleRename.parse(call.payload);
    const ids = await client.keys.samples([name, newName], { signal: call.signal });
    const id = ids.get(newName);
    // With the old name still there, the new one belongs to another sample.
    return typeof id === 'number' && typeof ids.get(name) !== 'number' ? [await hitOf(parts, call, id)] : [];
  }
  return {
    kind: sampleRenameKind,
    ...common(parts),
    async send(call, onBeforeSend) {
      const client = await parts.clientOf(call.order.connectionId);
      const { name, newName, keepsAlias } = OutboxSampleRename.parse(call.payload);
      return sendOnce(call, onBeforeSend, async (options) => {
        const { id } = await client.samples.rename(name, newName, { ...options, keepsAlias });
        return hitOf(parts, call, id);
      });
    },
    look: (call) => lookBy(async () => ({ kind: 'complete', hits: await found(call), similar: null })),
  };
}

function common(parts: JuliaBaseOutboxParts): Pick<Gateway, 'canLook' | 'check' | 'repair' | 'onDone'> {
  return {
    canLook: () => true,
    async check({ order, signal }) {
      await parts.finishUndo(order.connectionId, await parts.clientOf(order.connectionId), signal);
      return { kind: 'ready' };
    },
    repair: noRepair,
    onDone: ({ connectionId }) => parts.onWritten(connectionId, ['sample']),
  };
}

/** A sample as what was found or made. */
export async function hitOf(
  parts: JuliaBaseOutboxParts,
  { order }: GatewayCall,
  id: number,
): Promise<Hit & { url: string }> {
  return { id: String(id), url: await parts.urlOf(order.connectionId, `samples/by_id/${id}`), isLinked: true };
}
