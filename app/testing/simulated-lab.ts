import type { FakeClock } from './fake-clock.ts';

/** What can go wrong with one upload; most are named in the test matrix. */
export const uploadFaults = [
  'refused',
  'reset-before-body',
  'reset-during-body',
  'reset-after-body',
  'reset-after-commit',
  'reply-cut',
  'time-out-late-commit',
  'time-out-no-commit',
  'status-500',
  'status-500-after-commit',
  'html',
  'html-after-commit',
  'login-page',
  'denied',
  'csrf-refused',
  'wrong-json',
  'foreign-id',
  'orphan',
  'late-arrival',
  'marker-edited',
  'search-down',
  'search-over-cap',
  'search-stale',
  'killed-before-commit',
  'killed-after-commit',
  'power-loss',
  'disk-full',
] as const;
export type UploadFault = (typeof uploadFaults)[number];

export interface LabRecord {
  id: number;
  /** Which item made it; nobody but the judge knows. */
  itemId: string;
  marker: string | null;
  isLinked: boolean;
  createdMs: number;
}

/** No server works longer on a request than this; the settle window must exceed it. */
export const longestLateMs = 240_000;
const stalestMs = 120_000;

/** A server with the bad manners of JuliaBase: it commits late, keeps orphans, and makes twins when asked twice. */
export class SimulatedLab {
  readonly records: LabRecord[] = [];
  /** The search does not work until then, by the monotonic clock. */
  searchDownUntilMs = 0;
  overCapUntilMs = 0;
  staleUntilMs = 0;
  downUntilMs = 0;
  /** The only session that is valid. */
  session: object | undefined;
  private readonly clock: FakeClock;
  private readonly random: () => number;
  private nextId = 100;

  constructor(clock: FakeClock, random: () => number) {
    this.clock = clock;
    this.random = random;
  }

  commit(itemId: string, marker: string, isLinked = true): LabRecord {
    const record = { id: this.nextId++, itemId, marker, isLinked, createdMs: this.clock.monotonicMs() };
    this.records.push(record);
    return record;
  }

  commitLater(itemId: string, marker: string): void {
    const delayMs = 1000 + this.random() * (longestLateMs - 1000);
    this.clock.sleep(delayMs).then(() => this.commit(itemId, marker));
  }

  /** Undefined: the search cannot be used. */
  search(marker: string): { hits: LabRecord[]; isComplete: boolean } | undefined {
    const nowMs = this.clock.monotonicMs();
    if (nowMs < this.searchDownUntilMs || nowMs < this.downUntilMs) return undefined;
    const bearers = this.records.filter((record) => record.marker === marker);
    const isStale = nowMs < this.staleUntilMs;
    const seen = bearers.filter(({ createdMs, isLinked }) => isLinked || !isStale || nowMs - createdMs > stalestMs);
    return nowMs < this.overCapUntilMs ? { hits: [], isComplete: false } : { hits: seen, isComplete: true };
  }
}
