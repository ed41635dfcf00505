import type { Axis, Value } from '../series/model.ts';

/** Values of an axis ascend, a missing one comes first; strings may stand in any order. */
export function indexOfValue(axis: Axis, value: Value): number | undefined {
  if (typeof value === 'string') return find(axis, value);
  // A missing camera is also asked for by the number that stands for it.
  if (value === null || value === -2147483648) return axis.size > 0 && axis.valueAt(0) === null ? 0 : undefined;
  const index = valuesFrom(axis, Number(value));
  return index < axis.size && axis.valueAt(index) === value ? index : undefined;
}

function find(axis: Axis, word: string): number | undefined {
  for (let index = 0; index < axis.size; index += 1) if (axis.valueAt(index) === word) return index;
  return undefined;
}

/** First index whose value is not below. */
export function valuesFrom(axis: Axis, low: number): number {
  return search(axis, (value) => value >= low);
}

/** Last index whose value is below or, where asked for, equal. */
export function valuesUpTo(axis: Axis, high: number, withHigh: boolean): number {
  return search(axis, (value) => (withHigh ? value > high : value >= high)) - 1;
}

export function nearestIndex(axis: Axis, value: number): number {
  const above = Math.min(axis.size - 1, valuesFrom(axis, value));
  const below = Math.max(0, above - 1);
  const distance = (index: number): number => Math.abs(Number(axis.valueAt(index)) - value);
  return distance(below) < distance(above) ? below : above;
}

function search(axis: Axis, isBeyond: (value: number) => boolean): number {
  let [low, high] = [0, axis.size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBeyond(Number(axis.valueAt(middle) ?? Number.NEGATIVE_INFINITY))) high = middle;
    else low = middle + 1;
  }
  return low;
}
