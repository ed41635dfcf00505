import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Crawler } from '../crawl/crawler.ts';
import { readWhole } from '../crawl/reading/read-file.ts';
import { UnfitFile } from '../crawl/recipe/template.ts';
import { type CrawledFile, type CrawlParts, type CrawlSummary, runCrawl } from '../crawl/run-crawl.ts';
import type { CrawlSink, SentState } from '../crawl/sink.ts';
import { createTracker, type TrackerApi } from '../crawl/tracking/tracker.ts';
import { openTrackerDatabase } from '../crawl/tracking/tracker-database.ts';
import { walkPart } from '../crawl/tracking/walk-part.ts';
import type { NewOutboxItem } from '../outbox/item.ts';
import type { JournalPut, JournalRecord } from '../outbox/journal-api.ts';
import { remoteOf } from './remote-of.ts';
import { silentLog } from './silent-log.ts';

/** What would be on disk of an outbox: all or nothing, known items stay as they are. */
export class MemorySink implements CrawlSink {
  readonly items = new Map<string, NewOutboxItem>();
  readonly kept = new Map<string, JournalRecord>();
  readonly states = new Map<string, SentState['state']>();
  /** Items that were put although they were known. */
  again = 0;

  async itemOf({ id, path, sha256, draft }: Parameters<CrawlSink['itemOf']>[0]): Promise<NewOutboxItem> {
    const order = { ...{ id, kind: 'test', connectionId: 'lab', title: path, target: draft.sample, marker: id } };
    return {
      order: { ...order, lookFirst: true, subject: null, files: [], createdMs: 0 },
      payload: { path, sha256, comments: draft.comments },
    };
  }

  async put({ items = [], records = [] }: JournalPut): Promise<void> {
    for (const item of items) {
      if (this.items.has(item.order.id)) this.again += 1;
      else this.items.set(item.order.id, item);
    }
    for (const { space, key, value } of records) {
      if (value === null) this.kept.delete(`${space} ${key}`);
      else this.kept.set(`${space} ${key}`, { space, key, value });
    }
  }

  async stateOf(id: string): Promise<SentState | undefined> {
    if (!this.items.has(id)) return undefined;
    return { state: this.states.get(id) ?? 'done', url: null, reason: null };
  }

  async records(space: string): Promise<JournalRecord[]> {
    return [...this.kept.values()].filter((record) => record.space === space);
  }
}

/** A folder of an instrument, its crawler, and a clock that passes as it is told. */
export class CrawlLab {
  readonly folder = mkdtempSync(join(tmpdir(), 'quarry-crawl-'));
  readonly root = join(this.folder, 'files');
  readonly sink = new MemorySink();
  nowMs = Date.UTC(2026, 10, 21, 12);
  private database = openTrackerDatabase({ path: this.databasePath });

  constructor() {
    mkdirSync(this.root);
  }

  get databasePath(): string {
    return join(this.folder, 'crawl.sqlite');
  }

  write(path: string, content: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    this.touch(path);
  }

  copy(from: string, to: string): void {
    copyFileSync(join(this.root, from), join(this.root, to));
    this.touch(to);
  }

  /** Gives a file the time of now. */
  touch(path: string): void {
    utimesSync(join(this.root, path), this.nowMs / 1000, this.nowMs / 1000);
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }

  get tracker(): TrackerApi {
    return createTracker(this.database, () => performance.now());
  }

  /** As a new process finds it. */
  reopen(): void {
    this.database.close();
    this.database = openTrackerDatabase({ path: this.databasePath });
  }

  /** The computer is new: nothing is left but the folder and what is at the server. */
  forget(): void {
    this.database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.databasePath + suffix, { force: true });
    this.database = openTrackerDatabase({ path: this.databasePath });
  }

  crawler(change: Partial<Crawler> = {}): Crawler {
    return testCrawler(this.root, change);
  }

  parts(change: Partial<CrawlParts> = {}): CrawlParts {
    const clock = {
      nowMs: () => this.nowMs,
      monotonicMs: () => this.nowMs,
      sleep: async (ms: number) => this.pass(ms),
    };
    return {
      ...{ clock, log: silentLog, sink: this.sink, tracker: remoteOf(this.tracker) },
      walk: async (order) => walkPart({ ...order, folders: [''], sliceMs: Number.POSITIVE_INFINITY }).looks,
      readFiles: async (requests) => requests.map(readWhole),
      samples: { find: async (names) => new Map(names.map((name, index) => [name, index + 1])) },
      ...change,
    };
  }

  async run(change: { crawler?: Partial<Crawler>; parts?: Partial<CrawlParts> } = {}): Promise<CrawlRun> {
    const files: CrawledFile[] = [];
    const summary = await runCrawl(this.parts(change.parts), this.crawler(change.crawler), {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onFile: (file) => void files.push(file),
    });
    return { ...summary, outcomes: Object.fromEntries(files.map(({ path, outcome }) => [path, outcome])) };
  }

  close(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true });
  }
}

export interface CrawlRun extends CrawlSummary {
  /** By path, of the files that were read. */
  outcomes: Record<string, CrawledFile['outcome']>;
}

/** Makes a Result of each file, all of one sample. */
export function testCrawler(root: string, change: Partial<Crawler> = {}): Crawler {
  return {
    ...{ name: 'lab', connection: 'Lab', root, files: ['**/*.dat'], quietMs: 60_000 },
    ...{ sameContent: 'ask', changed: 'take', reader: 'none' },
    map: ({ path }) => ({
      ...{ kind: 'result', title: path, sample: 'S1', comments: path, timestampInaccuracy: 0 },
      ...{ timestampUtc: new Date(0).toISOString(), table: { headings: [], rows: [] }, image: false },
    }),
    ...change,
  };
}

/** For crawlers of tests whose files may be cut off. */
export function mustEnd(text: string): void {
  if (!text.endsWith('END')) throw new UnfitFile('It is not complete.');
}
