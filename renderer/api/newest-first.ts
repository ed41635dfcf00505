/** What is changed keeps its place in a list with the newest first; what comes back or is new comes where it belongs. */
export function inNewestFirst<T extends { id: string; createdUtc: string }>(all: readonly T[], one: T): T[] {
  if (all.some(({ id }) => id === one.id)) return all.map((other) => (other.id === one.id ? one : other));
  const older = all.findIndex(({ createdUtc }) => createdUtc <= one.createdUtc);
  return older < 0 ? [...all, one] : all.toSpliced(older, 0, one);
}
