import { RequestError } from '../request-error.ts';
import type { DemoRecord, Series } from '../series/model.ts';
import { placeOf, recnumOf, recordOf } from '../series/records.ts';
import type { Query } from './query.ts';
import { clip, type Run, runLength, union } from './runs.ts';

/** More than this many records are neither listed nor searched through. */
export const mostRecords = 20_000_000;

/** Record numbers in the order of the prime keys; at most `limit`, counted from the end if negative. */
export function select(query: Query, limit = 0): number[] {
  if (query.recnums !== undefined) return cut(ofNumbers(query, query.recnums), limit);
  const sets = resolveEdges(query);
  if (limit === 0 || query.tests.length > 0) refuseTooMany(query.series, sets);
  const found: number[] = [];
  const most = limit === 0 ? Number.POSITIVE_INFINITY : Math.abs(limit);
  const visit = (at: readonly number[]): boolean => {
    const place = placeOf(query.series, at);
    const numbers = versions(query, place);
    found.push(...(limit < 0 ? numbers.toReversed() : numbers));
    return found.length < most;
  };
  walk(query.series, sets, limit < 0, visit);
  if (found.length > most) found.length = most;
  return limit < 0 ? found.reverse() : found;
}

/** The same as the length of the selection, but fast where no record must be looked at. */
export function count(query: Query, limit = 0): number {
  const capped = (all: number): number => (limit === 0 ? all : Math.min(all, Math.abs(limit)));
  if (query.recnums !== undefined || query.tests.length > 0 || query.allVersions) return select(query, limit).length;
  return capped(countPlaces(query.series, resolveEdges(query)));
}

function ofNumbers(query: Query, recnums: readonly number[]): number[] {
  const sets = resolveEdges(query);
  return recnums.filter((recnum) => {
    const record = recordOf(query.series, recnum);
    const isInside = record?.at.every((index, axis) =>
      sets[axis]?.some((run) => clip(run, index, index) !== undefined),
    );
    return record !== undefined && isInside === true && passes(query, record);
  });
}

function versions(query: Query, place: number): number[] {
  const { series } = query;
  const numbers = [recnumOf(series, place)];
  if (query.allVersions && series.hasOld?.(place) === true) numbers.unshift(recnumOf(series, place, true));
  if (query.tests.length === 0) return numbers;
  return numbers.filter((recnum) => {
    const record = recordOf(series, recnum);
    return record !== undefined && passes(query, record);
  });
}

function passes({ tests }: Query, record: DemoRecord): boolean {
  return tests.every((test) => test(record));
}

function cut(all: number[], limit: number): number[] {
  if (limit === 0) return all;
  return limit > 0 ? all.slice(0, limit) : all.slice(limit);
}

/** `^` and `$` are the first and last value within what the other filters leave. */
function resolveEdges({ series, items }: Query): Run[][] {
  const everything = series.axes.map(({ size }): Run[] => [{ first: 0, last: size - 1, step: 1 }]);
  const bare = items.map((list, axis) => {
    if (list === undefined || list.some((item) => 'edge' in item)) return everything[axis] ?? [];
    return union(list.flatMap((item) => ('runs' in item ? item.runs : [])));
  });
  return items.map((list, axis) => {
    if (list === undefined || !list.some((item) => 'edge' in item)) return bare[axis] ?? [];
    const runs = list.flatMap((item) => {
      if ('runs' in item) return item.runs;
      const index = edgeIndex(series, bare, axis, item.edge === 'last');
      return index === undefined ? [] : [{ first: index, last: index, step: 1 }];
    });
    return union(runs);
  });
}

function edgeIndex(series: Series, sets: Run[][], axis: number, last: boolean): number | undefined {
  const size = series.axes[axis]?.size ?? 0;
  for (let step = 0; step < size; step += 1) {
    const index = last ? size - 1 - step : step;
    let found = false;
    walk(series, sets.with(axis, [{ first: index, last: index, step: 1 }]), false, () => {
      found = true;
      return false;
    });
    if (found) return index;
  }
  return undefined;
}

/** Visits the combinations that exist, in either direction, until a visit returns false. */
function walk(series: Series, sets: Run[][], backwards: boolean, visit: (at: readonly number[]) => boolean): void {
  const at: number[] = [];
  const descend = (axis: number): boolean => {
    if (axis === sets.length) return visit(at);
    const runs = runsAt(series, sets, axis, at);
    for (const run of backwards ? runs.toReversed() : runs) {
      const steps = runLength(run);
      for (let step = 0; step < steps; step += 1) {
        at[axis] = backwards ? run.last - step * run.step : run.first + step * run.step;
        if (!descend(axis + 1)) return false;
      }
    }
    return true;
  };
  descend(0);
}

function countPlaces(series: Series, sets: Run[][]): number {
  const lastAxis = sets.length - 1;
  const length = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + runLength(run), 0);
  if (series.window === undefined) return sets.reduce((product, runs) => product * length(runs), 1);
  let total = 0;
  const at: number[] = [];
  const descend = (axis: number): void => {
    const runs = runsAt(series, sets, axis, at);
    if (axis === lastAxis) {
      total += length(runs);
      return;
    }
    for (const { first, last, step } of runs)
      for (let index = first; index <= last; index += step) {
        at[axis] = index;
        descend(axis + 1);
      }
  };
  descend(0);
  return total;
}

function runsAt(series: Series, sets: Run[][], axis: number, at: readonly number[]): Run[] {
  const runs = sets[axis] ?? [];
  if (series.window === undefined) return runs;
  const [low, high] = series.window(axis, at);
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) {
    const clipped = clip(only, low, high);
    return clipped === undefined ? [] : [clipped];
  }
  return runs.flatMap((run) => clip(run, low, high) ?? []);
}

function refuseTooMany(series: Series, sets: Run[][]): void {
  if (countPlaces(series, sets) > mostRecords)
    throw new RequestError(`RecordSet 1 is too many records in one request (more than ${mostRecords}).`);
}
