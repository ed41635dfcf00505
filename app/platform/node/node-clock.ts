import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform.ts';

export const nodeClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => wait(delayMs, undefined, { ...(signal === undefined ? {} : { signal }), ref: false }),
};
