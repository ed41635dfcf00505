import type { Clock } from '../../../platform/platform.ts';

/** Time that was not used may be made up for, so that a limit is reached although pieces come unevenly. */
const burstMs = 250;

/** Slows down who reports bytes, so that all together stay below a rate. */
export class Throttle {
  private readonly clock: Clock;
  private readonly bytesPerSecond: () => number | null;
  /** When all that was reported is paid for. */
  private paidAtMs = Number.NEGATIVE_INFINITY;

  /** @param bytesPerSecond asked for each piece, so that a new limit counts at once; null: none */
  constructor(clock: Clock, bytesPerSecond: () => number | null) {
    this.clock = clock;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Resolves when the next piece may be taken. Rejects with the signal's reason. */
  async spend(bytes: number, signal: AbortSignal): Promise<void> {
    const rate = this.bytesPerSecond();
    if (rate === null) return;
    const nowMs = this.clock.monotonicMs();
    this.paidAtMs = Math.max(this.paidAtMs, nowMs - burstMs) + (bytes / rate) * 1000;
    if (this.paidAtMs > nowMs) await this.clock.sleep(this.paidAtMs - nowMs, signal);
  }
}
