import type { Clock } from '../platform/platform.ts';
import type { SavedQueries } from './query-service.ts';

/** Also how late a clock that was set, or a computer that slept, is noticed. */
const longestWaitMs = 60_000;

export interface QueryTimerParts {
  queries: Pick<SavedQueries, 'purge' | 'nextDueMs' | 'runDue'>;
  clock: Clock;
  onProblem(error: unknown): undefined;
}

/** Runs saved queries when they are due, as long as Quarry is open. */
export class QueryTimer {
  private readonly parts: QueryTimerParts;
  private readonly ending = new AbortController();
  private waiting = new AbortController();
  private loop: Promise<void> | undefined;

  constructor(parts: QueryTimerParts) {
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
    this.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { queries, clock, onProblem } = this.parts;
    await queries.purge().catch(onProblem);
    let triedMs: number | null = null;
    while (!this.ending.signal.aborted) {
      this.waiting = new AbortController();
      const signal = AbortSignal.any([this.ending.signal, this.waiting.signal]);
      const dueMs: number = (await queries.nextDueMs().catch(onProblem)) ?? Number.POSITIVE_INFINITY;
      // One that stays due after a try cannot even be written down; asking on and on would not mend that.
      const waitMs: number = dueMs === triedMs ? longestWaitMs : Math.min(longestWaitMs, dueMs - clock.nowMs());
      triedMs = waitMs > 0 ? null : dueMs;
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(() => undefined);
      else await queries.runDue(this.ending.signal).catch(onProblem);
    }
  }
}
