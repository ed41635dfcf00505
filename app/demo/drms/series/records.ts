import type { DemoRecord, Keyword, Series } from './model.ts';

/** Number of places, existing or not. */
export function placeCount(series: Series): number {
  return series.axes.reduce((count, axis) => count * axis.size, 1);
}

export function placeOf(series: Series, at: readonly number[]): number {
  return series.axes.reduce((place, axis, position) => place * axis.size + (at[position] ?? 0), 0);
}

/** With former versions each place owns two numbers, the current one the higher. */
export function recnumOf(series: Series, place: number, old = false): number {
  if (series.hasOld === undefined) return place + 1;
  return place * 2 + (old ? 1 : 2);
}

/** undefined: no record has this number. */
export function recordOf(series: Series, recnum: number): DemoRecord | undefined {
  const versioned = series.hasOld !== undefined;
  const place = versioned ? Math.ceil(recnum / 2) - 1 : recnum - 1;
  if (!Number.isInteger(recnum) || place < 0 || place >= placeCount(series)) return undefined;
  const old = versioned && recnum % 2 === 1;
  if (old && series.hasOld?.(place) !== true) return undefined;
  const record = { recnum, place, at: indicesOf(series, place), old };
  return exists(series, record.at) ? record : undefined;
}

/** For numbers that are known to exist, a million times in a row. */
export function knownRecord(series: Series, recnum: number): DemoRecord {
  const versioned = series.hasOld !== undefined;
  const place = versioned ? Math.ceil(recnum / 2) - 1 : recnum - 1;
  return { recnum, place, at: indicesOf(series, place), old: versioned && recnum % 2 === 1 };
}

export function recordAt(series: Series, at: readonly number[]): DemoRecord | undefined {
  return recordOf(series, recnumOf(series, placeOf(series, at)));
}

function indicesOf({ axes }: Series, place: number): number[] {
  if (axes.length === 1) return [place];
  const at = new Array<number>(axes.length);
  let rest = place;
  for (let position = axes.length - 1; position >= 0; position -= 1) {
    const size = axes[position]?.size ?? 1;
    const above = Math.floor(rest / size);
    at[position] = rest - above * size;
    rest = above;
  }
  return at;
}

function exists({ axes, window }: Series, at: readonly number[]): boolean {
  if (window === undefined) return true;
  return axes.every((_, position) => {
    const [low, high] = window(position, at);
    const index = at[position] ?? -1;
    return index >= low && index <= high;
  });
}

export function findKeyword(series: Series, name: string): Keyword | undefined {
  const wanted = name.toLowerCase();
  return series.keywords.find((keyword) => keyword.name.toLowerCase() === wanted);
}

export function primeKeys(series: Series): string[] {
  return series.axes.filter((axis) => axis.hidden !== true).map((axis) => axis.key);
}

/** `Series[pk1][pk2]`, or `Series[:#recnum]` without prime keys. */
export function recordName(series: Series, record: DemoRecord, name: string = series.name): string {
  const keys = primeKeys(series);
  if (keys.length === 0) return `${name}[:#${record.recnum}]`;
  return name + keys.map((key) => `[${primeText(series, record, key)}]`).join('');
}

/** A missing number in a record name is the number that stands for it. */
export function primeText(series: Series, record: DemoRecord, key: string): string {
  const keyword = findKeyword(series, key);
  if (keyword === undefined) return '';
  const value = keyword.value(record);
  return value === null ? keyword.defval : keyword.print(value);
}
