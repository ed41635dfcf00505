import type { JuliaBaseClient, ResultDraft } from '../clients/juliabase/api.ts';
import { readMarks } from '../clients/juliabase/marker.ts';
import { AppError, toAppError } from '../contract/app-error.ts';
import { OutboxResult } from '../contract/outbox.ts';
import { isResult, type Result, type TimestampInaccuracy } from '../domain/juliabase.ts';
import type { Gateway, GatewayCall, Hit, Look } from '../outbox/gateway.ts';
import type { OutboxOrder, Similar } from '../outbox/item.ts';
import { type JuliaBaseOutboxParts, lookBy, lookFirst, resultRequests, sendOnce } from './outbox-writing.ts';

export const resultAddKind = 'juliabase.result.add';

/** Adds Results; each carries the marker of its item. */
export function resultAddGateway(parts: JuliaBaseOutboxParts): Gateway {
  const clientOf = ({ order }: GatewayCall): Promise<JuliaBaseClient> => parts.clientOf(order.connectionId);
  const urlOf = (order: OutboxOrder, id: number): Promise<string> => parts.urlOf(order.connectionId, `results/${id}`);

  async function hits(
    call: GatewayCall,
    client: JuliaBaseClient,
    marker: string,
  ): Promise<{ hits: Hit[]; complete: boolean }> {
    const { sampleIds } = OutboxResult.parse(call.payload);
    const { signal } = call;
    const search = await client.results.findByMarker(marker, { sampleIds, signal });
    const found: Hit[] = [];
    for (const id of search.hits) {
      const record = await client.results.get(id, { signal });
      const isLinked = record.sampleIds.length + record.seriesNames.length > 0;
      found.push({ id: String(id), url: await urlOf(call.order, id), isLinked });
    }
    return { hits: found, complete: search.complete };
  }

  const look = (call: GatewayCall): Promise<Look> =>
    lookBy(async () => {
      const client = await clientOf(call);
      const found = await hits(call, client, markerOf(call.order));
      if (!found.complete && found.hits.length === 0)
        return { kind: 'incomplete', reason: 'The search of the server was not complete.' };
      const similar = found.hits.length > 0 ? null : await findSimilar(call, client);
      return { kind: 'complete', hits: found.hits, similar };
    });

  /** A record with the same title, time and operator whose mark somebody has removed. */
  async function findSimilar(call: GatewayCall, client: JuliaBaseClient): Promise<Similar | null> {
    const payload = OutboxResult.parse(call.payload);
    const candidates = await resultsNear(client, payload, call.signal);
    const found = candidates.find(
      (result) =>
        readMarks(result.comments) === undefined &&
        result.title === payload.title &&
        result.operator === client.user &&
        Date.parse(result.timestampUtc) === Date.parse(payload.timestampUtc),
    );
    return found === undefined ? null : similarOf(found, payload, client.user, await urlOf(call.order, found.id));
  }

  return {
    kind: resultAddKind,
    canLook: ({ marker }) => marker !== null,
    async check(call) {
      const client = await clientOf(call);
      await parts.finishUndo(call.order.connectionId, client, call.signal);
      if (!call.order.lookFirst || call.attempts > 0) return { kind: 'ready' };
      return lookFirst(call, look, (mark) => hits(call, client, mark));
    },
    async send(call, onBeforeSend) {
      const client = await clientOf(call);
      const draft = await draftOf(call);
      return sendOnce(call, onBeforeSend, async (options) => {
        const { id } = await client.results.add(draft, options);
        return { id: String(id), url: await urlOf(call.order, id) };
      });
    },
    look,
    async repair(call, id) {
      const client = await clientOf(call);
      const { sampleIds, seriesNames } = OutboxResult.parse(call.payload);
      const description = 'Links restored: the upload was interrupted.';
      const { signal } = call;
      await client.results.edit(Number(id), { sampleIds, seriesNames, description, important: true }, { signal });
      return restoreImage(call, client, Number(id));
    },
    async onDone(order, payload) {
      await parts.onWritten(order.connectionId, resultRequests(OutboxResult.parse(payload).seriesNames));
    },
  };
}

async function draftOf(call: GatewayCall): Promise<ResultDraft> {
  const { timestampInaccuracy, figureIdentity, ...content } = OutboxResult.parse(call.payload);
  const [image] = call.order.files;
  return {
    ...content,
    // The schema allows 0 to 6 only.
    inaccuracy: timestampInaccuracy as TimestampInaccuracy,
    marker: call.order.marker ?? '',
    ...(figureIdentity === undefined ? {} : { figureIdentity }),
    ...(image === undefined ? {} : { image: { bytes: await call.read(image), fileName: image.name } }),
  };
}

/** The server has refused the image once, which is how a record loses its links; so it comes after them. */
async function restoreImage(call: GatewayCall, client: JuliaBaseClient, id: number): Promise<string[]> {
  const [image] = call.order.files;
  if (image === undefined) return [];
  const { signal } = call;
  try {
    const bytes = await call.read(image);
    const description = 'Image restored: the upload was interrupted.';
    await client.results.edit(id, { image: { bytes, fileName: image.name }, description }, { signal });
    return [];
  } catch (error) {
    if (signal.aborted) throw error;
    return [`Its image ${image.name} is missing: ${toAppError(error).message}`];
  }
}

async function resultsNear(
  client: JuliaBaseClient,
  { sampleIds, seriesNames }: OutboxResult,
  signal: AbortSignal,
): Promise<Result[]> {
  const [sampleId] = sampleIds;
  if (sampleId !== undefined) return (await client.samples.byId(sampleId, { signal })).processes.filter(isResult);
  const [name] = seriesNames;
  return name === undefined ? [] : client.series.results(name, { signal });
}

function similarOf(record: Result, payload: OutboxResult, user: string, url: string): Similar {
  const part = (name: string, ours: string, theirs: string): Similar['parts'][number] => ({
    ...{ name, ours, theirs },
    same: ours === theirs,
  });
  const cells = ({ headings, rows }: OutboxResult['table']): string =>
    `${rows.length} rows, ${headings.length} columns`;
  return {
    id: String(record.id),
    url,
    parts: [
      part('Title', payload.title, record.title),
      part('Time', new Date(payload.timestampUtc).toISOString(), new Date(record.timestampUtc).toISOString()),
      part('Operator', user, record.operator),
      part('Table', cells(payload.table), cells(record.table)),
      part('Comments', payload.comments.trim(), record.comments.trim()),
    ],
  };
}

function markerOf({ marker }: OutboxOrder): string {
  if (marker === null) throw new AppError('internal', 'An item of the outbox has no mark.');
  return marker;
}
