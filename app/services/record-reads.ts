import { type DecimatedCurve, decimate } from '../analysis/decimate.ts';
import { AppError } from '../contract/app-error.ts';
import type { ColumnSummaryOut } from '../contract/columns.ts';
import type { RecordTable } from '../contract/drms.ts';
import type { RecordFilter, RecordSelection, RecordSort, TimeScaleChoice } from '../contract/record-view.ts';
import { RowSet } from '../domain/row-set.ts';
import { summaryOut } from './column-summary.ts';
import type { KeptTables } from './kept-tables.ts';
import { pageCells } from './record-cells.ts';
import { RecordCurves } from './record-curves.ts';
import { columnFilterOf, columnSortsOf } from './record-filter.ts';
import { recordSetsOfNames, recordSetsOfNumbers } from './record-names.ts';
import type { RecordTables, TablePage } from './record-tables.ts';
import { type ReadTable, readTableOf, timeFormatOf } from './table-columns.ts';
import { TableRows } from './table-rows.ts';

export interface PageWish {
  tableId: string;
  from: number;
  count: number;
  sort: readonly RecordSort[];
  filters: readonly RecordFilter[];
  selection: RecordSelection | null;
  timeScale: TimeScaleChoice;
}

export interface CurveWish {
  tableId: string;
  /** Places of the columns in the table. */
  x: number;
  y: number;
  filters: readonly RecordFilter[];
  selection: RecordSelection;
  xMin: number | null;
  xMax: number | null;
  maxPoints: number;
}

const namesPerCall = 50_000;

/** Reads tables of records: from memory the plain rows of one that is being written, all else from the column engine. */
export class RecordReads {
  private readonly memory: RecordTables;
  private readonly kept: KeptTables;
  private readonly rows = new TableRows();
  private readonly curves = new RecordCurves();

  constructor(memory: RecordTables, kept: KeptTables) {
    this.memory = memory;
    this.kept = kept;
  }

  async describe(tableId: string): Promise<RecordTable> {
    return this.memory.describe(tableId) ?? (await this.read(tableId)).table;
  }

  async page(wish: PageWish, signal: AbortSignal): Promise<TablePage> {
    const { tableId, from, count, sort, filters, selection, timeScale } = wish;
    if (sort.length === 0 && filters.length === 0 && selection === null) {
      const page = this.memory.page(tableId, from, count, timeScale);
      if (page !== undefined) return page;
    }
    const read = await this.read(tableId);
    const { columns } = read;
    const engine = await this.kept.open();
    const range = { from, to: from + count };
    const page = await engine.page(
      tableId,
      selection === null
        ? { ...range, sort: columnSortsOf(sort, columns), filter: columnFilterOf(filters, columns) }
        : { ...range, places: await this.placesOf(read, selection, filters, sort, signal) },
      { signal },
    );
    const odd: TablePage['odd'] = [];
    const cells = page.columns.map((column, place) => {
      const shown = pageCells(column, read.stateNames, timeFormatOf(columns[place]?.timeUnit ?? null, timeScale));
      odd.push(...shown.odd.map(({ row, state }) => ({ row, column: place, state })));
      return shown.cells;
    });
    return { total: page.total, rows: Array.from(page.rows), columns: cells, odd };
  }

  async summaries(
    { tableId, filters, timeScale }: Pick<PageWish, 'tableId' | 'filters' | 'timeScale'>,
    signal: AbortSignal,
  ): Promise<ColumnSummaryOut[]> {
    const { columns } = await this.read(tableId);
    const engine = await this.kept.open();
    const summaries = await engine.summaries(tableId, columnFilterOf(filters, columns), { signal });
    return summaries.map((summary, place) =>
      summaryOut(summary, timeFormatOf(columns[place]?.timeUnit ?? null, timeScale)),
    );
  }

  async selectedRows(tableId: string, selection: RecordSelection): Promise<RowSet> {
    if (selection.length === 0) return new RowSet(0);
    return this.rows.selected(await this.kept.open(), await this.read(tableId), selection);
  }

