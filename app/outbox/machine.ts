import type { AppError } from '../contract/app-error.ts';
import type { Hit, Look, Sent } from './gateway.ts';
import type { HistoryEntry, OutboxChoice, OutboxOrder, OutboxProgress, OutboxQuestion, Similar } from './item.ts';
import { auditDelaysMs } from './schedule.ts';

/** More than a person reads; the middle goes. */
const longestHistory = 60;

export function withEntry(progress: OutboxProgress, text: string, atMs: number): OutboxProgress {
  const last = progress.history.at(-1);
  const history: HistoryEntry[] =
    last?.text === text
      ? [...progress.history.slice(0, -1), { ...last, lastMs: atMs, count: last.count + 1 }]
      : [...progress.history, { atMs, lastMs: atMs, text, count: 1 }];
  const shortened = history.length <= longestHistory ? history : [...history.slice(0, 5), ...history.slice(6)];
  return { ...progress, history: shortened };
}

/** Written down with full sync before the first byte goes out. */
export function sendingBegun(progress: OutboxProgress, atMs: number): OutboxProgress {
  const attempts = progress.attempts + 1;
  return withEntry(
    {
      ...progress,
      state: 'sending',
      attempts,
      sentMs: atMs,
      serverFinished: false,
      isForced: false,
      reason: null,
      error: null,
    },
    `Sending, attempt ${attempts}`,
    atMs,
  );
}

/** A send of which nobody has heard the end: the process was killed, or the computer slept. */
export function interrupted(progress: OutboxProgress, atMs: number): OutboxProgress {
  const reason = 'Quarry ended while it was on its way, so the server may have it.';
  return withEntry({ ...progress, state: 'checking', serverFinished: false, reason }, reason, atMs);
}

export function sent(
  progress: OutboxProgress,
  order: OutboxOrder,
  answer: Sent,
  canLook: boolean,
  atMs: number,
): OutboxProgress {
  switch (answer.kind) {
    case 'created':
      return done(progress, { id: answer.id, url: answer.url, notes: answer.notes, entry: 'Created' }, atMs);
    case 'not-created':
      return refused(progress, answer.error, atMs);
    case 'unknown':
      return unknown(progress, order, answer, canLook, atMs);
    default:
      return answer satisfies never;
  }
}

/** Nothing was created: it waits, or a person must mend the cause. */
export function refused(progress: OutboxProgress, error: AppError, atMs: number): OutboxProgress {
  const entered = withEntry(progress, error.message, atMs);
  const base = { ...entered, reason: error.message, error: error.toData(), question: null };
  if (canWait(error)) return { ...base, state: 'waiting' };
  const text = `${error.message} Nothing was stored at the server.`;
  return { ...base, state: 'needs-you', question: { text, choices: [again, withdraw], similar: null } };
}

/** Time or a login may mend it. */
export function canWait(error: AppError): boolean {
  return error.retryable || error.code === 'auth-required' || error.code === 'cancelled';
}

function unknown(
  progress: OutboxProgress,
  order: OutboxOrder,
  { error, serverFinished }: Extract<Sent, { kind: 'unknown' }>,
  canLook: boolean,
  atMs: number,
): OutboxProgress {
  const entered = withEntry({ ...progress, serverFinished, error: error.toData() }, error.message, atMs);
  if (canLook) return { ...entered, state: 'checking', reason: error.message };
  return asked(entered, blindQuestion(order, error.message));
}

/** What a person sees where no look can help. */
export function blindQuestion(order: OutboxOrder, reason: string): OutboxQuestion {
  return {
    text: `${reason} The server may have it, and without a mark Quarry cannot tell. Look for ${order.title} at ${order.target}.`,
    choices: [
      { id: 'it-is-there', label: 'It is there', effect: 'Nothing more is sent.' },
      { ...sendAgain, effect: 'Sends now. If the first one did arrive, the lab holds it twice.' },
      withdraw,
    ],
    similar: null,
  };
}

export interface Judged {
  progress: OutboxProgress;
  /** Id of a record that must be given its links before the item can be done. */
  repair: string | null;
}

