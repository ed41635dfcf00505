import { useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';

export interface Demo {
  canStart: boolean;
  isStarting: boolean;
  isRunning: boolean;
  error: AppError | null;
  start(): void;
}

/** The demo server; once it runs, its first series is opened. */
export function useDemo(): Demo {
  const state = useQuery(queryFor('app.info', {})).data?.demo;
  const start = useCommand('app.demo.start');
  return {
    canStart: state === 'stopped' || state === 'running',
    isStarting: start.isPending,
    isRunning: state === 'running',
    error: start.error,
    start: () =>
      start.mutate(
        {},
        {
          onSuccess: ({ connection, series }) => {
            const [name] = series;
            if (name !== undefined) openPanel('series', { connectionId: connection.id, name });
          },
        },
      ),
  };
}
