import { randomUUID } from 'node:crypto';
import type { NewOutboxItem } from '../outbox/item.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import type { Crawler } from './crawler.ts';
import { type DraftedContent, draftFiles } from './draft-files.ts';
import { lastPutOf, memoSpace, memosOf, noteOfPut, recordsOfMemos } from './file-memo.ts';
import type { ReadAnswer, ReadRequest } from './reading/read-file.ts';
import { UnfitFile } from './recipe/template.ts';
import { type CrawlSink, NoRecord, type SampleFinder } from './sink.ts';
import type { FileRecord } from './tracking/file-record.ts';
import type { Judgement } from './tracking/judge.ts';
import type { ScanProgress, TrackerApi } from './tracking/tracker.ts';
import type { FolderLook, WalkOrder } from './tracking/walk-part.ts';

export interface CrawlParts {
  tracker: Remote<TrackerApi>;
  /** Looks at all folders below the root; `onFiles` is told how many files were seen so far. */
  walk(order: WalkOrder, signal: AbortSignal, onFiles: (count: number) => void): Promise<FolderLook[]>;
  readFiles(requests: readonly ReadRequest[]): Promise<ReadAnswer[]>;
  sink: CrawlSink;
  samples: SampleFinder;
  clock: Clock;
  log: Log;
}

export interface CrawlProgress {
  phase: string;
  done: number;
  total?: number;
}

export interface RunOptions {
  signal: AbortSignal;
  onProgress(progress: CrawlProgress): void;
  /** Ends before all is read, once so many files are judged. */
  mostFiles?: number;
  /** Told of each file whose content was judged. */
  onFile?(file: CrawledFile): void;
}

/** What one run made of one file. */
export interface CrawledFile {
  path: string;
  outcome: 'queued' | 'moved' | 'asks' | 'invalid' | 'same';
  /** For 'moved': from where. For 'asks' and 'invalid': why. */
  reason: string | null;
  target: string | null;
}

export interface CrawlSummary {
  /** Files that were seen. */
  files: number;
  queued: number;
  moved: number;
  invalid: number;
  asks: number;
  gone: number;
  /** Files that are not finished yet. */
  young: number;
  problems: string[];
  problemCount: number;
}

const sliceMs = 100;
const betweenLooksMs = 2000;
const filesPerBatch = 200;

/**
 * One run of a crawler: looks at all files, reads those that are finished, and hands what they become to the sink.
 * It may be ended at any moment; the next run goes on and hands nothing over twice.
 */
export async function runCrawl(parts: CrawlParts, crawler: Crawler, options: RunOptions): Promise<CrawlSummary> {
  await recall(parts, crawler.name);
  await checkOff(parts, crawler.name);
  const scanned = await scan(parts, crawler, options);
  const { waiting } = await secondLook(parts, crawler, options.signal);
  const counts = { queued: 0, moved: 0, invalid: 0, asks: 0, same: 0 };
  for (let done = 0; done < (options.mostFiles ?? Number.POSITIVE_INFINITY); ) {
    options.signal.throwIfAborted();
    const batch = await parts.tracker.filesToJudge(crawler.name, parts.clock.nowMs(), filesPerBatch);
    if (batch.length === 0) break;
    for (const file of await takeBatch(parts, crawler, batch, options.signal)) {
      counts[file.outcome] += 1;
      options.onFile?.(file);
    }
    done += batch.length;
    options.onProgress({ phase: 'Reading files', done });
  }
  await checkOff(parts, crawler.name);
  const { queued, moved, invalid, asks } = counts;
  const { files, gone, problems, problemCount } = scanned;
  return { files, queued, moved, invalid, asks, gone, young: waiting, problems, problemCount };
}

/** What a table lacks that was lost, or whose run ended before it was told, comes from the journal of the outbox. */
async function recall({ tracker, sink }: CrawlParts, name: string): Promise<void> {
  const put = await lastPutOf(sink, name);
  const isUpToDate = put === (await tracker.lastPut(name));
  if (isUpToDate && (put !== null || (await tracker.knowsFiles(name)))) return;
  await tracker.recallFiles(name, recordsOfMemos(await sink.records(memoSpace(name))), put);
}

/** Files whose items have ended are done, or not wanted. */
export async function checkOff({ tracker, sink }: CrawlParts, name: string): Promise<void> {
  for await (const files of queuedFiles(tracker, name)) {
    const ended = [];
    for (const record of files) {
      const sent = record.itemId === null ? undefined : await sink.stateOf(record.itemId);
      if (sent?.state !== 'done' && sent?.state !== 'withdrawn') continue;
      ended.push(asKept({ ...record, state: sent.state === 'done' ? 'done' : 'skipped' }));
    }
    if (ended.length > 0) await tracker.keepFiles(name, ended);
  }
}