/**
 * What a look means.
 * @param isLast the look began when nothing could arrive any more
 */
export function looked(
  progress: OutboxProgress,
  order: OutboxOrder,
  look: Look,
  isLast: boolean,
  atMs: number,
): Judged {
  if (look.kind !== 'complete') {
    const why = look.kind === 'unreadable' ? look.error.message : look.reason;
    const reason = `It cannot be seen whether it arrived: ${why} It is not sent again before that is known.`;
    return { progress: { ...withEntry(progress, `Could not look: ${why}`, atMs), reason }, repair: null };
  }
  const linked = look.hits.filter(({ isLinked }) => isLinked);
  const [lowest] = linked.length > 0 ? linked : look.hits;
  if (lowest === undefined) return { progress: notThere(progress, order, look.similar, isLast, atMs), repair: null };
  const others = look.hits.filter(({ id }) => id !== lowest.id).map(({ id }) => id);
  const notes = others.length === 0 ? [] : [duplicateNote([lowest.id, ...others])];
  if (!lowest.isLinked) {
    const reason = `The server holds record ${lowest.id} without its links; it is being repaired.`;
    return { progress: { ...withEntry(progress, reason, atMs), reason }, repair: lowest.id };
  }
  const { id, url } = lowest;
  return {
    progress: done(
      progress,
      { id, url, notes: ['Found at the server.', ...notes], entry: 'Looked: it is there' },
      atMs,
    ),
    repair: null,
  };
}

function notThere(
  progress: OutboxProgress,
  order: OutboxOrder,
  similar: Similar | null,
  isLast: boolean,
  atMs: number,
): OutboxProgress {
  const entered = withEntry(progress, 'Looked: not there', atMs);
  if (progress.serverFinished) return rejected(entered);
  if (!isLast) return entered;
  if (similar !== null && !progress.isForced) return asked(entered, similarQuestion(order, similar));
  const reason = 'It is surely not there, so it is sent again, with the same mark.';
  return withEntry({ ...entered, state: 'waiting', reason, question: null }, reason, atMs);
}

/** The server has answered in full and holds nothing: it did not want it. */
function rejected(progress: OutboxProgress): OutboxProgress {
  const said = progress.error?.message ?? 'The server did not take it.';
  return asked(progress, {
    text: `${said} Nothing was stored at the server.`,
    choices: [again, withdraw],
    similar: null,
  });
}

function similarQuestion(order: OutboxOrder, similar: Similar): OutboxQuestion {
  const text =
    order.marker === null
      ? `${order.target} is there, but not as it was sent. Is it this one?`
      : `The mark is not there, but record ${similar.id} at ${order.target} matches. Is it this one?`;
  return {
    text,
    choices: [
      { id: 'it-is', label: 'Yes, it is this one', effect: `Record ${similar.id} counts as done; nothing is sent.` },
      { ...sendAgain, effect: `Sends again. If record ${similar.id} is yours, the lab will hold it twice.` },
      withdraw,
    ],
    similar,
  };
}

export function asked(progress: OutboxProgress, question: OutboxQuestion): OutboxProgress {
  return { ...progress, state: 'needs-you', reason: question.text, question };
}

export interface Found {
  id: string | null;
  url: string | null;
  notes: readonly string[];
  entry: string;
}

export function done(progress: OutboxProgress, { id, url, notes, entry }: Found, atMs: number): OutboxProgress {
  const isResent = progress.attempts > 1;
  return withEntry(
    {
      ...progress,
      state: 'done',
      reason: null,
      error: null,
      question: null,
      remoteId: id,
      url,
      notes: [...progress.notes, ...notes],
      auditsMs: isResent ? auditDelaysMs.map((delayMs) => (progress.sentMs ?? atMs) + delayMs) : [],
      endedMs: atMs,
    },
    id === null ? entry : `${entry}, record ${id}`,
    atMs,
  );
}

/** Looked at later although it was sent only once: what nobody remembers may still arrive. */
export function withAudits(progress: OutboxProgress): OutboxProgress {
  const { state, sentMs, auditsMs } = progress;
  if (state !== 'done' || sentMs === null || auditsMs.length > 0) return progress;
  return { ...progress, auditsMs: auditDelaysMs.map((delayMs) => sentMs + delayMs) };
}

