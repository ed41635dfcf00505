import type { Clock } from '../platform/platform.ts';

/** A clock that stands still until it is moved; sleepers wake in the order of their times. */
export class FakeClock implements Clock {
  private timeMs = Date.UTC(2026, 10, 21, 13, 2, 0);
  private sleepers: { atMs: number; wake: () => void }[] = [];

  nowMs(): number {
    return this.timeMs;
  }

  monotonicMs(): number {
    return this.timeMs;
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { atMs: this.timeMs + delayMs, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      });
    });
  }

  async advance(byMs: number): Promise<void> {
    this.timeMs += byMs;
    const due = this.sleepers.filter((sleeper) => sleeper.atMs <= this.timeMs).toSorted((a, b) => a.atMs - b.atMs);
    this.sleepers = this.sleepers.filter((sleeper) => sleeper.atMs > this.timeMs);
    for (const sleeper of due) sleeper.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
