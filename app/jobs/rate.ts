const markEveryMs = 100;

/** Rate and remaining time from progress, smoothed over the last seconds. Times are monotonic milliseconds. */
export class RateMeter {
  private readonly windowMs: number;
  private readonly marks: { atMs: number; done: number }[] = [];

  constructor(windowMs = 15_000) {
    this.windowMs = windowMs;
  }

  add(atMs: number, done: number): void {
    const last = this.marks.at(-1);
    // A new phase counts from its own start.
    if (last !== undefined && done < last.done) this.marks.length = 0;
    const before = this.marks.at(-2);
    // Work that reports a million steps must not make a million marks.
    if (before !== undefined && atMs - before.atMs < markEveryMs) this.marks.pop();
    this.marks.push({ atMs, done });
    while (this.marks.length > 2 && atMs - (this.marks[0]?.atMs ?? 0) > this.windowMs) this.marks.shift();
  }

  perSecond(): number | null {
    const [first, last] = [this.marks[0], this.marks.at(-1)];
    if (first === undefined || last === undefined || last.atMs - first.atMs < 1000) return null;
    return ((last.done - first.done) / (last.atMs - first.atMs)) * 1000;
  }

  remainingMs(total: number | null): number | null {
    const rate = this.perSecond();
    const last = this.marks.at(-1);
    if (rate === null || rate <= 0 || total === null || last === undefined) return null;
    return (Math.max(0, total - last.done) / rate) * 1000;
  }
}
