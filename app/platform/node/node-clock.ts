import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform.ts';

/** A sleep keeps the process alive: a command that waits to try again must not end without a word. */
export const nodeClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => wait(delayMs, undefined, signal === undefined ? {} : { signal }),
};
