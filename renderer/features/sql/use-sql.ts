import { useEffect, useRef, useState } from 'react';
import { type AppError, isAppError, toAppError } from '../../../app/contract/app-error.ts';
import type { SqlTable } from '../../../app/contract/columns.ts';
import { getClient } from '../../api/client.ts';

export interface SqlState {
  /** The last answer with its statement; it stays until a new one is there. */
  answer: { statement: string; table: SqlTable; tookMs: number } | null;
  error: { statement: string; error: AppError } | null;
  isRunning: boolean;
  run(statement: string): void;
  cancel(): void;
}

export const rowLimit = 10_000;

/** One statement at a time; a new one takes the place of the old. */
export function useSql(): SqlState {
  const [answer, setAnswer] = useState<SqlState['answer']>(null);
  const [error, setError] = useState<SqlState['error']>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    answer,
    error,
    isRunning,
    run(statement) {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const isLatest = (): boolean => running.current === abort;
      const started = performance.now();
      setRunning(true);
      setError(null);
      getClient()
        .call('columns.sql', { statement, rowLimit }, { signal: abort.signal })
        .then(
          (table) => isLatest() && setAnswer({ statement, table, tookMs: performance.now() - started }),
          (failure: unknown) =>
            isLatest() && !isAppError(failure, 'cancelled') && setError({ statement, error: toAppError(failure) }),
        )
        .finally(() => isLatest() && setRunning(false));
    },
    cancel() {
      running.current?.abort();
      setRunning(false);
    },
  };
}
