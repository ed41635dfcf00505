import { z } from 'zod';
import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import type { Field } from '../clients/juliabase/institute/fields.ts';
import type { ProcessClass } from '../clients/juliabase/institute/process-class.ts';
import { AppError } from '../contract/app-error.ts';
import type { TimestampInaccuracy } from '../domain/juliabase.ts';
import type { Gateway, GatewayCall, Hit } from '../outbox/gateway.ts';
import { noRepair } from './outbox-sample-changes.ts';
import { type JuliaBaseOutboxParts, lookBy, lookFirst, sendOnce } from './outbox-writing.ts';

export const processAddKind = 'juliabase.process.add';

/** A physical process with one sample, of a class as a crawler describes it. */
const ProcessPayload = z.object({
  /** First piece of its addresses, name of its model, and what its content type says. */
  url: z.string(),
  model: z.string(),
  type: z.string(),
  /** The field that identifies it in addresses; null: its id. */
  key: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
  sampleIds: z.array(z.number().int().positive()),
  timestampUtc: z.string(),
  timestampInaccuracy: z.number().int().min(0).max(6),
  comments: z.string(),
});
type ProcessPayload = z.infer<typeof ProcessPayload>;

/** Adds processes; each carries the marker of its item, by which it is found. */
export function processAddGateway(parts: JuliaBaseOutboxParts): Gateway {
  const clientOf = ({ order }: GatewayCall): Promise<JuliaBaseClient> => parts.clientOf(order.connectionId);
  const search = async (call: GatewayCall, marker: string): Promise<{ hits: Hit[]; complete: boolean }> => {
    const client = await clientOf(call);
    const payload = ProcessPayload.parse(call.payload);
    const options = { sampleIds: payload.sampleIds, signal: call.signal };
    const { hits, complete } = await client.processes.findByMarker(classOf(payload), marker, options);
    return { hits: await Promise.all(hits.map((id) => hitOf(parts, call, id))), complete };
  };
  const look: Gateway['look'] = (call) =>
    lookBy(async () => {
      const { hits, complete } = await search(call, markerOf(call));
      if (hits.length === 0 && !complete)
        return { kind: 'incomplete', reason: 'The search of the server was not complete.' };
      return { kind: 'complete', hits, similar: null };
    });
  return {
    kind: processAddKind,
    canLook: ({ marker }) => marker !== null,
    async check(call) {
      await parts.finishUndo(call.order.connectionId, await clientOf(call), call.signal);
      if (!call.order.lookFirst || call.attempts > 0) return { kind: 'ready' };
      return lookFirst(call, look, (mark) => search(call, mark));
    },
    async send(call, onBeforeSend) {
      const client = await clientOf(call);
      const { fields, comments, sampleIds, timestampUtc, timestampInaccuracy, ...described } = ProcessPayload.parse(
        call.payload,
      );
      const draft = {
        fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)])),
        ...{ comments, sampleIds, timestampUtc, marker: call.order.marker ?? '' },
        // The schema allows 0 to 6 only.
        inaccuracy: timestampInaccuracy as TimestampInaccuracy,
      };
      return sendOnce(call, onBeforeSend, async (options) =>
        hitOf(parts, call, (await client.processes.add(classOf({ ...described, fields }), draft, options)).id),
      );
    },
    look,
    repair: noRepair,
    onDone: ({ connectionId }) => parts.onWritten(connectionId, ['sample ']),
  };
}

type PlainClass = ProcessClass<Record<string, Field<string>>, string, undefined>;

function classOf({
  url,
  model,
  type,
  key,
  fields,
}: Pick<ProcessPayload, 'url' | 'model' | 'type' | 'key' | 'fields'>): PlainClass {
  const plain = Object.fromEntries(Object.keys(fields).map((name) => [name, plainField]));
  const described = { url, model, typeName: type, samples: 'one' as const, fields: plain };
  return key === null ? described : { ...described, key };
}

/** A value of which nothing is known but how it is written; 2.50 and 2.5 are the same. */
const plainField: Field<string> = {
  use: 'required',
  problem: (value) => (value.trim() === '' ? 'is empty' : undefined),
  toForm: (value) => (value === 'true' ? 'on' : value === 'false' ? '' : value.trim()),
  read: (value) => (typeof value === 'object' ? undefined : plainValue(String(value))),
};

/** The one way in which a value is kept, so that it can be compared with what comes back. */
function plainValue(text: string): string {
  const value = text.trim();
  return value !== '' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? String(Number(value)) : value;
}

async function hitOf(parts: JuliaBaseOutboxParts, { order }: GatewayCall, id: number): Promise<Hit & { url: string }> {
  return { id: String(id), url: await parts.urlOf(order.connectionId, `processes/${id}`), isLinked: true };
}

function markerOf({ order }: GatewayCall): string {
  if (order.marker === null) throw new AppError('internal', 'An item of the outbox has no mark.');
  return order.marker;
}
