import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { FitsFileOut, FitsOpenEvent, FitsOrigin } from '../../../app/contract/fits.ts';
import { getClient } from '../../api/client.ts';

export type FitsOpening =
  | Extract<FitsOpenEvent, { kind: 'fetching' }>
  | { kind: 'opened'; file: FitsFileOut }
  | { kind: 'failed'; error: AppError };

const atFirst: FitsOpening = { kind: 'fetching', receivedBytes: 0, totalBytes: null, waiting: null };

/** Opens a file, and fetches it before if need be; leaving ends that. */
export function useFitsFile(origin: FitsOrigin): { opening: FitsOpening; openAgain(): void } {
  const [opening, setOpening] = useState<FitsOpening>(atFirst);
  const [attempt, setAttempt] = useState(0);
  const wanted = JSON.stringify(origin);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens anew
  useEffect(() => {
    const leaving = new AbortController();
    setOpening(atFirst);
    // The very text was made of an origin.
    const asked = JSON.parse(wanted) as FitsOrigin;
    follow(asked, leaving.signal, setOpening).catch((error: unknown) => {
      if (!leaving.signal.aborted) setOpening({ kind: 'failed', error: toAppError(error) });
    });
    return () => leaving.abort();
  }, [wanted, attempt]);
  return { opening, openAgain: () => setAttempt((count) => count + 1) };
}

async function follow(origin: FitsOrigin, signal: AbortSignal, tell: (opening: FitsOpening) => void): Promise<void> {
  for await (const event of getClient().watch('fits.open', origin, { signal })) {
    if (signal.aborted) return;
    tell(event);
  }
}
