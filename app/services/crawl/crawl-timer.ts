import type { Clock } from '../../platform/platform.ts';
import type { KnownCrawlers } from './known-crawlers.ts';

/** Also how late a clock that was set, or a computer that slept, is noticed. */
const longestWaitMs = 60_000;

export interface CrawlTimerParts {
  crawlers: Pick<KnownCrawlers, 'nextDueMs' | 'runDue'>;
  clock: Clock;
  /** `file` undefined: nothing could be planned at all. */
  onProblem(error: unknown, file?: string): void;
}

/** Runs crawlers when they are due, as long as Quarry is open. */
export class CrawlTimer {
  private readonly parts: CrawlTimerParts;
  private readonly ending = new AbortController();
  private waiting = new AbortController();
  private loop: Promise<void> | undefined;

  constructor(parts: CrawlTimerParts) {
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
    const { crawlers, clock, onProblem } = this.parts;
    while (!this.ending.signal.aborted) {
      this.waiting = new AbortController();
      const signal = AbortSignal.any([this.ending.signal, this.waiting.signal]);
      try {
        await crawlers.runDue(onProblem);
        const waitMs = (await crawlers.nextDueMs()) - clock.nowMs();
        await pause(clock, Math.min(longestWaitMs, waitMs), signal);
      } catch (error) {
        onProblem(error);
        // What cannot be read now is not asked for on and on.
        await pause(clock, longestWaitMs, signal);
      }
    }
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return clock.sleep(Math.max(0, ms), signal).catch(() => undefined);
}