  /** The curve of all rows that pass the filters, and that of the selected ones among them. */
  async curve(wish: CurveWish): Promise<{ all: DecimatedCurve; selected: DecimatedCurve }> {
    const { tableId, filters, selection } = wish;
    const passing =
      filters.length === 0 ? null : await this.rows.passing(await this.kept.open(), await this.read(tableId), filters);
    const key = JSON.stringify([tableId, wish.x, wish.y, filters]);
    const all = await this.oneCurve(wish, { key, rows: passing, openGaps: true });
    const selected = await this.selectedRows(tableId, selection);
    const rows = passing === null ? selected : both(selected, passing);
    const selectedKey = `${key} ${JSON.stringify(selection)}`;
    return { all, selected: await this.oneCurve(wish, { key: selectedKey, rows, openGaps: false }) };
  }

  /** Record sets that name the selected records and no others. */
  async recordSets(
    tableId: string,
    selection: RecordSelection,
    signal: AbortSignal,
  ): Promise<{ records: number; recordSets: string[] }> {
    const { table, columns } = await this.read(tableId);
    const places = (await this.selectedRows(tableId, selection)).rows();
    if (places.length === table.count) return { records: table.count, recordSets: [table.recordSet] };
    const number = columns.find(({ about }) => about.name === '*recnum*' && about.kind === 'longlong');
    const naming = number ?? columns.find(({ about }) => about.role === 'record');
    if (naming === undefined)
      throw new AppError('unsupported', 'The server has not told the names of these records.', {
        remedy: 'Ask again with the keyword *recnum* among the columns.',
      });
    const names: string[] = [];
    const engine = await this.kept.open();
    for (let from = 0; from < places.length; from += namesPerCall) {
      const request = { from, to: from + namesPerCall, places, columns: [naming.stored.name] };
      const [column] = (await engine.page(tableId, request, { signal })).columns;
      for (const value of column?.values ?? []) names.push(String(value));
    }
    const series = /^\s*([\w.]+)/.exec(table.recordSet)?.[1] ?? '';
    const recordSets = number === undefined ? recordSetsOfNames(names) : recordSetsOfNumbers(series, names);
    return { records: places.length, recordSets };
  }

  private async oneCurve(
    { tableId, x, y, xMin, xMax, maxPoints }: CurveWish,
    parts: { key: string; rows: RowSet | null; openGaps: boolean },
  ): Promise<DecimatedCurve> {
    const index = await this.curves.index({
      ...parts,
      x: () => this.numbers(tableId, x),
      y: () => this.numbers(tableId, y),
    });
    return decimate(index, xMin, xMax, maxPoints);
  }

  private async numbers(tableId: string, column: number): Promise<Float64Array> {
    const held = this.memory.numbers(tableId, column);
    if (held !== undefined) return held;
    const { columns } = await this.read(tableId);
    const stored = columns[column]?.stored;
    if (stored === undefined)
      throw new AppError('invalid-input', `The table has no column ${column}.`, { remedy: 'Choose one it has.' });
    const engine = await this.kept.open();
    return this.curves.column(`${tableId} ${column}`, () => engine.column(tableId, stored.name));
  }

  /** Selected rows that pass the filters, in the order asked for. */
  async placesOf(
    read: ReadTable,
    selection: RecordSelection,
    filters: readonly RecordFilter[],
    sort: readonly RecordSort[],
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    const engine = await this.kept.open();
    const { tableId } = read.table;
    const selected = await this.rows.selected(engine, read, selection);
    if (sort.length === 0) {
      const passing = await this.rows.passing(engine, read, filters);
      return (passing === null ? selected : both(selected, passing)).rows();
    }
    const choice = { sort: columnSortsOf(sort, read.columns), filter: columnFilterOf(filters, read.columns) };
    const places: number[] = [];
    for (let from = 0; ; from += namesPerCall) {
      const page = await engine.page(tableId, { ...choice, from, to: from + namesPerCall, columns: [] }, { signal });
      for (const row of page.rows) if (selected.has(row)) places.push(row);
      if (from + namesPerCall >= page.total) return Uint32Array.from(places);
    }
  }

  async read(tableId: string): Promise<ReadTable> {
    return readTableOf(await this.kept.stored(tableId));
  }
}

function both(one: RowSet, other: RowSet): RowSet {
  const rows = new RowSet(one.length);
  for (const row of one.rows()) if (other.has(row)) rows.set(row, true);
  return rows;
}
