import { startTransition, useCallback, useEffect, useReducer, useRef } from 'react';
import { type AppError, isAppError, toAppError } from '../../../app/contract/app-error.ts';
import type { LoadEvent } from '../../../app/contract/figures.ts';
import { getClient } from '../../api/client.ts';
import type { FigureSubject } from './figure-choices.ts';
import { type FigureLoadState, firstLoadState, reduceLoad } from './figure-load-state.ts';

export interface FigureLoad extends FigureLoadState {
  cancel(): void;
  /** Reads everything again, past what is kept here if `refresh`. */
  reload(refresh: boolean): void;
}

/** Loads the figure of a series or sample in the core and frees it when the panel closes. */
export function useFigureLoad({ connectionId, kind, name }: FigureSubject): FigureLoad {
  const [state, dispatch] = useReducer(reduceLoad, firstLoadState);
  const running = useRef<AbortController>(null);
  const held = useRef<string>(null);
  const { attempt, refresh } = state;

  // A higher attempt is the wish to load once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const abort = new AbortController();
    running.current = abort;
    const follow = async (): Promise<void> => {
      try {
        for await (const event of watchLoad({ connectionId, kind, name }, refresh, abort.signal)) {
          if (event.kind === 'progress') dispatch({ kind: 'progress', progress: event });
          else {
            // The figure on the screen can be zoomed until the next one takes its place.
            release(held.current);
            held.current = event.figure.figureId;
            startTransition(() => dispatch({ kind: 'ready', figure: event.figure }));
          }
        }
      } catch (error) {
        const failure = toAppError(error);
        if (!isUnmount(abort, failure)) dispatch({ kind: 'failed', error: failure });
      }
    };
    void follow();
    return () => abort.abort('left');
  }, [connectionId, kind, name, attempt]);

  useEffect(
    () => () => {
      release(held.current);
      held.current = null;
    },
    [],
  );

  return {
    ...state,
    cancel: useCallback(() => {
      running.current?.abort('cancelled');
      dispatch({ kind: 'cancelled' });
    }, []),
    reload: useCallback((again: boolean) => dispatch({ kind: 'again', refresh: again }), []),
  };
}

function watchLoad(
  { connectionId, kind, name }: FigureSubject,
  refresh: boolean,
  signal: AbortSignal,
): AsyncGenerator<LoadEvent, void, void> {
  const client = getClient();
  return kind === 'series'
    ? client.watch('figures.conductivity.load', { connectionId, seriesName: name, refresh }, { signal })
    : client.watch('figures.conductivity.sample', { connectionId, sampleName: name }, { signal });
}

function isUnmount(abort: AbortController, failure: AppError): boolean {
  return abort.signal.aborted || isAppError(failure, 'cancelled');
}

function release(figureId: string | null): void {
  if (figureId === null) return;
  // The core frees it too when the connection ends, so a failure here costs nothing.
  getClient()
    .call('figures.release', { figureId })
    .catch(() => undefined);
}
