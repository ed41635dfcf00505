import { AppError } from '../contract/app-error.ts';
import type { RecordColumn } from '../contract/drms.ts';
import type { RecordFilter, RecordSort } from '../contract/record-view.ts';
import type { ColumnFilter, ColumnSort, FilterValue, StoredColumn } from '../domain/columns.ts';
import { drmsSeconds } from '../domain/time/instant.ts';
import { parseTime } from '../domain/time/parse-time.ts';

/** A column as people know it, and under the name that the column engine keeps it. */
export interface FilterColumn {
  about: RecordColumn;
  stored: Pick<StoredColumn, 'name'>;
}

/** All filters as one for the column engine; null for none. @throws AppError 'invalid-input' naming the column. */
export function columnFilterOf(
  filters: readonly RecordFilter[],
  columns: readonly FilterColumn[],
): ColumnFilter | null {
  const [first, ...more] = filters.map((filter) => oneFilter(filter, columnAt(columns, filter.column)));
  if (first === undefined) return null;
  return more.length === 0 ? first : { kind: 'and', filters: [first, ...more] };
}

export function columnSortsOf(sorts: readonly RecordSort[], columns: readonly FilterColumn[]): ColumnSort[] {
  return sorts.map(({ column, descending }) => ({ column: columnAt(columns, column).stored.name, descending }));
}

function columnAt(columns: readonly FilterColumn[], place: number): FilterColumn {
  const column = columns[place];
  if (column !== undefined) return column;
  throw new AppError('invalid-input', `The table has no column ${place}.`, { remedy: 'Choose a column of the table.' });
}

function oneFilter(filter: RecordFilter, { about, stored }: FilterColumn): ColumnFilter {
  const column = stored.name;
  switch (filter.kind) {
    case 'range':
      return rangeFilter(column, rangeEnd(filter.from, about), rangeEnd(filter.to, about));
    case 'text':
      return filter.match === 'equals'
        ? { kind: 'compare', column, operator: '=', value: filter.text }
        : { kind: 'contains', column, text: filter.text, negated: filter.match === 'lacks' };
    case 'one-of':
      return {
        kind: 'or',
        filters: filter.texts.map((value) => ({ kind: 'compare', column, operator: '=', value })),
      };
    case 'missing':
      return { kind: 'isMissing', column, negated: !filter.isMissing };
    case 'bits':
      return { kind: 'bits', column, mask: filter.mask, negated: filter.set === 'none' };
    default:
      return filter satisfies never;
  }
}

function rangeFilter(column: string, from: FilterValue | null, to: FilterValue | null): ColumnFilter {
  if (from !== null && to !== null) return { kind: 'between', column, from, to };
  if (from !== null) return { kind: 'compare', column, operator: '>=', value: from };
  if (to !== null) return { kind: 'compare', column, operator: '<=', value: to };
  return { kind: 'isMissing', column, negated: true };
}

function rangeEnd(end: number | string | null, about: RecordColumn): FilterValue | null {
  if (end === null || typeof end === 'number') return end;
  if (about.kind === 'time') return secondsOf(end, about);
  if (about.kind === 'longlong' && /^[+-]?\d+$/.test(end)) return BigInt(end);
  const value = Number(end);
  if (about.kind !== 'text' && Number.isFinite(value)) return value;
  throw new AppError('invalid-input', `“${end.slice(0, 40)}” is no end of a range of ${about.name}.`, {
    remedy: about.kind === 'text' ? 'Compare its texts instead.' : 'Give a number.',
  });
}

/** A time without a zone is meant in that of its column. */
function secondsOf(text: string, { name, timeScale }: RecordColumn): number {
  const asTyped = parseTime(text);
  const read =
    asTyped.kind === 'time' && !asTyped.hasZone && timeScale !== null ? parseTime(`${text}_${timeScale}`) : asTyped;
  if (read.kind === 'time') return drmsSeconds(read.instant);
  const reason = read.kind === 'problem' ? read.message : 'It stands for a missing time.';
  throw new AppError('invalid-input', `“${text.slice(0, 40)}” is no time to compare ${name} with: ${reason}`, {
    remedy: 'Write it as 2016.04.01_00:00:00_TAI.',
  });
}
