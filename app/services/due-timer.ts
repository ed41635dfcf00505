import type { Clock } from '../platform/platform.ts';

/** Also how late a clock that was set, or a computer that slept, is noticed. */
const longestWaitMs = 60_000;

export interface DueTimerParts {
  /** When something is due next; null or infinite if nothing is. */
  nextDueMs(): Promise<number | null>;
  runDue(signal: AbortSignal): Promise<unknown>;
  clock: Clock;
  onProblem(error: unknown): void;
}

/** Runs what has a schedule when it is due, as long as Quarry is open. */
export class DueTimer {
  private readonly parts: DueTimerParts;
  private readonly ending = new AbortController();
  private waiting = new AbortController();
  private loop: Promise<void> | undefined;

  constructor(parts: DueTimerParts) {
    this.parts = parts;
  }

  start(): void {
    this.loop ??= this.run();
  }

  /** Looks again at what is due. */
  wake(): void {
    this.waiting.abort();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { clock } = this.parts;
    let triedMs: number | null = null;
    while (!this.ending.signal.aborted) {
      this.waiting = new AbortController();
      const signal = AbortSignal.any([this.ending.signal, this.waiting.signal]);
      const dueMs: number = (await this.tried(this.parts.nextDueMs())) ?? Number.POSITIVE_INFINITY;
      // One that stays due after a try cannot even be written down; asking on and on would not mend that.
      const waitMs: number = dueMs === triedMs ? longestWaitMs : Math.min(longestWaitMs, dueMs - clock.nowMs());
      triedMs = waitMs > 0 ? null : dueMs;
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(() => undefined);
      else await this.tried(this.parts.runDue(this.ending.signal));
    }
  }

  private tried<T>(work: Promise<T>): Promise<T | undefined> {
    return work.catch((error: unknown) => {
      this.parts.onProblem(error);
      return undefined;
    });
  }
}
