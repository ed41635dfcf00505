import { join } from 'node:path';
import type { NewOutboxItem } from '../outbox/item.ts';
import type { Crawler } from './crawler.ts';
import type { CrawlDraft } from './draft.ts';
import { crawlMarker } from './marker.ts';
import type { ReadAnswer } from './reading/read-file.ts';
import { unfitName } from './recipe/template.ts';
import type { CrawlParts } from './run-crawl.ts';
import type { FileFacts, FileRecord } from './tracking/file-record.ts';
import type { Content } from './tracking/judge.ts';

/** One file that was read, and how its item is made if it is to be taken. */
export interface DraftedContent {
  path: string;
  content: Content;
  /** `edits`: the item whose record is changed; `id`: of the item itself. */
  item?: (id: string, edits: string | null) => Promise<NewOutboxItem>;
}

interface Mapped {
  path: string;
  facts: FileFacts;
  answer: ReadAnswer;
  /** A sentence on what is wrong; undefined if nothing was mapped. */
  draft: CrawlDraft | string | undefined;
}

/** Reads files and says what they become; samples are looked up in one request. */
export async function draftFiles(
  parts: CrawlParts,
  crawler: Crawler,
  batch: readonly FileRecord[],
  signal: AbortSignal,
): Promise<DraftedContent[]> {
  const files = batch.flatMap(({ path, fresh, judged }) => {
    const facts = fresh ?? judged;
    return facts === null ? [] : [{ path, facts: { size: facts.size, mtimeMs: facts.mtimeMs } }];
  });
  const { root, reader } = crawler;
  const answers = await parts.readFiles(files.map(({ path, facts }) => ({ path: join(root, path), facts, reader })));
  const mapped: Mapped[] = [];
  for (const [index, { path, facts }] of files.entries()) {
    const answer = answers[index];
    if (answer !== undefined) mapped.push({ path, facts, answer, draft: await map(crawler, path, facts, answer) });
  }
  const names = new Set(mapped.flatMap(({ draft }) => (typeof draft === 'object' ? [draft.sample] : [])));
  const samples = names.size === 0 ? new Map<string, never>() : await parts.samples.find([...names], signal);
  const copies = new Set(batch.flatMap(({ path, mayRepeat }) => (mayRepeat ? [path] : [])));
  return mapped.map((one) => contentOf(parts, crawler, { ...one, isCopy: copies.has(one.path) }, samples));
}

async function map(
  crawler: Crawler,
  path: string,
  facts: FileFacts,
  answer: ReadAnswer,
): Promise<CrawlDraft | string | undefined> {
  if (answer.kind !== 'read') return undefined;
  const { sha256, table } = answer;
  const modifiedUtc = new Date(Math.floor(facts.mtimeMs)).toISOString();
  try {
    return await crawler.map({ path, sha256, bytes: facts.size, modifiedUtc, table });
  } catch (error) {
    // A program may have a library of its own, whose class is another.
    if (error instanceof Error && error.name === unfitName) return error.message;
    throw error;
  }
}

function contentOf(
  { sink }: CrawlParts,
  { name: crawler, root, sameContent }: Crawler,
  { path, facts, answer, draft, isCopy }: Mapped & { isCopy: boolean },
  samples: ReadonlyMap<string, number | string>,
): DraftedContent {
  if (answer.kind === 'gone' || answer.kind === 'changed') return { path, content: answer };
  const { sha256 } = answer;
  const invalid = (reason: string): DraftedContent => ({ path, content: { kind: 'invalid', facts, sha256, reason } });
  if (answer.kind === 'invalid') return invalid(answer.reason);
  if (typeof draft !== 'object') return invalid(draft ?? 'It says nothing.');
  const sampleId = samples.get(draft.sample);
  if (typeof sampleId !== 'number') return invalid(sampleId ?? `There is no sample ${draft.sample}.`);
  const marker = crawlMarker(crawler, path, answer.sha256);
  return {
    path,
    content: { kind: 'valid', facts, sha256: answer.sha256, itemId: marker, target: draft.sample },
    item: (id, edits) =>
      sink.itemOf({
        ...{ id, edits, marker, crawler, path, root, sha256: answer.sha256, draft, sampleId },
        isCopy: isCopy || sameContent === 'take',
      }),
  };
}
