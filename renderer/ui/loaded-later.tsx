import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { AppError } from '../../app/contract/app-error.ts';
import { ErrorNote } from './error-note.tsx';
import { t } from './language.ts';

export type LoadedLater<P> = ComponentType<P> & {
  /** Fetches the code of what is about to be shown; if that fails, it is tried again there. */
  preload(): void;
};

/**
 * A component whose code is fetched when it is first shown. React's own way keeps what it has fetched back until its
 * stand-in was on the screen for 300 ms, and a failure takes the window with it; here it is shown at once, without a
 * stand-in where the code is there already, and a failure is told in its place.
 */
export function loadedLater<P extends object>(
  load: () => Promise<ComponentType<P>>,
  standIn: ReactNode = null,
): LoadedLater<P> {
  let ready: ComponentType<P> | null = null;
  const fetchCode = async (): Promise<ComponentType<P>> => {
    ready ??= await load();
    return ready;
  };
  function Later(props: P): ReactNode {
    const [Content, setContent] = useState(() => ready);
    const [error, setError] = useState<AppError | null>(null);
    useEffect(() => {
      if (Content !== null || error !== null) return;
      let isShown = true;
      fetchCode().then(
        (content) => isShown && setContent(() => content),
        (cause: unknown) => isShown && setError(notLoaded(cause)),
      );
      return () => {
        isShown = false;
      };
    }, [Content, error]);
    if (error !== null)
      return <ErrorNote error={error} action={{ label: t('Load again'), onClick: () => setError(null) }} />;
    return Content === null ? standIn : <Content {...props} />;
  }
  return Object.assign(Later, { preload: () => void fetchCode().catch(() => undefined) });
}

/** Of code that could not be fetched, as a person is told of it. */
export function notLoaded(cause: unknown): AppError {
  return new AppError('network', t('This part of the window could not be loaded.'), {
    remedy: t('Look whether Quarry still runs, then load it again.'),
    cause,
  });
}
