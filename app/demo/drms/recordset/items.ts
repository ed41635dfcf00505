import { RequestError } from '../request-error.ts';
import { slotOf } from '../series/axes.ts';
import type { Axis } from '../series/model.ts';
import { timeAtStart } from '../time/parse-time.ts';
import { type Run, run } from './runs.ts';
import { indexOfValue, nearestIndex, valuesFrom, valuesUpTo } from './search-axis.ts';

/** `edge`: the first or last value that the other filters leave. */
export type Item = { edge: 'first' | 'last' } | { runs: Run[] };

interface Point {
  /** Value, or index for slot numbers. */
  value: number;
  isIndex: boolean;
  length: number;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The real server falls over when it is given more. */
const mostTimeRanges = 10;

/** Reads the items of a value set against the axis they select on. */
export function readItems(body: string, axis: Axis): Item[] {
  const items = splitItems(body).map((text): Item => {
    if (text === '^') return { edge: 'first' };
    if (text === '$') return { edge: 'last' };
    return { runs: axis.kind === 'string' ? wordRun(text, axis) : rangeRuns(text, axis) };
  });
  const ranges = items.filter((item) => 'runs' in item && item.runs.some(({ first, last }) => last > first));
  if (axis.kind === 'time' && ranges.length > mostTimeRanges) throw new Error('The query is too complex.');
  return items;
}

function splitItems(body: string): string[] {
  const items = body.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^,"'])+/g) ?? [];
  return items.map((item) => item.trim());
}

function wordRun(text: string, axis: Axis): Run[] {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  const word =
    quoted === null
      ? text
      : (quoted[2] ?? '').replace(/\\(.)/g, (_, char: string) => ({ t: '\t', n: '\n' })[char] ?? char);
  return single(indexOfValue(axis, word === 'DRMS_MISSING_VALUE' ? '' : word));
}

function single(index: number | undefined): Run[] {
  return index === undefined ? [] : [{ first: index, last: index, step: 1 }];
}

function rangeRuns(text: string, axis: Axis): Run[] {
  if (text === 'DRMS_MISSING_VALUE') return single(indexOfValue(axis, null));
  const skipText = /@([^@]*)$/.exec(text);
  const range = skipText === null ? text : text.slice(0, skipText.index);
  const from = readPoint(range, axis);
  const rest = range.slice(from.length).trim();
  if (rest === '') return skipText === null ? pointRun(from, axis) : fail(text);
  const until = rest.slice(1).trim();
  const skip = skipText?.[1];
  if (rest.startsWith('/')) return spanRuns(from, until, skip, axis);
  if (!rest.startsWith('-')) return fail(text);
  const to = readPoint(until, axis);
  if (to.length !== until.length) return fail(text);
  if (axis.slots === undefined) return valueRuns(from.value, to.value, true, skip, axis);
  return slotRuns(indexOf(from, axis), indexOf(to, axis), skip, axis);
}

function pointRun(point: Point, axis: Axis): Run[] {
  if (axis.slots === undefined) return single(indexOfValue(axis, point.value));
  const index = indexOf(point, axis);
  return index >= 0 && index < axis.size ? single(index) : [];
}

/** `a/d`: half open; on slots at least one. */
function spanRuns(from: Point, duration: string, skip: string | undefined, axis: Axis): Run[] {
  if (axis.slots === undefined) {
    const end = from.value + lengthOf(duration, axis.kind === 'time' ? 1 : undefined);
    return valueRuns(from.value, end, false, skip, axis);
  }
  const count = Math.max(1, Math.trunc(lengthOf(duration, axis.slots.step) / axis.slots.step));
  const start = indexOf(from, axis);
  return slotRuns(start, start + count - 1, skip, axis);
}

function slotRuns(first: number, last: number, skip: string | undefined, axis: Axis): Run[] {
  const slot = axis.slots?.step ?? 1;
  const step = skip === undefined ? 1 : Math.max(1, Math.round(lengthOf(skip, slot) / slot));
  const found = run(first, last, step, axis.size);
  return found === undefined ? [] : [found];
}

/** Without slots a skip takes the record nearest to each point of the grid. */
function valueRuns(low: number, high: number, withHigh: boolean, skip: string | undefined, axis: Axis): Run[] {
  const first = valuesFrom(axis, low);
  const last = valuesUpTo(axis, high, withHigh);
  if (last < first) return [];
  if (skip === undefined) return [{ first, last, step: 1 }];
  const step = lengthOf(skip, axis.kind === 'time' ? 1 : undefined);
  const indices = new Set<number>();
  for (let grid = low; withHigh ? grid <= high : grid < high; grid += step)
    indices.add(Math.min(last, Math.max(first, nearestIndex(axis, grid))));
  return [...indices].flatMap((index) => single(index));
}

function indexOf({ value, isIndex }: Point, { slots }: Axis): number {
  if (slots === undefined) return -1;
  return (isIndex ? value : slotOf(value, slots.epoch, slots.step)) - slots.first;
}

function readPoint(text: string, axis: Axis): Point {
  const slot = /^#(\^|\$|[+-]?\d+)/.exec(text);
  if (slot !== null && axis.slots !== undefined) {
    const edges: Record<string, number> = { '^': axis.slots.first, $: axis.slots.first + axis.size - 1 };
    return { value: edges[slot[1] ?? ''] ?? Number(slot[1]), isIndex: true, length: slot[0].length };
  }
  if (axis.kind === 'time') return readTime(text, axis);
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(text);
  return number === null ? fail(text) : { value: Number(number[0]), isIndex: false, length: number[0].length };
}

function readTime(text: string, axis: Axis): Point {
  const offset = /^[+-]?\d+(\.\d*)?[smhd](?![\w:])/.exec(text);
  if (offset !== null && axis.slots !== undefined)
    return { value: axis.slots.epoch + lengthOf(offset[0], 1), isIndex: false, length: offset[0].length };
  const time = timeAtStart(text);
  return time === undefined ? fail(text) : { value: time.tai, isIndex: false, length: time.length };
}

/** In units of the axis; `unit` is what a `u` is long, undefined where lengths have no unit. */
function lengthOf(text: string, unit: number | undefined): number {
  const parts = /^([+-]?\d*\.?\d+|\d+\.)([smhdu])?$/.exec(text.trim());
  if (parts === null || (parts[2] !== undefined && unit === undefined)) return fail(text);
  const length = Number(parts[1]) * (parts[2] === 'u' ? (unit ?? 1) : (unitSeconds[parts[2] ?? ''] ?? 1));
  return length > 0 ? length : fail(text);
}

function fail(text: string): never {
  throw new RequestError(`Bad record-set query: '${text}' is not understood.`);
}
