/**
 * Hits in an order that does not jump: those that were shown stay where they are, with what they say now; new ones
 * follow, and those that are gone leave.
 */
export function inPlace<T>(shown: readonly T[], next: readonly T[], idOf: (one: T) => string): T[] {
  const coming = new Map(next.map((one) => [idOf(one), one]));
  const kept = shown.flatMap((one) => {
    const id = idOf(one);
    const now = coming.get(id);
    coming.delete(id);
    return now === undefined ? [] : [now];
  });
  return [...kept, ...coming.values()];
}
