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

/** A query of a DRMS server that was given a name. */
export interface SavedQueryRow {
  id: string;
  name: string;
  serverId: string;
  recordSet: string;
  keys: string[];
  savedMs: number;
}

/** A query that a DRMS server has answered. */
export interface PastQueryRow {
  id: string;
  serverId: string;
  recordSet: string;
  keys: string[];
  count: number;
  bytes: number;
  tookMs: number;
  askedMs: number;
}

/** An arrangement of panels under a name. */
export interface WorkspaceRow {
  id: string;
  name: string;
  layout: JsonValue;
  savedMs: number;
}
