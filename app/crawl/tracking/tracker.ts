import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import type { FileRecord, FileState, ShownState } from './file-record.ts';
import { FileTable } from './file-table.ts';
import { type Content, type Judgement, type JudgeRule, judge, type SentAs } from './judge.ts';
import type { QuietRule } from './look.ts';
import { pathFilter } from './path-filter.ts';
import { lookAgain, type ScanCounts, scanFiles } from './scan.ts';
import type { FolderLook } from './walk-part.ts';

export interface ScanRequest {
  crawler: string;
  /** Absolute. */
  root: string;
  /** Patterns of relative paths; one that begins with `!` takes files out again. */
  patterns: readonly string[];
  rule: QuietRule;
  /** What a walk through all folders has just seen. */
  looks: readonly FolderLook[];
}

export interface ScanProgress extends ScanCounts {
  isDone: boolean;
}

export interface StateCount {
  state: FileState;
  isGone: boolean;
  isYoung: boolean;
  count: number;
}

/** What is kept of the files of all crawlers, as its worker serves it. Every call is one transaction. */
export interface TrackerApi {
  /** Begins a look at all files of a crawler; an earlier one of it that has not ended is given up. */
  startScan(request: ScanRequest): void;
  /** Goes on for about `sliceMs` milliseconds. */
  goOnScanning(crawler: string, sliceMs: number): ScanProgress;
  /** The second look at files that are not finished. */
  lookAgain(request: Pick<ScanRequest, 'crawler' | 'root' | 'rule'>): { ready: number; waiting: number };
  /** Whether any file is not finished. */
  hasYoung(crawler: string): boolean;
  /** Files that are finished, or invalid and due again; each stays in the list until it was judged. */
  filesToJudge(crawler: string, nowMs: number, limit: number): FileRecord[];
  /** Decides and changes nothing; contents of one call know of each other. */
  judgeFiles(crawler: string, contents: readonly ReadFile[], rule: JudgeRule): Judgement[];
  /** Keeps what was decided. `put`: by which the outbox was handed it. */
  keepFiles(crawler: string, judgements: readonly Judgement[], put?: string): void;
  /** The latest `put` that was kept; null: none was. */
  lastPut(crawler: string): string | null;
  /** Keeps what the outbox was handed, up to `put`, and what was not kept here; the latest record of a path comes last. */
  recallFiles(crawler: string, records: readonly FileRecord[], put: string | null): void;
  /** What a person wants of a file that asks. Throws 'not-found' and 'conflict'. */
  answerFile(crawler: string, path: string, choice: FileChoice): FileRecord;
  /** Files in a state behind a path, in the order of folders and names. */
  listFiles(crawler: string, state: FileState, behind: string | null, limit: number): FileRecord[];
  /** In the order of folders and names. */
  filesOf(crawler: string, state: ShownState, limit?: number): FileRecord[];
  getFile(crawler: string, path: string): FileRecord | undefined;
  countFiles(crawler: string): StateCount[];
  /** Whether anything is known of the files of a crawler. */
  knowsFiles(crawler: string): boolean;
}

/** 'take': as a record of its own. 'edit': the record of its former content is changed. */
export type FileChoice = 'take' | 'edit' | 'skip';

export interface ReadFile {
  path: string;
  content: Content;
}

