export interface Placed {
  id: string;
  position: number;
}

/** Below, halves of a gap are no different numbers any more. */
const leastGap = 1e-6;

/**
 * Positions for things that come before another one, or at the end, in their order. Those that are there keep theirs as
 * long as there is room between them.
 * @param others what stays, in order, without the things that come
 * @param before id of the one that follows; null: at the end. One that is not there any more means the end.
 * @returns a position for each that comes, and new ones for others that must make room
 */
export function positionsBefore(
  others: readonly Placed[],
  count: number,
  before: string | null,
): { coming: number[]; moved: Map<string, number> } {
  const found = before === null ? -1 : others.findIndex(({ id }) => id === before);
  const at = found === -1 ? others.length : found;
  const left = others[at - 1]?.position;
  const right = others[at]?.position;
  if (right === undefined) return { coming: numbersFrom((left ?? 0) + 1, count), moved: new Map() };
  const from = left ?? right - count - 1;
  const step = (right - from) / (count + 1);
  if (step >= leastGap) return { coming: numbersFrom(from + step, count, step), moved: new Map() };
  const moved = others.map(({ id }, index): [string, number] => [id, index < at ? index + 1 : index + 1 + count]);
  return { coming: numbersFrom(at + 1, count), moved: new Map(moved) };
}

function numbersFrom(first: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index * step);
}
