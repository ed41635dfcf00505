import { z } from 'zod';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { RecordFilter } from '../../../../app/contract/record-view.ts';
import { keepWithWorkspace } from '../../../ui/window-memory.ts';

/** A filter by the name and unit of its column: places change when a table is made again. */
const NamedFilter = z.object({ column: z.string(), unit: z.string().nullable(), filter: RecordFilter });
/** By names that tables keep when they are made or asked for again. */
const KeptFilters = z.record(z.string(), z.array(NamedFilter));

/** More tables with filters are not looked at from one day to the next. */
const mostTables = 50;

let kept: z.infer<typeof KeptFilters> = {};
const listeners = new Set<() => void>();

keepWithWorkspace({
  name: 'filters',
  read: () => kept,
  restore: (value) => {
    kept = KeptFilters.safeParse(value).data ?? {};
  },
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
});

export function keepFilters(tableName: string, { columns }: RecordTable, filters: readonly RecordFilter[]): void {
  const named = filters.flatMap((filter) => {
    const column = columns[filter.column];
    return column === undefined ? [] : [{ column: column.name, unit: column.unit, filter }];
  });
  const { [tableName]: before = [], ...others } = kept;
  if (named.length === 0 && before.length === 0) return;
  const entries = Object.entries(others).slice(1 - mostTables);
  kept = named.length === 0 ? others : { ...Object.fromEntries(entries), [tableName]: named };
  for (const listener of listeners) listener();
}

interface FoundFilters {
  filters: RecordFilter[];
  /** Columns whose filter means nothing any more: they are gone, or have another unit. */
  lost: string[];
}

/** The filters that were last set for the table, by the places that its columns have now. */
export function filtersOf(tableName: string, { columns }: RecordTable): FoundFilters {
  const found: FoundFilters = { filters: [], lost: [] };
  for (const { column, unit, filter } of kept[tableName] ?? []) {
    const place = columns.findIndex((one) => one.name === column && one.unit === unit);
    if (place < 0) found.lost.push(column);
    else found.filters.push({ ...filter, column: place });
  }
  return found;
}
