/** Milliseconds to wait between questions (protocol 6.2). */
export interface Pace {
  /** Between looks at an export in its first minute; then longer by half each time, up to `slowest`. */
  pollMs: number;
  slowestPollMs: number;
  /** Until an address with a pending export may ask again. */
  blockedMs: number;
  /** After the first question without an answer; doubles up to `longestSilenceMs`. */
  silenceMs: number;
  longestSilenceMs: number;
  /** Until another download looks whether its folder is free. */
  folderMs: number;
  /** Until the disk is tried again. */
  storageMs: number;
}

export const usualPace: Pace = {
  pollMs: 5000,
  slowestPollMs: 60_000,
  blockedMs: 60_000,
  silenceMs: 15_000,
  longestSilenceMs: 600_000,
  folderMs: 30_000,
  storageMs: 60_000,
};

/** The server's guess counts from here on only as a lower bound: it can be negative, or nonsense. */
const longestGuessMs = 60_000;
const firstMinuteMs = 60_000;

/**
 * Wait before the next look at an export.
 * @param lastMs the wait before this one, 0 at the beginning
 * @param ageMs since it was submitted
 * @param guessS what the server guesses
 * @param random in [0, 1); moves the wait by up to a fifth
 */
export function nextPollMs(pace: Pace, lastMs: number, ageMs: number, guessS: number | null, random: number): number {
  const grown = ageMs < firstMinuteMs ? pace.pollMs : Math.min(pace.slowestPollMs, lastMs * 1.5);
  const guessMs = guessS === null || lastMs === 0 ? 0 : guessS * 1000;
  const bound = guessMs > 0 && guessMs <= longestGuessMs ? Math.min(guessMs, pace.slowestPollMs) : 0;
  return Math.max(pace.pollMs, grown, bound) * (0.8 + 0.4 * random);
}

/** @param silences questions in a row without an answer, from 1 */
export function silenceMs(
  pace: Pick<Pace, 'silenceMs' | 'longestSilenceMs'>,
  silences: number,
  random: number,
): number {
  const grown = Math.min(pace.longestSilenceMs, pace.silenceMs * 2 ** Math.min(20, silences - 1));
  return grown * (0.5 + random / 2);
}
