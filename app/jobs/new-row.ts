import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../contract/app-error.ts';
import type { JobRow } from '../store/rows.ts';

export function newRow(kind: string, input: JsonValue, title: string, createdMs: number): JobRow {
  return {
    id: randomUUID(),
    kind,
    title,
    status: 'queued',
    attempt: 0,
    phase: null,
    done: 0,
    total: null,
    unit: null,
    input,
    checkpoint: null,
    retryAtMs: null,
    createdMs,
    startedMs: null,
    endedMs: null,
    error: null,
    question: null,
    answer: null,
    result: null,
  };
}
