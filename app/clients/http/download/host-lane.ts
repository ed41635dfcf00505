import type { Clock } from '../../../platform/platform.ts';
import type { Throttle } from './throttle.ts';

/** Failures in a row, of whatever file, after which a host is left alone for a longer time. */
const patience = 8;
/** Single failures concern a file; this many in a row concern the host. */
const suspicious = 3;
const firstDelayMs = 1000;
const longestDelayMs = 10 * 60_000;
/** A host that asks for more is not waited for but shown. */
const longestAskedMs = 60 * 60_000;

/** `n`-th wait in a row: doubles from 1 s to 10 min, with full jitter. @param random in [0, 1) */
export function backoffMs(n: number, random: number): number {
  return Math.min(firstDelayMs * 2 ** Math.max(0, n - 1), longestDelayMs) * random;
}

export interface HostLaneParts {
  clock: Clock;
  /** Asked each time, so that a new limit counts at once. */
  connections: () => number;
  /** In [0, 1). */
  random: () => number;
  throttles?: readonly Pick<Throttle, 'spend'>[];
}

export interface LanePlace {
  /** All has come, so that the next file may, though this one is still to be written. */
  received(): void;
  /** Whatever became of it; may be said twice. */
  leave(): void;
}

/**
 * Requests for files of one host: never more at once than allowed, and a common wait after failures that are the
 * host's. Shared by all folders that fetch from it.
 */
export class HostLane {
  private readonly clock: Clock;
  private readonly random: () => number;
  /** Places, by the limits of this moment. */
  readonly connections: () => number;
  private readonly throttles: readonly Pick<Throttle, 'spend'>[];
  /** Places that are taken. */
  inUse = 0;
  /** Files that have come and are not on disk. */
  private unwritten = 0;
  private readonly queue: (() => void)[] = [];
  private failures = 0;
  private notBeforeMs = 0;
  /** How often the host has delivered; tells whether it did since some moment. */
  deliveries = 0;

  constructor({ clock, connections, random, throttles = [] }: HostLaneParts) {
    this.clock = clock;
    this.connections = connections;
    this.random = random;
    this.throttles = throttles;
  }

  /** Resolves when the next piece may be taken from the host. Rejects with the signal's reason. */
  async spend(bytes: number, signal: AbortSignal): Promise<void> {
    for (const throttle of this.throttles) await throttle.spend(bytes, signal);
  }

  /** Waits for a free place. */
  async enter(signal: AbortSignal): Promise<LanePlace> {
    signal.throwIfAborted();
    if (this.hasRoom()) this.inUse += 1;
    else await this.stand(signal);
    let stage: 'asking' | 'writing' | 'left' = 'asking';
    return {
      received: () => {
        if (stage !== 'asking') return;
        stage = 'writing';
        this.inUse -= 1;
        this.unwritten += 1;
        this.admit();
      },
      leave: () => {
        if (stage === 'asking') this.inUse -= 1;
        if (stage === 'writing') this.unwritten -= 1;
        stage = 'left';
        this.admit();
      },
    };
  }

  /** Time until the host may be asked again, 0 if it may. */
  waitMs(): number {
    return Math.max(0, this.notBeforeMs - this.clock.monotonicMs());
  }

  delivered(): void {
    this.deliveries += 1;
    this.failures = 0;
  }

  /**
   * Notes a failure that may pass.
   * @param askedMs how long the host asked to be left alone
   * @returns how long to stay away from the host altogether if it seems to be down, else undefined
   */
  failed(askedMs: number | undefined): number | undefined {
    this.failures += 1;
    const ownMs = this.failures < suspicious ? 0 : backoffMs(this.failures - suspicious + 1, this.random());
    const waitMs = Math.max(ownMs, Math.min(askedMs ?? 0, longestAskedMs));
    this.notBeforeMs = Math.max(this.notBeforeMs, this.clock.monotonicMs() + waitMs);
    if (askedMs !== undefined && askedMs > 60_000) return Math.min(askedMs, longestAskedMs);
    if (this.failures < patience) return undefined;
    this.failures = 0;
    return longestDelayMs * (0.5 + this.random() / 2);
  }

  /** A disk that is slower than the host must not be left behind: what is not written is lost with the process. */
  private hasRoom(): boolean {
    return this.inUse < this.connections() && this.unwritten <= this.connections();
  }

  private admit(): void {
    while (this.hasRoom()) {
      const next = this.queue.shift();
      if (next === undefined) return;
      this.inUse += 1;
      next();
    }
  }

  private stand(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        const at = this.queue.indexOf(go);
        if (at >= 0) this.queue.splice(at, 1);
        reject(signal.reason);
      };
      this.queue.push(go);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
