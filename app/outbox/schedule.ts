/** How long a request may still have its effect after the connection is surely dead. */
export const defaultSettleWindowMs = 300_000;
const shortestSettleWindowMs = 60_000;

/** What is said of one server. */
export interface ServerRules {
  settleWindowMs: number;
  /** False: records carry no marks, so every unknown outcome waits for a person. */
  usesMarks: boolean;
}

export const defaultRules: ServerRules = { settleWindowMs: defaultSettleWindowMs, usesMarks: true };

/** The rules as they are obeyed: no window is so short that it would be none. */
export function checkedRules({ settleWindowMs, usesMarks }: ServerRules): ServerRules {
  return { settleWindowMs: Math.max(shortestSettleWindowMs, settleWindowMs), usesMarks };
}

const firstLooksMs = [5_000, 30_000];
const laterLooksMs = 120_000;
const pausesMs = [5_000, 30_000, 120_000, 600_000];

/** A login ends the wait at once; this is for logins that come back by themselves. */
export const loginPauseMs = 600_000;

const hourMs = 3_600_000;
/** When a record that was sent more than once is looked at again. */
export const auditDelaysMs: readonly number[] = [hourMs, 24 * hourMs];

/** The settle window of one unknown outcome, in monotonic time. */
export interface SettleWindow {
  startMs: number;
  endMs: number;
}

export function windowFrom(nowMs: number, lengthMs: number): SettleWindow {
  return { startMs: nowMs, endMs: nowMs + lengthMs };
}

/** When to look next: 5 s, 30 s, 2 min and each 2 min after the start, last at the end of the window. */
export function nextLookMs({ startMs, endMs }: SettleWindow, nowMs: number): number {
  const sinceMs = nowMs - startMs;
  const nextMs =
    firstLooksMs.find((offsetMs) => offsetMs > sinceMs) ?? laterLooksMs * (Math.floor(sinceMs / laterLooksMs) + 1);
  return nowMs >= endMs ? startMs + nextMs : Math.min(startMs + nextMs, endMs);
}

/** The pause after the n-th failure in a row, n from 1. */
export function pauseMs(failures: number): number {
  return pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0;
}
