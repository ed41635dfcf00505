import { type FileFacts, type FileRecord, isSameFacts } from './file-record.ts';

/** When a file may be taken for finished. */
export interface QuietRule {
  nowMs: number;
  /** A file must look the same for so long, told by its own time or by our looks. */
  quietMs: number;
  /** Least time between the two looks. */
  betweenLooksMs: number;
}

/**
 * 'same': nothing to note. 'fresh': looks new, look again later. 'waits': looks as before, but is too young.
 * 'ready': unchanged in two looks and quiet. 'back': looks as the content that was judged.
 */
export type Look = 'same' | 'fresh' | 'waits' | 'ready' | 'back';

/** What one look at a file means. */
export function lookAt(
  record: Pick<FileRecord, 'judged' | 'fresh' | 'goneMs'> | undefined,
  facts: FileFacts,
  rule: QuietRule,
): Look {
  if (record === undefined) return 'fresh';
  const { judged, fresh, goneMs } = record;
  if (isSameFacts(judged, facts)) return fresh === null && goneMs === null ? 'same' : 'back';
  if (fresh === null || !isSameFacts(fresh, facts)) return 'fresh';
  if (fresh.isReady) return goneMs === null ? 'same' : 'ready';
  // The clock was set back since the first look, so its time tells nothing.
  if (fresh.sinceMs > rule.nowMs) return 'fresh';
  return isQuiet(fresh, rule) ? 'ready' : 'waits';
}

function isQuiet({ mtimeMs, sinceMs }: { mtimeMs: number; sinceMs: number }, rule: QuietRule): boolean {
  const seenForMs = rule.nowMs - sinceMs;
  if (seenForMs < rule.betweenLooksMs) return false;
  // A time ahead of ours comes from another clock or from a copy; only our own looks count then.
  const ageMs = mtimeMs > rule.nowMs ? 0 : rule.nowMs - mtimeMs;
  return Math.max(seenForMs, ageMs) >= rule.quietMs;
}

const firstPauseMs = 10 * 60_000;
const longestPauseMs = 24 * 3_600_000;

/** How long an invalid file is left alone: longer each time, at most a day. */
export function retryPauseMs(tries: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, Math.max(0, tries - 1)));
}
