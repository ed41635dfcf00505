/**
 * Works on items, `width` at a time, and gives each answer when it is ready. The first failure ends it once the others
 * under way have ended; leaving the loop early waits for them too.
 */
export async function* concurrently<T, R>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, void> {
  const underWay = new Set<Promise<void>>();
  const ready: R[] = [];
  const left = items[Symbol.iterator]();
  const begin = (): void => {
    const next = left.next();
    if (next.done === true) return;
    const one: Promise<void> = work(next.value).then((answer) => {
      ready.push(answer);
      underWay.delete(one);
    });
    // It stays under way for the next look, which may come late.
    one.catch(() => undefined);
    underWay.add(one);
  };
  try {
    for (let started = 0; started < width; started++) begin();
    while (underWay.size > 0) {
      await Promise.race(underWay);
      for (const answer of ready.splice(0)) {
        begin();
        yield answer;
      }
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
