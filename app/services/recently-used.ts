/** Things that took work to make, the ones used last, up to a number of bytes; the newest stays whatever its size. */
export class RecentlyUsed<T> {
  private readonly mostBytes: number;
  private readonly bytesOf: (thing: T) => number;
  private readonly things = new Map<string, { making: Promise<T>; bytes: number }>();

  constructor(mostBytes: number, bytesOf: (thing: T) => number) {
    this.mostBytes = mostBytes;
    this.bytesOf = bytesOf;
  }

  /** Callers at the same time share the making; one that failed is made anew for the next. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.things.get(key);
    const entry = known ?? { making: make(), bytes: 0 };
    this.things.delete(key);
    this.things.set(key, entry);
    if (known === undefined)
      entry.making.then(
        (thing) => {
          entry.bytes = this.bytesOf(thing);
          this.forgetOldest();
        },
        () => {
          if (this.things.get(key) === entry) this.things.delete(key);
        },
      );
    return entry.making;
  }

  private forgetOldest(): void {
    let bytes = [...this.things.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [key, one] of this.things) {
      if (bytes <= this.mostBytes || this.things.size === 1) return;
      this.things.delete(key);
      bytes -= one.bytes;
    }
  }
}
