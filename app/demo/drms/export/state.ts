import type { Settings } from '../settings.ts';
import type { ExportRow } from './rows.ts';

export interface RowState {
  status: number;
  error?: string;
  elapsedSeconds: number;
  finishedMs: number;
}

/** What has become of a request by now; nothing runs, the clock alone decides. */
export function stateOf(row: ExportRow, settings: Settings, nowMs: number): RowState {
  const age = nowMs - row.submittedMs;
  const doneAfter = settings.queuedMs + settings.workingMs;
  const state = { elapsedSeconds: Math.floor(age / 1000), finishedMs: row.submittedMs + doneAfter };
  if (row.failure !== undefined && (row.failure.status === 25 || row.failure.status < 0))
    return { ...state, ...row.failure };
  if (row.expired || age > doneAfter + settings.keptMs) {
    const days = Math.round(settings.keptMs / 86_400_000);
    return { ...state, status: 5, error: `Request was completed but is now deleted, ${days} day limit exceeded` };
  }
  if (age < settings.queuedMs) return { ...state, status: 2 };
  if (age < doneAfter) return { ...state, status: 1 };
  return row.failure === undefined ? { ...state, status: 0 } : { ...state, ...row.failure };
}

/** Whether it still holds the place of its address. */
export function isPending(row: ExportRow, settings: Settings, nowMs: number): boolean {
  const { status } = stateOf(row, settings, nowMs);
  return (status === 1 || status === 2) && !row.freed && nowMs - row.submittedMs < settings.pendingMs;
}