export function twinsSeen(progress: OutboxProgress, hits: readonly Hit[], atMs: number): OutboxProgress {
  const note = duplicateNote(hits.map(({ id }) => id));
  return withEntry({ ...progress, notes: [...progress.notes, note] }, note, atMs);
}

function duplicateNote(ids: readonly string[]): string {
  return `Duplicate found: ${ids.join(', ')}.`;
}

/** A later look at an item that was sent more than once; only a complete one counts. */
export function audited(progress: OutboxProgress, look: Look, atMs: number): OutboxProgress {
  if (look.kind !== 'complete') return progress;
  const ids = look.hits.map(({ id }) => id);
  const note = ids.length > 1 ? duplicateNote(ids) : null;
  const isNews = note !== null && !progress.notes.includes(note);
  return withEntry(
    { ...progress, auditsMs: progress.auditsMs.slice(1), notes: isNews ? [...progress.notes, note] : progress.notes },
    isNews ? note : 'Looked again: still once',
    atMs,
  );
}

export function withdrawn(progress: OutboxProgress, atMs: number): OutboxProgress {
  const mayBeThere = progress.attempts > 0 && progress.state !== 'waiting';
  const reason = mayBeThere
    ? 'Withdrawn by you; what may have arrived stays at the server.'
    : 'Withdrawn by you; nothing was stored at the server.';
  return withEntry(
    { ...progress, state: 'withdrawn', reason, question: null, auditsMs: [], endedMs: atMs },
    reason,
    atMs,
  );
}

/** Undefined: the question has no such choice. */
export function answered(
  progress: OutboxProgress,
  choice: string,
  canLook: boolean,
  atMs: number,
): OutboxProgress | undefined {
  const chosen = progress.question?.choices.find(({ id }) => id === choice);
  if (chosen === undefined) return undefined;
  const entered = withEntry({ ...progress, question: null, reason: null }, `You chose: ${chosen.label}`, atMs);
  switch (choice) {
    case 'withdraw':
      return withdrawn(entered, atMs);
    case 'it-is':
    case 'it-is-there': {
      const { id = null, url = null } = progress.question?.similar ?? {};
      return done(entered, { id, url, notes: ['Confirmed by you.'], entry: 'Done' }, atMs);
    }
    case 'look':
      return { ...entered, state: 'checking' };
    case 'send-again':
      // Without a look there is nothing to wait for.
      return { ...entered, state: canLook ? 'checking' : 'waiting', serverFinished: false, isForced: true };
    default:
      return { ...entered, state: 'waiting', error: null };
  }
}

/** It is done once a look has found it with its links. */
export function repaired(progress: OutboxProgress, id: string, notes: readonly string[], atMs: number): OutboxProgress {
  const news = [`Record ${id} was repaired: its links were missing.`, ...notes];
  const fresh = news.filter((note) => !progress.notes.includes(note));
  return withEntry({ ...progress, notes: [...progress.notes, ...fresh] }, `Repaired record ${id}`, atMs);
}

/** A record without its links could not be given them. */
export function repairFailed(progress: OutboxProgress, error: AppError, id: string, atMs: number): OutboxProgress {
  const entered = withEntry(progress, `Record ${id} could not be repaired: ${error.message}`, atMs);
  if (canWait(error)) return { ...entered, reason: `Record ${id} lacks its links: ${error.message}` };
  return asked(entered, {
    text: `The server holds record ${id} without its links, and they cannot be added: ${error.message}`,
    choices: [{ id: 'look', label: 'Look again', effect: 'Looks and tries the repair once more.' }, withdraw],
    similar: null,
  });
}

const again: OutboxChoice = { id: 'again', label: 'Try again', effect: 'Sends it once more with the same content.' };
const withdraw: OutboxChoice = {
  id: 'withdraw',
  label: 'Withdraw',
  effect: 'Nothing more is sent; what may have arrived stays at the server.',
};
const sendAgain = { id: 'send-again', label: 'No, send again' };
