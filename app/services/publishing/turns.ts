/** Lets works with the same key happen one after the other. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<R>(key: string, work: () => Promise<R>): Promise<R> {
    const before = this.last.get(key) ?? Promise.resolve();
    const own = before.then(work);
    const ended = own.catch(() => undefined);
    this.last.set(key, ended);
    try {
      return await own;
    } finally {
      if (this.last.get(key) === ended) this.last.delete(key);
    }
  }
}
