import type { AppErrorData, JsonValue } from '../contract/app-error.ts';

/** One connection as it is kept. Secrets are never in here. */
export interface ConnectionRow {
  id: string;
  kind: 'juliabase' | 'openbis';
  name: string;
  url: string;
  user: string;
  /** JSON: path rules, certificate options and the like. */
  options: JsonValue;
  isDemo: boolean;
}

export type JobStatusText =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'needs-you'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

export interface JobQuestion {
  text: string;
  choices: { id: string; label: string; effect: string }[];
}

export interface JobRow {
  id: string;
  kind: string;
  title: string;
  status: JobStatusText;
  attempt: number;
  phase: string | null;
  done: number;
  total: number | null;
  unit: string | null;
  input: JsonValue;
  checkpoint: JsonValue | null;
  /** Milliseconds since 1970 UTC. */
  retryAtMs: number | null;
  createdMs: number;
  startedMs: number | null;
  endedMs: number | null;
  error: AppErrorData | null;
  question: JobQuestion | null;
  /** Choice of the user, taken by the next run. */
  answer: string | null;
  result: Record<string, JsonValue> | null;
}

/** Samples to be taken off My Samples, written down before they were put there. */
export interface UndoRow {
  id: string;
  connectionId: string;
  payload: JsonValue;
  createdMs: number;
}

/** A question to a remote system, as JSON, and what is asked for in lists. */
export interface QuestionFacts {
  question: JsonValue;
  kind: string;
  /** Server or connection; empty for SQL. */
  placeId: string;
  title: string;
}

/** A question that was given a name. */
export interface SavedQueryRow extends QuestionFacts {
  id: string;
  name: string;
  keyColumns: string[] | null;
  schedule: JsonValue | null;
  dueMs: number | null;
  savedMs: number;
  /** The run up to which changes were looked at. */
  seenRun: string | null;
  unseen: number;
  problem: JsonValue | null;
}

/** A kept answer of a saved query. */
export interface QueryRunRow {
  id: string;
  queryId: string;
  tableId: string;
  asOfMs: number;
  askedMs: number;
  tookMs: number;
  rows: number;
  bytes: number;
  changes: JsonValue | null;
  /** Removed ones go with the next start. */
  removedMs: number | null;
}

/** A question that was answered. */
export interface PastQuestionRow extends QuestionFacts {
  id: string;
  rows: number;
  bytes: number;
  tookMs: number;
  asOfMs: number;
  askedMs: number;
}

/** An arrangement of panels under a name. */
export interface WorkspaceRow {
  id: string;
  name: string;
  layout: JsonValue;
  savedMs: number;
}