/** Files whose items were not seen to end, some at a time. */
export async function* queuedFiles(tracker: CrawlParts['tracker'], name: string): AsyncGenerator<FileRecord[]> {
  for (let behind: string | null = null; ; ) {
    const files: FileRecord[] = await tracker.listFiles(name, 'queued', behind, filesPerBatch);
    if (files.length > 0) yield files;
    if (files.length < filesPerBatch) return;
    behind = files.at(-1)?.path ?? null;
  }
}

async function scan(
  { tracker, walk, clock }: CrawlParts,
  crawler: Crawler,
  options: RunOptions,
): Promise<ScanProgress> {
  const { name, root, files, quietMs } = crawler;
  const patterns = [...files];
  const looks = await walk({ root, patterns }, options.signal, (done) =>
    options.onProgress({ phase: 'Looking at files', done }),
  );
  const rule = { nowMs: clock.nowMs(), quietMs, betweenLooksMs };
  await tracker.startScan({ crawler: name, root, patterns, rule, looks });
  for (;;) {
    options.signal.throwIfAborted();
    const progress = await tracker.goOnScanning(name, sliceMs);
    options.onProgress({ phase: 'Looking at files', done: progress.files });
    if (progress.isDone) return progress;
  }
}

async function secondLook(
  { tracker, clock }: CrawlParts,
  { name, root, quietMs }: Crawler,
  signal: AbortSignal,
): Promise<{ ready: number; waiting: number }> {
  const look = (): Promise<{ ready: number; waiting: number }> =>
    tracker.lookAgain({ crawler: name, root, rule: { nowMs: clock.nowMs(), quietMs, betweenLooksMs } });
  if (!(await tracker.hasYoung(name))) return { ready: 0, waiting: 0 };
  await clock.sleep(betweenLooksMs, signal);
  return look();
}

async function takeBatch(
  parts: CrawlParts,
  crawler: Crawler,
  batch: readonly FileRecord[],
  signal: AbortSignal,
): Promise<CrawledFile[]> {
  const { tracker, sink, clock } = parts;
  const drafted = await draftFiles(parts, crawler, batch, signal);
  const { sameContent, changed } = crawler;
  const contents = drafted.map(({ path, content }) => ({ path, content }));
  const rule = { nowMs: clock.nowMs(), sameContent, changed };
  const judgements = await tracker.judgeFiles(crawler.name, contents, rule);
  const items = [];
  for (const [index, judgement] of judgements.entries()) {
    if (!judgement.takes) continue;
    const item = await itemOf(drafted, judgement);
    if (item === undefined) judgements[index] = youngAgain(judgement, batch, clock.nowMs());
    else if (item instanceof NoRecord) judgements[index] = askingAgain(judgement, item.message);
    else items.push(item);
  }
  // First the outbox, then the table of files: a run that ends in between is noticed by the id of the put.
  const put = randomUUID();
  const memos = memosOf(crawler.name, judgements, clock.nowMs());
  await sink.put({ items, records: [...memos, noteOfPut(crawler.name, put)] });
  await tracker.keepFiles(crawler.name, judgements, put);
  return judgements.map(toldOf);
}

/** Undefined: it has changed since it was read, or its turn has not come, so it begins anew. */
async function itemOf(
  drafted: readonly DraftedContent[],
  { path, record, edits }: Judgement,
): Promise<NewOutboxItem | NoRecord | undefined> {
  try {
    return await drafted.find((one) => one.path === path)?.item?.(record?.itemId ?? '', edits);
  } catch (error) {
    if (error instanceof UnfitFile) return undefined;
    if (error instanceof NoRecord) return error;
    throw error;
  }
}

function youngAgain({ path, record }: Judgement, batch: readonly FileRecord[], nowMs: number): Judgement {
  const before = batch.find((one) => one.path === path);
  const facts = record?.judged ?? null;
  const fresh = facts === null ? null : { ...facts, sinceMs: nowMs, isReady: false };
  return { path, record: before && { ...before, fresh }, takes: false, edits: null, movedFrom: null, forgets: null };
}

function askingAgain({ path, record, edits }: Judgement, reason: string): Judgement {
  const asking = record && { ...record, state: 'asks' as const, itemId: edits, reason };
  return { path, record: asking, takes: false, edits: null, movedFrom: null, forgets: null };
}

function asKept(record: FileRecord): Judgement {
  return { path: record.path, record, takes: false, edits: null, movedFrom: null, forgets: null };
}

function toldOf({ path, record, takes, movedFrom }: Judgement): CrawledFile {
  const told = { path, reason: movedFrom ?? record?.reason ?? null, target: record?.target ?? null };
  if (takes) return { ...told, outcome: 'queued' };
  if (movedFrom !== null) return { ...told, outcome: 'moved' };
  const state = record?.state;
  return { ...told, outcome: state === 'asks' || state === 'invalid' ? state : 'same' };
}
