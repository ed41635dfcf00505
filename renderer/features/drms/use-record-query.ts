import { useEffect, useRef, useState } from 'react';
import { type AppError, isAppError, toAppError } from '../../../app/contract/app-error.ts';
import type { RecordTable } from '../../../app/contract/drms.ts';
import { getClient } from '../../api/client.ts';

export interface RecordQuestion {
  recordSet: string;
  keys: string[];
  segments: string[];
}

export interface RecordQueryState {
  /** The last answer; it stays until a new one is there. */
  table: RecordTable | null;
  error: AppError | null;
  isRunning: boolean;
  run(question: RecordQuestion): void;
  cancel(): void;
}

/** One query at a time; a new one takes the place of the old. */
export function useRecordQuery(serverId: string): RecordQueryState {
  const [table, setTable] = useState<RecordTable | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    table,
    error,
    isRunning,
    run({ recordSet, keys, segments }) {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setRunning(true);
      setError(null);
      getClient()
        .call(
          'drms.query',
          { serverId, recordSet, keys: withNumbers(recordSet, keys), segments },
          { signal: abort.signal },
        )
        .then(
          (answer) => {
            if (running.current === abort) setTable(answer);
          },
          (failure: unknown) => {
            if (running.current === abort && !isAppError(failure, 'cancelled')) setError(toAppError(failure));
          },
        )
        .finally(() => {
          if (running.current === abort) setRunning(false);
        });
    },
    cancel() {
      running.current?.abort();
      setRunning(false);
    },
  };
}

/** Versions of a record share its prime keys; only by their numbers can one of them be exported. */
function withNumbers(recordSet: string, keys: readonly string[]): string[] {
  const isOfAllVersions = /\[\s*!/.test(recordSet);
  return isOfAllVersions && !keys.includes('*recnum*') ? [...keys, '*recnum*'] : [...keys];
}
