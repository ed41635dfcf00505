import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { JsonValue } from '../../contract/app-error.ts';
import { isAppError } from '../../contract/app-error.ts';
import type { CrawlDraft } from '../../crawl/draft.ts';
import { contentMarkOf } from '../../crawl/marker.ts';
import { UnfitFile } from '../../crawl/recipe/template.ts';
import { type CrawlSink, type DraftedFile, NoRecord, type SentState } from '../../crawl/sink.ts';
import type { FileCopy, OutboxOrder, WholeOutboxItem } from '../../outbox/item.ts';
import type { JournalRecord } from '../../outbox/journal-api.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { processAddKind } from '../crawl-processes.ts';
import { resultEditKind } from '../outbox-result-edits.ts';
import { resultAddKind } from '../outbox-results.ts';
import type { ConnectionRecord } from '../service-context.ts';

export interface OutboxSinkParts {
  outbox: Outbox;
  listRecords(space: string): Promise<JournalRecord[]>;
  nowMs(): number;
}

/** Hands what a crawler makes to the outbox. */
export function outboxSink(
  { outbox, listRecords, nowMs }: OutboxSinkParts,
  { id: connectionId, usesMarks }: Pick<ConnectionRecord, 'id' | 'usesMarks'>,
): CrawlSink {
  return {
    async itemOf(file) {
      const { id, marker, draft } = file;
      const edited = file.edits === null ? undefined : await editOf(outbox, file, file.edits);
      const files = draft.kind === 'result' && draft.image ? [await keepImage(outbox, file)] : [];
      const order = {
        ...{ id, connectionId, marker: usesMarks ? marker : null, files, createdMs: nowMs() },
        ...{
          kind: draft.kind === 'result' ? resultAddKind : processAddKind,
          title: titleOf(draft),
          target: draft.sample,
        },
        // Another computer, or this one in an earlier life, may have sent it.
        ...{ lookFirst: usesMarks, subject: null },
        // Under another path too, if it is not meant to be there twice.
        ...(usesMarks && !file.isCopy ? { contentMark: contentMarkOf(marker) } : {}),
      };
      // An edit is looked for by what it changes.
      return edited === undefined
        ? { order, payload: payloadOf(file) }
        : { order: { ...order, ...edited.order, lookFirst: false }, payload: edited.payload };
    },
    put: (put) => outbox.put(put),
    stateOf: (id) => stateOf(outbox, id),
    records: listRecords,
  };
}

/**
 * The change of the record that an item has made. Undefined: it made none, so the file becomes a record of its own.
 * @throws UnfitFile while it is on its way; NoRecord if nobody knows its record
 */
async function editOf(
  outbox: Outbox,
  { draft, path }: DraftedFile,
  before: string,
): Promise<{ order: Pick<OutboxOrder, 'kind' | 'title' | 'subject'>; payload: JsonValue } | undefined> {
  const item = await itemIn(outbox, before);
  if (item === undefined || item.progress.state === 'withdrawn') return undefined;
  const { state, remoteId } = item.progress;
  if (state !== 'done') throw new UnfitFile('Its former content is not at the server yet.');
  if (draft.kind !== 'result' || ![resultAddKind, resultEditKind].includes(item.order.kind))
    throw new NoRecord('It has changed since it was sent, and a crawler changes Results only.');
  if (remoteId === null)
    throw new NoRecord('It has changed since it was sent, but the number of its record is not known.');
  const { title, table, comments, timestampUtc, timestampInaccuracy } = draft;
  const { headings, rows } = table;
  const changed = { title, comments, timestampUtc, timestampInaccuracy, table: { headings, rows } };
  return {
    order: { kind: resultEditKind, title: `Update of result ${remoteId}: ${title}`, subject: `result ${remoteId}` },
    payload: { resultId: Number(remoteId), description: `The file ${path} has changed.`, ...changed },
  };
}

function titleOf(draft: CrawlDraft): string {
  return draft.kind === 'result' ? `Result: ${draft.title}` : `Process: ${draft.process.type}`;
}

function payloadOf({ draft, sampleId }: DraftedFile): JsonValue {
  const { comments, timestampUtc, timestampInaccuracy } = draft;
  const common = { comments, timestampUtc, timestampInaccuracy, sampleIds: [sampleId] };
  if (draft.kind === 'result') {
    const { title, table } = draft;
    const { headings, rows } = table;
    return { ...common, title, seriesNames: [], table: { headings, rows } };
  }
  return { ...common, ...draft.process };
}

/** The very bytes that were read before. */
async function keepImage(outbox: Outbox, { root, path, sha256 }: DraftedFile): Promise<FileCopy> {
  const bytes = await readFile(join(root, path)).catch((cause: unknown) => {
    throw new UnfitFile('It cannot be read any more.', { cause });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new UnfitFile('It has changed.');
  return outbox.files.keep(posix.basename(path), bytes);
}

async function stateOf(outbox: Outbox, id: string): Promise<SentState | undefined> {
  const item = await itemIn(outbox, id);
  if (item === undefined) return undefined;
  const { state, url, reason } = item.progress;
  const isPlain = state === 'done' || state === 'withdrawn' || state === 'needs-you';
  return { state: isPlain ? state : 'open', url, reason };
}

async function itemIn(outbox: Outbox, id: string): Promise<WholeOutboxItem | undefined> {
  try {
    return await outbox.get(id);
  } catch (error) {
    if (isAppError(error, 'not-found')) return undefined;
    throw error;
  }
}
