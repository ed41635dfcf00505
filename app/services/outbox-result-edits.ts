import type { ResultEdit } from '../clients/juliabase/api.ts';
import { appendMarks, readMarks } from '../clients/juliabase/marker.ts';
import { differences } from '../clients/juliabase/result-compare.ts';
import { OutboxResultEdit } from '../contract/outbox.ts';
import type { Result, TimestampInaccuracy } from '../domain/juliabase.ts';
import type { Gateway, GatewayCall } from '../outbox/gateway.ts';
import { noRepair } from './outbox-sample-changes.ts';
import { type JuliaBaseOutboxParts, lookBy, resultRequests, sendOnce } from './outbox-writing.ts';

export const resultEditKind = 'juliabase.result.edit';

/** Edits Results. Nothing is sent if the server has it so already, so an edit is looked for by its content. */
export function resultEditGateway(parts: JuliaBaseOutboxParts): Gateway {
  const urlOf = ({ order }: GatewayCall, id: number): Promise<string> =>
    parts.urlOf(order.connectionId, `results/${id}`);
  return {
    kind: resultEditKind,
    canLook: () => true,
    async check({ order, signal }) {
      await parts.finishUndo(order.connectionId, await parts.clientOf(order.connectionId), signal);
      return { kind: 'ready' };
    },
    async send(call, onBeforeSend) {
      const client = await parts.clientOf(call.order.connectionId);
      const edit = await editOf(call);
      const { resultId } = OutboxResultEdit.parse(call.payload);
      return sendOnce(call, onBeforeSend, async (options) => {
        const { changed } = await client.results.edit(resultId, edit, options);
        const notes = changed ? [] : ['It was so at the server already.'];
        return { id: String(resultId), url: await urlOf(call, resultId), notes };
      });
    },
    look: (call) =>
      lookBy(async () => {
        const client = await parts.clientOf(call.order.connectionId);
        const edit = OutboxResultEdit.parse(call.payload);
        const id = edit.resultId;
        const record = await client.results.get(id, { signal: call.signal });
        const [image] = call.order.files;
        const state = image === undefined ? undefined : await client.results.state(id, { signal: call.signal });
        const isSo = isAsWanted(edit, record, image?.sha256, state?.imageSha256);
        const hits = isSo ? [{ id: String(id), url: await urlOf(call, id), isLinked: true }] : [];
        return { kind: 'complete', hits, similar: null };
      }),
    repair: noRepair,
    async onDone({ connectionId }, payload) {
      await parts.onWritten(connectionId, resultRequests(OutboxResultEdit.parse(payload).seriesNames ?? []));
    },
  };
}

async function editOf(call: GatewayCall): Promise<ResultEdit> {
  const { resultId: _, timestampInaccuracy, ...edit } = OutboxResultEdit.parse(call.payload);
  const [image] = call.order.files;
  return {
    ...edit,
    ...(call.order.marker === null ? {} : { marker: call.order.marker }),
    // The schema allows 0 to 6 only.
    ...(timestampInaccuracy === undefined ? {} : { inaccuracy: timestampInaccuracy as TimestampInaccuracy }),
    ...(image === undefined ? {} : { image: { bytes: await call.read(image), fileName: image.name } }),
  };
}

function isAsWanted(
  edit: OutboxResultEdit,
  record: Result,
  wantedImage: string | undefined,
  presentImage: string | null | undefined,
): boolean {
  const marks = readMarks(record.comments);
  const comments =
    edit.comments === undefined || marks === undefined
      ? (edit.comments ?? record.comments)
      : appendMarks(edit.comments, marks);
  const wanted = {
    title: edit.title ?? record.title,
    comments,
    timestampUtc: edit.timestampUtc ?? record.timestampUtc,
    // The schema allows 0 to 6 only.
    inaccuracy: (edit.timestampInaccuracy ?? record.timestampInaccuracy) as TimestampInaccuracy,
    sampleIds: edit.sampleIds ?? record.sampleIds,
    seriesNames: edit.seriesNames ?? record.seriesNames,
    table: edit.table ?? record.table,
    ...(wantedImage === undefined ? {} : { imageSha256: wantedImage }),
  };
  return differences(wanted, record, presentImage).length === 0;
}
