import { editItemId } from '../marker.ts';
import type { FileFacts, FileRecord } from './file-record.ts';
import { retryPauseMs } from './look.ts';

/** What was found in a file, once its content was read. */
export type Content =
  | { kind: 'changed'; facts: FileFacts }
  | { kind: 'gone' }
  /** `sha256` null: it could not be read. */
  | { kind: 'invalid'; facts: FileFacts; sha256: string | null; reason: string }
  /** `target`: where it goes, in words. */
  | { kind: 'valid'; facts: FileFacts; sha256: string; itemId: string; target: string };

export interface JudgeRule {
  nowMs: number;
  /** What becomes of a file whose content was sent under another path. */
  sameContent: 'ask' | 'take';
  /** What becomes of a file that has changed since it was sent. */
  changed: 'ask' | 'take' | 'edit';
}

export interface Judgement {
  path: string;
  /** The record as it is to be kept; undefined: it is to be forgotten. */
  record: FileRecord | undefined;
  /** The item is to be put into the outbox. */
  takes: boolean;
  /** The item whose record is changed by the one that is taken; null: a new record. */
  edits: string | null;
  /** The file had this path when it was sent. */
  movedFrom: string | null;
  /** Path of a record that is to be forgotten, since nothing is there any more. */
  forgets: string | null;
}

/** Under which path a content was sent. */
export interface SentAs {
  path: string;
  itemId: string;
  target: string;
  /** The file is still there with this content, as far as is known. */
  isThere: boolean;
  isGone: boolean;
}

/** Decides what becomes of a file that was read. `sent`: what was ever sent with the same content. */
export function judge(record: FileRecord, content: Content, sent: readonly SentAs[], rule: JudgeRule): Judgement {
  switch (content.kind) {
    case 'gone':
      return record.judged === null
        ? { ...kept(record), record: undefined }
        : kept({ ...record, fresh: null, goneMs: rule.nowMs });
    case 'changed':
      return kept({ ...record, fresh: { ...content.facts, sinceMs: rule.nowMs, isReady: false } });
    case 'invalid':
      return kept(invalid(record, content, rule));
    case 'valid':
      return judgeValid(record, content, sent, rule);
    default:
      return content satisfies never;
  }
}

function invalid(record: FileRecord, content: Content & { kind: 'invalid' }, { nowMs }: JudgeRule): FileRecord {
  const { facts, sha256, reason } = content;
  const isAgain = record.state === 'invalid' && record.sha256 === sha256;
  const tries = isAgain ? record.tries + 1 : 1;
  const { itemId, target } = record;
  const next = { ...judged(record, facts, sha256), itemId, target, tries, retryAtMs: nowMs + retryPauseMs(tries) };
  return { ...next, state: 'invalid', reason };
}

function judgeValid(
  record: FileRecord,
  { facts, sha256, itemId, target }: Content & { kind: 'valid' },
  sent: readonly SentAs[],
  { sameContent, changed }: JudgeRule,
): Judgement {
  const next = judged(record, facts, sha256);
  const wasSent = record.state === 'queued' || record.state === 'done';
  const edits = changed === 'edit' || record.mayEdit ? record.itemId : null;
  if (!record.mayRepeat) {
    // Only touched: whatever was decided about this content still holds.
    const isDecided = wasSent || record.state === 'asks' || record.state === 'skipped';
    if (record.sha256 === sha256 && isDecided && !record.mayEdit)
      return kept({ ...record, ...{ judged: facts, fresh: null, goneMs: null } });
    if (edits !== null) return judgeEdit(record, next, target, edits);
    const own = sent.find(({ path }) => path === record.path);
    if (own !== undefined) return kept({ ...next, state: 'queued', itemId: own.itemId, target: own.target });
    const [other] = sent.toSorted((one, two) => Number(two.isThere) - Number(one.isThere));
    if (other !== undefined && sameContent === 'ask') return judgeKnown(next, target, other);
    // Also one that was invalid or asked in between.
    if (record.itemId !== null && changed === 'ask')
      return kept(
        asking({ ...next, itemId: record.itemId, target: record.target }, 'It has changed since it was sent.'),
      );
  }
  return { ...kept({ ...next, state: 'queued', itemId, target }), takes: true };
}

/** What the file held before is at the server, or on its way to it. */
function judgeEdit(record: FileRecord, next: FileRecord, target: string, edits: string): Judgement {
  if (record.target !== null && record.target !== target) {
    const reason = `It has changed since it was sent for ${record.target}; now it belongs to ${target}.`;
    return kept(asking({ ...next, itemId: record.itemId, target: record.target }, reason));
  }
  const itemId = editItemId(edits, next.sha256 ?? '');
  return { ...kept({ ...next, state: 'queued', itemId, target }), takes: true, edits };
}

/** The content was sent under another path: the file was moved, or it is a copy. */
function judgeKnown(next: FileRecord, target: string, sent: SentAs): Judgement {
  if (sent.isThere) return kept(asking(next, `Its content was sent as ${sent.path} already.`));
  if (sent.target !== target) {
    const reason = `Its content was sent as ${sent.path} for ${sent.target} already; here it belongs to ${target}.`;
    return kept(asking(next, reason));
  }
  const record: FileRecord = { ...next, state: 'queued', itemId: sent.itemId, target };
  return { ...kept(record), movedFrom: sent.path, forgets: sent.isGone ? sent.path : null };
}

function asking(record: FileRecord, reason: string): FileRecord {
  return { ...record, state: 'asks', reason };
}

/** The record of a content that was read, before anything is decided about it. */
function judged({ path }: FileRecord, facts: FileFacts, sha256: string | null): FileRecord {
  return {
    path,
    judged: facts,
    sha256,
    state: 'new',
    reason: null,
    itemId: null,
    target: null,
    tries: 0,
    retryAtMs: null,
    fresh: null,
    goneMs: null,
    mayRepeat: false,
    mayEdit: false,
  };
}

function kept(record: FileRecord): Judgement {
  return { path: record.path, record, takes: false, edits: null, movedFrom: null, forgets: null };
}
