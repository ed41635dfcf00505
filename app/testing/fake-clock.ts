import type { Clock } from '../platform/platform.ts';

/** A clock that stands still until it is moved; sleepers wake in the order of their times. */
export class FakeClock implements Clock {
  private timeMs = Date.UTC(2026, 10, 21, 13, 2, 0);
  private offsetMs = 0;
  private sleepers: { atMs: number; wake: () => void }[] = [];

  /** Whole milliseconds, as the clock of a computer has them. */
  nowMs(): number {
    return Math.floor(this.timeMs + this.offsetMs);
  }

  monotonicMs(): number {
    return this.timeMs;
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const sleeper = { atMs: this.timeMs + delayMs, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      });
    });
  }

  /** Lets what is under way fall asleep first, and what was woken get going after. */
  async advance(byMs: number): Promise<void> {
    await turn();
    const endMs = this.timeMs + byMs;
    for (;;) {
      const next = this.sleepers.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
      this.timeMs = Math.max(this.timeMs, next.atMs);
      next.wake();
      await turn();
    }
    this.timeMs = endMs;
  }

  /** Sets the time of day without any time passing, as a person or a time server does. */
  jump(byMs: number): void {
    this.offsetMs += byMs;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
