/** Lets `burst` calls through at once and `perSecond` in the long run. `nowMs` must never jump. */
export function createRateLimit(
  { perSecond, burst }: { perSecond: number; burst: number },
  nowMs: () => number,
): { take(): boolean } {
  let left = burst;
  let lastMs = nowMs();
  return {
    take() {
      const now = nowMs();
      left = Math.min(burst, left + ((now - lastMs) * perSecond) / 1000);
      lastMs = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
