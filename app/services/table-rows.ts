import type { ColumnEngine } from '../columns/index.ts';
import type { RecordFilter, RecordSelection, SelectionStep } from '../contract/record-view.ts';
import { RowSet } from '../domain/row-set.ts';
import { RecentlyUsed } from './recently-used.ts';
import { columnFilterOf, columnSortsOf } from './record-filter.ts';
import type { ReadTable } from './table-columns.ts';

/** What the engine gives at once. */
const rowsPerCall = 200_000;
/** A bit for each row of each. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Which rows of a table a filter or a selection means, with those asked for last at hand. Callers share them, so the
 * signal of one must not end the work.
 */
export class TableRows {
  private readonly sets = new RecentlyUsed<RowSet>(mostBytes, ({ length }) => length / 8);

  /** Null: all. */
  async passing(engine: ColumnEngine, read: ReadTable, filters: readonly RecordFilter[]): Promise<RowSet | null> {
    if (filters.length === 0) return null;
    const step: SelectionStep = { add: true, filters: [...filters], sort: [], from: 0, to: null };
    return this.sets.get(`${read.table.tableId} ${JSON.stringify(filters)}`, () => chosen(engine, read, [step]));
  }

  selected(engine: ColumnEngine, read: ReadTable, selection: RecordSelection): Promise<RowSet> {
    const key = `${read.table.tableId} steps ${JSON.stringify(selection)}`;
    return this.sets.get(key, () => chosen(engine, read, selection));
  }
}

async function chosen(engine: ColumnEngine, read: ReadTable, steps: RecordSelection): Promise<RowSet> {
  const rows = new RowSet(read.table.count);
  for (const step of steps) {
    const to = Math.min(step.to ?? read.table.count, read.table.count);
    if (step.filters.length === 0 && (step.sort.length === 0 || (step.from === 0 && to === read.table.count)))
      rows.setRange(step.from, to, step.add);
    else await setRowsOf(rows, { ...step, to }, engine, read);
  }
  return rows;
}

async function setRowsOf(
  rows: RowSet,
  { add, filters, sort, from, to }: SelectionStep & { to: number },
  engine: ColumnEngine,
  { table, columns }: ReadTable,
): Promise<void> {
  // All rows are the same in any order.
  const isPart = from > 0 || to < table.count;
  const choice = {
    filter: columnFilterOf(filters, columns),
    sort: isPart ? columnSortsOf(sort, columns) : [],
    columns: [],
  };
  for (let start = from; start < to; start += rowsPerCall) {
    const page = await engine.page(table.tableId, { ...choice, from: start, to: Math.min(to, start + rowsPerCall) });
    for (const row of page.rows) rows.set(row, add);
    if (start + rowsPerCall >= page.total) break;
  }
}
