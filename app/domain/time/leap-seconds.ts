/**
 * For each change of TAI − UTC the first TAI second after it, in seconds since 1977.01.01_00:00:00_TAI; the offset is
 * the number of entries up to a time. The nine steps before 1972 are the whole seconds DRMS servers count with, not
 * the history of UTC: texts of times must mean here what they mean there.
 */
export const leapSecondEnds: readonly number[] = [
  -536543999, -457747198, -394588797, -363052796, -331516795, -284083194, -252460793, -220924792, -189388791,
  -157852790, -142127989, -126230388, -94694387, -63158386, -31622385, 16, 31536017, 63072018, 94608019, 141868820,
  173404821, 204940822, 268099223, 347068824, 410227225, 441763226, 489024027, 520560028, 552096029, 599529630,
  646790431, 694224032, 915148833, 1009843234, 1120176035, 1214784036, 1262304037,
];

/** Until when nobody can have added a leap second: the bulletin says so in advance, for about a year. */
export const leapSecondTable = {
  bulletin: 'IERS Bulletin C 72',
  /** UTC date. */
  expires: '2027-06-28',
  /** The same as whole TAI seconds since 1977. */
  expiresTaiSeconds: 1593216037,
} as const;

/**
 * Whether conversions between UTC and TAI at that time rest on a table that may lack a leap second.
 *
 * @param taiSeconds Whole TAI seconds since 1977.
 */
export function isBeyondLeapSecondTable(taiSeconds: number): boolean {
  return taiSeconds >= leapSecondTable.expiresTaiSeconds;
}

/** What to tell when `isBeyondLeapSecondTable` holds for a time that was converted. */
export function leapSecondTableWarning(): string {
  return (
    `Leap seconds are known until ${leapSecondTable.expires} (${leapSecondTable.bulletin}). ` +
    'Differences of UTC and TAI after that day may be off by a second. Update Quarry.'
  );
}

function countUpTo(taiSeconds: number): number {
  let [low, high] = [0, leapSecondEnds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leapSecondEnds[middle] ?? Number.POSITIVE_INFINITY) <= taiSeconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What a UTC clock shows at a TAI time.
 *
 * @param taiSeconds Whole TAI seconds since 1977.
 * @returns `clockSeconds`: seconds since 1977.01.01_00:00:00 on a clock with 86 400 seconds in each day. During a leap
 *   second that clock stands still at second 59 and `isLeapSecond` is true: 60 has to be shown.
 */
export function utcClockOfTai(taiSeconds: number): { clockSeconds: number; isLeapSecond: boolean } {
  const offset = countUpTo(taiSeconds);
  const isLeapSecond = leapSecondEnds[offset] === taiSeconds + 1;
  return { clockSeconds: taiSeconds - offset - (isLeapSecond ? 1 : 0), isLeapSecond };
}

/**
 * The inverse of `utcClockOfTai`.
 *
 * @param clockSeconds As there; for a leap second that of second 59.
 * @returns Whole TAI seconds since 1977, or `null` for second 60 where there was no leap second.
 */
export function taiOfUtcClock(clockSeconds: number, isLeapSecond = false): number | null {
  // One entry or two too many at first: the offset moves the time by less than the distance of two entries.
  let offset = countUpTo(clockSeconds + leapSecondEnds.length);
  while (offset > 0 && (leapSecondEnds[offset - 1] ?? 0) > clockSeconds + offset) offset -= 1;
  const tai = clockSeconds + offset;
  if (!isLeapSecond) return tai;
  return leapSecondEnds[offset] === tai + 2 ? tai + 1 : null;
}
