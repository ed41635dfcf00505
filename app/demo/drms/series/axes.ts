import { parseTime } from '../time/parse-time.ts';
import type { Axis } from './model.ts';

/** Epoch of the slots of nearly all series. */
export const slotEpoch = 504_921_600;

/** For times written into the code. */
export function seconds(text: string): number {
  const tai = parseTime(text);
  if (tai === undefined) throw new Error(`"${text}" is no time.`);
  return tai;
}

export function slotOf(tai: number, epoch: number, step: number): number {
  return Math.floor((tai - epoch + step / 2) / step);
}

/** Slots from the one of `from` up to, without, the one of `until`. */
export function timeSlots(key: string, step: number, from: string, until: string, epoch = slotEpoch): Axis {
  const first = slotOf(seconds(from), epoch, step);
  const size = slotOf(seconds(until), epoch, step) - first;
  return { key, kind: 'time', size, slots: { epoch, step, first }, valueAt: (index) => epoch + (first + index) * step };
}

export function numbers(key: string, values: readonly (number | null)[]): Axis {
  return { key, kind: 'number', size: values.length, valueAt: (index) => values[index] ?? null };
}

export function counting(key: string, from: number, size: number, step = 1): Axis {
  return { key, kind: 'number', size, valueAt: (index) => from + index * step };
}

export function words(key: string, values: readonly string[]): Axis {
  return { key, kind: 'string', size: values.length, valueAt: (index) => values[index] ?? null };
}

export function times(key: string, from: string, size: number, step: number): Axis {
  const start = seconds(from);
  return { key, kind: 'time', size, valueAt: (index) => start + index * step };
}

export function hiddenCount(size: number): Axis {
  return { key: 'recnum', kind: 'number', size, hidden: true, valueAt: (index) => index + 1 };
}

/** Index on a slotted axis of the slot a time falls into; undefined outside. */
export function indexOfTime({ slots, size }: Axis, tai: number): number | undefined {
  if (slots === undefined) return undefined;
  const index = slotOf(tai, slots.epoch, slots.step) - slots.first;
  return index >= 0 && index < size ? index : undefined;
}