export function createTracker(database: Database, monotonicMs: () => number): TrackerApi {
  const table = new FileTable(database);
  const scans = new Map<string, Generator<ScanCounts, ScanCounts>>();
  const whole = <A extends unknown[], R>(work: (...args: A) => R): ((...args: A) => R) => database.transaction(work);
  return {
    startScan: whole(({ crawler, patterns, ...request }: ScanRequest) => {
      const order = { ...request, crawler: table.crawlerOf(crawler), patterns, wants: pathFilter(patterns) };
      scans.set(crawler, scanFiles(table, order));
    }),
    goOnScanning: whole((crawler: string, sliceMs: number) => {
      const scan = scans.get(crawler);
      if (scan === undefined) throw new Error(`No scan of ${crawler} was started.`);
      const endMs = monotonicMs() + sliceMs;
      for (;;) {
        const step = scan.next();
        if (step.done === true) scans.delete(crawler);
        if (step.done === true || monotonicMs() >= endMs) return { ...step.value, isDone: step.done === true };
      }
    }),
    lookAgain: whole(({ crawler, root, rule }: Pick<ScanRequest, 'crawler' | 'root' | 'rule'>) =>
      lookAgain(table, { crawler: table.crawlerOf(crawler), root, rule }),
    ),
    hasYoung: (crawler) => table.hasYoung(table.crawlerOf(crawler)),
    filesToJudge: (crawler, nowMs, limit) => table.toJudge(table.crawlerOf(crawler), nowMs, limit),
    judgeFiles: (crawler, contents, rule) => judgeAll(table, table.crawlerOf(crawler), contents, rule),
    keepFiles: whole((crawler: string, judgements: readonly Judgement[], put?: string) => {
      const number = table.crawlerOf(crawler);
      if (put !== undefined) table.notePut(number, put);
      for (const { path, record, forgets } of judgements) {
        if (forgets !== null) table.remove(number, forgets);
        if (record === undefined) table.remove(number, path);
        else table.put(number, record);
      }
    }),
    lastPut: (crawler) => table.lastPut(table.crawlerOf(crawler)),
    recallFiles: whole((crawler: string, records: readonly FileRecord[], put: string | null) => {
      const number = table.crawlerOf(crawler);
      for (const record of records) if (!isKept(table, number, record)) table.put(number, record);
      table.notePut(number, put);
    }),
    answerFile: whole((crawler: string, path: string, choice: FileChoice) => {
      const number = table.crawlerOf(crawler);
      const answered = answer(table.get(number, path), path, choice);
      table.put(number, answered);
      return answered;
    }),
    listFiles: (crawler, state, behind, limit) => table.inState(table.crawlerOf(crawler), state, behind, limit),
    filesOf: (crawler, state, limit) => table.shownAs(table.crawlerOf(crawler), state, limit),
    getFile: (crawler, path) => table.get(table.crawlerOf(crawler), path),
    knowsFiles: (crawler) => table.hasAny(table.crawlerOf(crawler)),
    countFiles: (crawler) => table.counts(table.crawlerOf(crawler)),
  };
}

/** Also one that was followed by another content of this file. */
function isKept(table: FileTable, crawler: number, { path, sha256, state }: FileRecord): boolean {
  if (state === 'skipped') return (table.get(crawler, path)?.judged ?? null) !== null;
  return sha256 !== null && table.knowsSent(crawler, sha256, path);
}

function judgeAll(table: FileTable, crawler: number, contents: readonly ReadFile[], rule: JudgeRule): Judgement[] {
  const decided = new Map<string, FileRecord | undefined>();
  const recordOf = (path: string): FileRecord | undefined =>
    decided.has(path) ? decided.get(path) : table.get(crawler, path);
  return contents.flatMap(({ path, content }) => {
    const record = table.get(crawler, path);
    if (record === undefined) return [];
    const sha256 = content.kind === 'valid' ? content.sha256 : null;
    const sent = sha256 === null ? [] : sentAs(table, crawler, sha256, decided, recordOf);
    const judgement = judge(record, content, sent, rule);
    decided.set(path, judgement.record);
    if (judgement.forgets !== null) decided.set(judgement.forgets, undefined);
    return [judgement];
  });
}

/** What was sent with this content, also by the earlier judgements. */
function sentAs(
  table: FileTable,
  crawler: number,
  sha256: string,
  decided: ReadonlyMap<string, FileRecord | undefined>,
  recordOf: (path: string) => FileRecord | undefined,
): SentAs[] {
  const sent = new Map(table.sentAs(crawler, sha256).map((one) => [one.path, one]));
  for (const record of decided.values()) {
    if (record?.sha256 === sha256 && record.state === 'queued' && record.itemId !== null)
      sent.set(record.path, { path: record.path, itemId: record.itemId, target: record.target ?? '' });
  }
  return [...sent.values()].map((one) => {
    const now = recordOf(one.path);
    const isGone = now === undefined || now.goneMs !== null;
    return { ...one, isGone, isThere: !isGone && now.fresh === null && now.sha256 === sha256 };
  });
}

function answer(record: FileRecord | undefined, path: string, choice: FileChoice): FileRecord {
  if (record === undefined)
    throw new AppError('not-found', `The crawler knows no file ${path}.`, { remedy: 'Look at its list of files.' });
  const { judged } = record;
  if (record.state !== 'asks' || judged === null)
    throw new AppError('conflict', `The file ${path} asks nothing.`, { remedy: 'Look at its state again.' });
  if (choice === 'skip') return { ...record, state: 'skipped', reason: null };
  // It is judged again at the next run, as if it were new.
  const again = { ...record, judged: null, fresh: { ...judged, sinceMs: 0, isReady: true } };
  if (choice === 'take') return { ...again, mayRepeat: true };
  if (record.itemId !== null) return { ...again, mayEdit: true };
  throw new AppError('conflict', `Nothing of the file ${path} was sent before.`, {
    remedy: 'Send it as a new record, or skip it.',
  });
}
