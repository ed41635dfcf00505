/** First TAI second after each leap second, in seconds since 1977.01.01_00:00:00_TAI; the first nine are whole-second steps before 1972. */
const entries = [
  -536543999, -457747198, -394588797, -363052796, -331516795, -284083194, -252460793, -220924792, -189388791,
  -157852790, -142127989, -126230388, -94694387, -63158386, -31622385, 16, 31536017, 63072018, 94608019, 141868820,
  173404821, 204940822, 268099223, 347068824, 410227225, 441763226, 489024027, 520560028, 552096029, 599529630,
  646790431, 694224032, 915148833, 1009843234, 1120176035, 1214784036, 1262304037,
] as const;

/** `excess` is 1 within a leap second, whose label shows second 60. */
export function taiToUtc(tai: number): { utc: number; excess: number } {
  let passed = 0;
  while (passed < entries.length && (entries[passed] ?? 0) <= tai) passed += 1;
  const next = entries[passed];
  return next !== undefined && tai >= next - 1
    ? { utc: tai - passed - 1, excess: 1 }
    : { utc: tai - passed, excess: 0 };
}

/** `seconds` above 59 belong to a leap second and are added after the table was asked. */
export function utcToTai(utcOfMinute: number, seconds: number): number {
  const capped = utcOfMinute + Math.min(seconds, 59);
  let passed = entries.length;
  while (passed > 0 && (entries[passed - 1] ?? 0) > capped + passed) passed -= 1;
  return capped + passed + Math.max(0, seconds - 59);
}
