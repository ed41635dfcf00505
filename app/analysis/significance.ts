/// <reference path="../../types/jstat.d.ts" />
import jStat from 'jstat';

/** Beyond, the continued fraction of the library ends too early, and the distribution is the normal one anyway. */
const mostFreedom = 5000;

/**
 * How probable a correlation at least this strong is, in either direction, between pairs that have nothing to do with
 * each other: from the t distribution with `count` − 2 degrees of freedom. For ranks it is an approximation.
 * @returns null for fewer than three pairs.
 */
export function correlationP(coefficient: number, count: number): number | null {
  const freedom = count - 2;
  if (freedom < 1) return null;
  const rest = Math.max(0, 1 - coefficient ** 2);
  if (freedom > mostFreedom) return jStat.erfc(Math.sqrt((freedom * (1 - rest)) / (2 * rest)));
  return Math.min(1, jStat.ibeta(rest, freedom / 2, 0.5));
}

/** The t within which the share `level` lies on both sides of 0. */
export function tQuantile(level: number, freedom: number): number {
  return jStat.studentt.inv((1 + level) / 2, freedom);
}

/** The same of the normal distribution. */
export function normalQuantile(level: number): number {
  return jStat.normal.inv((1 + level) / 2, 0, 1);
}

/**
 * Probabilities that are still right when the best of many are looked at (Holm): all that stay below a threshold are,
 * with that certainty, none by chance. Untested ones stay null and count for nothing.
 */
export function holm(probabilities: readonly (number | null)[]): (number | null)[] {
  const tested = probabilities.flatMap((p, place) => (p === null ? [] : [{ p, place }]));
  const adjusted: (number | null)[] = probabilities.map(() => null);
  let least = 0;
  for (const [rank, { p, place }] of tested.toSorted((one, other) => one.p - other.p).entries()) {
    least = Math.max(least, Math.min(1, p * (tested.length - rank)));
    adjusted[place] = least;
  }
  return adjusted;
}
