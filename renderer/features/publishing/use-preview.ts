import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, isAppError, toAppError } from '../../../app/contract/app-error.ts';
import type { PublishRecipe, PublishRow } from '../../../app/contract/publishing.ts';
import { getClient } from '../../api/client.ts';

export interface Preview {
  recipe: PublishRecipe;
  /** In the order of the server. */
  series: readonly string[];
  /** By series; those that are not looked at yet are missing. */
  rows: ReadonlyMap<string, PublishRow>;
  isRunning: boolean;
  error: AppError | null;
}

export interface PreviewControl {
  preview: Preview | null;
  start(recipe: PublishRecipe): void;
  cancel(): void;
}

/** What a run would write, series by series as they are looked at; it ends when the panel closes. */
export function usePreview(): PreviewControl {
  const [preview, setPreview] = useState<Preview | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback((recipe: PublishRecipe): void => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const change = (next: (before: Preview) => Preview): void => {
      // What another preview has replaced says nothing more.
      if (running.current === abort) setPreview((before) => (before === null ? null : next(before)));
    };
    setPreview({ recipe, series: [], rows: new Map(), isRunning: true, error: null });
    const follow = async (): Promise<void> => {
      try {
        for await (const event of getClient().watch('publish.preview', { recipe }, { signal: abort.signal })) {
          if (event.kind === 'found') change((before) => ({ ...before, series: event.series }));
          else change((before) => ({ ...before, rows: new Map(before.rows).set(event.row.series, event.row) }));
        }
        change((before) => ({ ...before, isRunning: false }));
      } catch (error) {
        const failure = isAppError(error, 'cancelled') ? null : toAppError(error);
        change((before) => ({ ...before, isRunning: false, error: failure }));
      }
    };
    void follow();
  }, []);

  const cancel = useCallback((): void => running.current?.abort(), []);
  return { preview, start, cancel };
}
