import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { JsonValue } from '../../contract/app-error.ts';
import { isAppError } from '../../contract/app-error.ts';
import type { CrawlDraft } from '../../crawl/draft.ts';
import { UnfitFile } from '../../crawl/recipe/template.ts';
import type { CrawlSink, DraftedFile, SentState } from '../../crawl/sink.ts';
import type { FileCopy } from '../../outbox/item.ts';
import type { JournalRecord } from '../../outbox/journal-api.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { processAddKind } from '../crawl-processes.ts';
import { resultAddKind } from '../outbox-results.ts';

export interface OutboxSinkParts {
  outbox: Outbox;
  listRecords(space: string): Promise<JournalRecord[]>;
  nowMs(): number;
}

/** Hands what a crawler makes to the outbox. */
export function outboxSink({ outbox, listRecords, nowMs }: OutboxSinkParts, connectionId: string): CrawlSink {
  return {
    async itemOf(file) {
      const { id, draft } = file;
      const files = draft.kind === 'result' && draft.image ? [await keepImage(outbox, file)] : [];
      const order = {
        ...{ id, connectionId, marker: id, files, createdMs: nowMs() },
        ...{
          kind: draft.kind === 'result' ? resultAddKind : processAddKind,
          title: titleOf(draft),
          target: draft.sample,
        },
        // Another computer, or this one in an earlier life, may have sent it.
        ...{ lookFirst: true, subject: null },
      };
      return { order, payload: payloadOf(file) };
    },
    put: (put) => outbox.put(put),
    stateOf: (id) => stateOf(outbox, id),
    records: listRecords,
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
  try {
    const { state, url, reason } = (await outbox.get(id)).progress;
    const isPlain = state === 'done' || state === 'withdrawn' || state === 'needs-you';
    return { state: isPlain ? state : 'open', url, reason };
  } catch (error) {
    if (isAppError(error, 'not-found')) return undefined;
    throw error;
  }
}
