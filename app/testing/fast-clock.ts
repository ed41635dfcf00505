import { nodeClock } from '../platform/node/node-clock.ts';
import type { Clock } from '../platform/platform.ts';

/** Runs so many times as fast as the real one, from the real time at `startMs` on. */
export function fastClock(speed: number, startMs = Date.now()): Clock {
  return {
    nowMs: () => startMs + (Date.now() - startMs) * speed,
    monotonicMs: () => performance.now() * speed,
    sleep: (delayMs, signal) => nodeClock.sleep(delayMs / speed, signal),
  };
}
