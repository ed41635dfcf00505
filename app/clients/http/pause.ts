import type { Clock } from '../../platform/platform.ts';
import { cancelledError } from './transport-error.ts';

/** A wait between two requests; an abort ends it with 'cancelled'. */
export async function pause(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  await clock.sleep(delayMs, signal).catch((error: unknown) => {
    throw cancelledError('connecting', error);
  });
}
