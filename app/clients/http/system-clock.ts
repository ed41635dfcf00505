import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../platform/platform.ts';

/** For scripts that use a client without a host. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => delay(delayMs, undefined, signal === undefined ? {} : { signal }),
};
