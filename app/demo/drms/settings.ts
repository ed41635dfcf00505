export interface Settings {
  /** An export is queued for `queuedMs` and worked on for `workingMs`. */
  queuedMs: number;
  workingMs: number;
  /** A finished export is kept this long. */
  keptMs: number;
  /** A pending export holds its place this long at most. */
  pendingMs: number;
  pendingPerAddress: number;
  pendingPerHost: number;
  /** Refused above, with status 3. */
  mostMegabytes: number;
  /** Refused above, with status 4. */
  mostRecords: number;
  /** Older servers say so with status 6 instead of 4. */
  unknownIdStatus: 4 | 6;
  /** Every answer waits this long. */
  latencyMs: number;
  /** The first answer on a connection waits this long in addition. */
  connectDelayMs: number;
  /** Answers of `jsoc_info` are made once and then sent from memory, for measuring clients. */
  remembersAnswers: boolean;
}

export const usualSettings: Settings = {
  queuedMs: 1000,
  workingMs: 3000,
  keptMs: 7 * 86_400_000,
  pendingMs: 3_600_000,
  pendingPerAddress: 1,
  pendingPerHost: 10,
  mostMegabytes: 100_000,
  mostRecords: 30_000,
  unknownIdStatus: 4,
  latencyMs: 0,
  connectDelayMs: 0,
  remembersAnswers: false,
};
