import { isAppError } from '../../contract/app-error.ts';
import type { CallOptions } from './api.ts';
import { JuliaBaseError } from './juliabase-error.ts';
import type { Place } from './place.ts';
import type { QueryParameter } from './requests.ts';
import { withQuery } from './requests.ts';
import type { Wire } from './wire.ts';

const firstSliceRows = 150;
const fewestSliceRows = 5;

/** The chosen columns of an exported table. */
export interface ColumnChoice {
  groups: readonly string[];
  /** Indices as the server numbers them. */
  columns: readonly number[];
}

/** Reads exported tables in slices, since servers take no long request lines. */
export interface TableSlices {
  /** @param parse reads one slice; each row of the table gives one item */
  rows<T>(
    path: string,
    choice: ColumnChoice,
    parse: (answer: unknown, place: Place) => T[],
    options?: CallOptions,
  ): Promise<T[]>;
}

export function createTableSlices(wire: Wire): TableSlices {
  /** Longest slice that this server takes; found out by its refusals. */
  let sliceRows = firstSliceRows;

  async function slice<T>(
    pathOf: (first: number, last: number) => string,
    first: number,
    parse: (answer: unknown, place: Place) => T[],
    options?: CallOptions,
  ): Promise<{ rows: T[]; last: boolean }> {
    const wanted = sliceRows;
    const path = pathOf(first, first + wanted - 1);
    try {
      const rows = parse(await wire.json(path, options), wire.placeOf(path));
      return { rows, last: rows.length < wanted };
    } catch (error) {
      if (isEmptyTable(error)) return { rows: [], last: true };
      if (!isTooLong(error) || wanted <= fewestSliceRows) throw error;
      sliceRows = Math.min(sliceRows, Math.floor(wanted / 2));
      return slice(pathOf, first, parse, options);
    }
  }

  return {
    async rows(path, choice, parse, options) {
      const pathOf = (first: number, last: number): string => slicePath(path, choice, first, last);
      const rows: ReturnType<typeof parse> = [];
      for (;;) {
        const next = await slice(pathOf, rows.length + 1, parse, options);
        rows.push(...next.rows);
        if (next.last) return rows;
      }
    },
  };
}

/** Rows `first` to `last` (from 1). Data come only if the choice is confirmed by the "old" parameters. */
function slicePath(path: string, { groups, columns }: ColumnChoice, first: number, last: number): string {
  const choice: QueryParameter[] = [
    ...groups.map((group): QueryParameter => ['__-column_groups', group]),
    ...columns.map((column): QueryParameter => ['__-columns', String(column)]),
    ['__old_data-column_groups', groups.join('\t')],
    ['__old_data-columns', columns.join(' ')],
  ];
  const rows = Array.from(
    { length: last - first + 1 },
    (_, index): QueryParameter => [`${first + index}__-active`, 'on'],
  );
  return withQuery(path, [...choice, ...rows]);
}

/** A table without rows is answered with a page. */
function isEmptyTable(error: unknown): boolean {
  return isAppError(error, 'unsupported') || (error instanceof JuliaBaseError && error.juliaBaseCode === 1);
}

function isTooLong(error: unknown): boolean {
  return isAppError(error) && (error.details?.status === 400 || error.details?.status === 414);
}
