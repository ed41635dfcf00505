import { join } from 'node:path';
import { joinPath } from './file-record.ts';
import type { FileTable, SlimRow } from './file-table.ts';
import { digestOf, factsIn, factsOf, nothingIn, type WalkedFolder, walkFolder } from './folder-walk.ts';
import { lookAt, type QuietRule } from './look.ts';
import type { FolderLook } from './walk-part.ts';

export interface ScanOrder {
  crawler: number;
  /** Absolute. */
  root: string;
  /** As `wants` obeys them. */
  patterns: readonly string[];
  /** Whether a path relative to the root belongs to the crawler. */
  wants(path: string): boolean;
  rule: QuietRule;
  /** All folders that are there now. */
  looks: readonly FolderLook[];
}

export interface ScanCounts {
  folders: number;
  files: number;
  /** Files that were missed for the first time. */
  gone: number;
  /** Sentences on what could not be seen; the first hundred. */
  problems: string[];
  problemCount: number;
}

const keptProblems = 100;

/**
 * One look at all files of a crawler. Notes what is new, changed, finished, gone or back, and takes nothing. Yields
 * after each folder; everything up to there is in the table.
 */
export function* scanFiles(table: FileTable, order: ScanOrder): Generator<ScanCounts, ScanCounts> {
  const counts: ScanCounts = { folders: 0, files: 0, gone: 0, problems: [], problemCount: 0 };
  const unseen = new Set(table.folders(order.crawler));
  const settled = table.settledFolders(order.crawler);
  const unreadable: string[] = [];
  for (const [folder, digest, files] of order.looks) {
    unseen.delete(folder);
    counts.folders += 1;
    // Nearly all folders are as they were, and this is all that they cost here.
    if (digest !== null && digest === settled.get(folder)) {
      counts.files += files;
      continue;
    }
    const { walked } = walkFolder(order.root, folder, order.wants);
    counts.files += walked.names.length;
    counts.problemCount += walked.problems.length;
    counts.problems.push(...walked.problems.slice(0, keptProblems - counts.problems.length));
    if (walked.isUnreadable) unreadable.push(`${folder}/`);
    else if (lookAtFolder(table, order, walked, counts))
      table.settleFolder(order.crawler, folder, digestOf(walked, order.patterns));
    yield counts;
  }
  for (const folder of unseen) {
    if (unreadable.some((above) => folder.startsWith(above))) continue;
    lookAtFolder(table, order, nothingIn(folder), counts);
    yield counts;
  }
  return counts;
}

/** @returns whether the same look at any other time would find nothing to note */
function lookAtFolder(table: FileTable, order: ScanOrder, walked: WalkedFolder, counts: ScanCounts): boolean {
  const { crawler, rule } = order;
  const { folder, unclear } = walked;
  const files = factsIn(walked);
  let isSettled = unclear.size === 0;
  const known = table.slimRows(crawler, folder);
  let found = 0;
  for (const row of known) {
    const [name, size, mtimeMs, freshSize, , , , goneMs] = row;
    const facts = files.get(name);
    if (facts === undefined) {
      if (goneMs === null) isSettled = false;
      if (!unclear.has(name)) miss(table, order, joinPath(folder, name), row, counts);
      continue;
    }
    found += 1;
    if (size === facts.size && mtimeMs === facts.mtimeMs && freshSize === null && goneMs === null) continue;
    isSettled = false;
    note(table, order, joinPath(folder, name), row, facts);
  }
  if (found === files.size) return isSettled;
  const names = new Set(known.map(([name]) => name));
  for (const [name, facts] of files) {
    if (!names.has(name)) table.noteFresh(crawler, joinPath(folder, name), facts, rule.nowMs);
  }
  return false;
}

function note(
  table: FileTable,
  { crawler, rule }: ScanOrder,
  path: string,
  row: SlimRow,
  facts: { size: number; mtimeMs: number },
): void {
  const look = lookAt(fromSlim(row), facts, rule);
  if (look === 'fresh') table.noteFresh(crawler, path, facts, rule.nowMs);
  if (look === 'ready') table.noteReady(crawler, path);
  if (look === 'back') table.noteBack(crawler, path);
}

function miss(table: FileTable, order: ScanOrder, path: string, row: SlimRow, counts: ScanCounts): void {
  const [, size, , , , , , goneMs] = row;
  // A file that is no longer asked for is neither there nor gone.
  if (goneMs !== null || !order.wants(path)) return;
  if (size === null) table.remove(order.crawler, path);
  else table.noteGone(order.crawler, path, order.rule.nowMs);
  counts.gone += 1;
}

function fromSlim([, size, mtimeMs, freshSize, freshMtimeMs, sinceMs, ready, goneMs]: SlimRow): Parameters<
  typeof lookAt
>[0] {
  return {
    judged: size === null || mtimeMs === null ? null : { size, mtimeMs },
    fresh:
      freshSize === null || freshMtimeMs === null
        ? null
        : { size: freshSize, mtimeMs: freshMtimeMs, sinceMs: sinceMs ?? 0, isReady: ready === 1 },
    goneMs,
  };
}

/** The second look at files that are not finished. @returns how many of them are now, and how many wait */
export function lookAgain(
  table: FileTable,
  { crawler, root, rule }: Pick<ScanOrder, 'crawler' | 'root' | 'rule'>,
): { ready: number; waiting: number } {
  let [ready, waiting] = [0, 0];
  for (const record of table.young(crawler)) {
    const facts = factsOf(join(root, record.path));
    // Whether it is gone is for the next scan to say.
    const look = facts === undefined || typeof facts === 'string' ? 'waits' : lookAt(record, facts, rule);
    if (look === 'ready') {
      table.noteReady(crawler, record.path);
      ready += 1;
      continue;
    }
    if (look === 'back') table.noteBack(crawler, record.path);
    else waiting += 1;
    if (look === 'fresh' && typeof facts === 'object') {
      table.noteFresh(crawler, record.path, facts, rule.nowMs);
    }
  }
  return { ready, waiting };
}
