import { cellStates } from '../clients/drms/cell-column.ts';
import type { ColumnEngine } from '../columns/index.ts';
import { toAppError } from '../contract/app-error.ts';
import type { ColumnSummaryOut, KeptTable, SqlTable } from '../contract/columns.ts';
import type { Cell, RecordTable } from '../contract/drms.ts';
import type { ColumnSummary, PageColumn, SqlAnswer, StoredTable, TableColumn } from '../domain/columns.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import { formatTime, taiFormat, timeFormatOfUnit } from '../domain/time/format-time.ts';
import { instantOfDrmsSeconds } from '../domain/time/instant.ts';
import type { Log } from '../platform/platform.ts';
import type { HeldColumn } from './record-tables.ts';

export interface KeptTablesParts {
  /** Opened with the first table. */
  openEngine(): Promise<ColumnEngine>;
  log: Log;
}

/** Beyond, the oldest tables go. */
const mostBytes = 2 * 1024 ** 3;
const mostTables = 300;

/** Answers as columns on disk, for summaries and SQL, also after a restart. */
export class KeptTables {
  private readonly parts: KeptTablesParts;
  private readonly writing = new Map<string, Promise<StoredTable>>();
  /** Names of tables that are not in the list of the engine yet. */
  private readonly promised = new Set<string>();
  private engine: Promise<ColumnEngine> | undefined;

  constructor(parts: KeptTablesParts) {
    this.parts = parts;
  }

  /** Keeps an answer while its caller goes on; a failure is told to whoever asks for the table. */
  keep(table: RecordTable, columns: readonly HeldColumn[]): void {
    const writing = this.write(table, columns);
    this.writing.set(table.tableId, writing);
    writing.catch((error: unknown) => {
      this.parts.log.warn({ code: toAppError(error).code }, 'a table could not be kept');
    });
  }

  async summaries(tableId: string, signal: AbortSignal): Promise<ColumnSummaryOut[]> {
    const stored = await this.stored(tableId);
    const engine = await this.open();
    const found = await engine.summaries(tableId, null, { signal });
    return found.map((summary, index) => summaryOut(summary, stored.columns[index]?.timeScale ?? null));
  }

  async list(): Promise<KeptTable[]> {
    const engine = await this.open();
    return (await engine.list()).toSorted((a, b) => b.writtenAtMs - a.writtenAtMs).map(keptTableOf);
  }

  async remove(tableId: string): Promise<void> {
    await (await this.open()).remove(tableId);
  }

  /** One SELECT over all kept tables by their names. */
  async sql(statement: string, rowLimit: number, signal: AbortSignal): Promise<SqlTable> {
    await Promise.allSettled(this.writing.values());
    const engine = await this.open();
    const tables = await engine.list();
    const views = Object.fromEntries(tables.map((table) => [viewNameOf(table), table.id]));
    const answer = await engine.sql(statement, views, { signal, rowLimit });
    return sqlTableOf(answer);
  }

  /** Waits for tables that are being written, then ends the process. */
  async close(): Promise<void> {
    await Promise.allSettled(this.writing.values());
    (await this.engine)?.close();
  }

  private async write(table: RecordTable, columns: readonly HeldColumn[]): Promise<StoredTable> {
    const engine = await this.open();
    const { serverId, recordSet, asOfUtc } = table;
    const listed = (await engine.list()).map(viewNameOf);
    const viewName = freeName(recordSet, new Set([...listed, ...this.promised]));
    this.promised.add(viewName);
    try {
      const stored = await engine.write(
        table.tableId,
        { rows: table.count, stateNames: cellStates, columns: columns.map(tableColumnOf) },
        { viewName, serverId, recordSet, asOfUtc },
      );
      await this.forgetOldest(engine);
      return stored;
    } finally {
      this.promised.delete(viewName);
    }
  }

  private async stored(tableId: string): Promise<StoredTable> {
    const writing = this.writing.get(tableId);
    return writing === undefined ? (await this.open()).describe(tableId) : writing;
  }

  private open(): Promise<ColumnEngine> {
    this.engine ??= this.parts.openEngine();
    return this.engine;
  }

  private async forgetOldest(engine: ColumnEngine): Promise<void> {
    const newestFirst = (await engine.list()).toSorted((a, b) => b.writtenAtMs - a.writtenAtMs);
    let bytes = 0;
    for (const [index, table] of newestFirst.entries()) {
      bytes += table.bytes;
      if (index > 0 && (index >= mostTables || bytes > mostBytes)) await engine.remove(table.id);
    }
  }
}

/** `hmi_v_45s`, or `hmi_v_45s_2` where that is taken. */
function freeName(recordSet: string, taken: ReadonlySet<string>): string {
  const base = (seriesNameOf(recordSet) ?? 'records').toLowerCase().replaceAll(/\W+/g, '_');
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function viewNameOf({ about, id }: StoredTable): string {
  return typeof about.viewName === 'string' ? about.viewName : `table_${id.replaceAll('-', '_')}`;
}

function keptTableOf(table: StoredTable): KeptTable {
  const { about, id, rows, bytes, columns } = table;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    tableId: id,
    name: viewNameOf(table),
    serverId: text(about.serverId),
    recordSet: text(about.recordSet),
    asOfUtc: text(about.asOfUtc),
    rows,
    bytes,
    columns: columns.map(({ fileName, kind, unit, timeScale }) => ({ name: fileName, kind, unit, timeScale })),
  };
}

function tableColumnOf({ about, cells }: HeldColumn): TableColumn {
  const facts = {
    name: about.name,
    label: about.name,
    unit: about.unit,
    note: about.note === '' ? null : about.note,
    timeScale: about.timeScale,
    hex: about.hex,
    states: cells.states,
    raw: cells.raw.size === 0 ? null : cells.raw,
  };
  if (cells.kind === 'text') return { ...facts, kind: 'text', bytes: cells.bytes, offsets: cells.offsets };
  // Kind and array belong together in both unions.
  return { ...facts, kind: cells.kind, values: cells.values } as TableColumn;
}

function summaryOut(summary: ColumnSummary, timeScale: string | null): ColumnSummaryOut {
  const shown = (value: number | bigint | null): string | number | null => {
    if (value === null) return null;
    if (summary.kind === 'time') return timeText(Number(value), timeScale);
    return typeof value === 'bigint' ? String(value) : value;
  };
  const { name, kind, count, missing, mean, deviation, histogram, topTexts, differentTexts } = summary;
  return {
    name,
    kind,
    count,
    missing,
    min: shown(summary.min),
    max: shown(summary.max),
    mean: kind === 'time' ? null : mean,
    deviation: kind === 'time' ? null : deviation,
    bins: histogram?.counts ?? null,
    differentTexts,
    topTexts: topTexts.slice(0, 5),
  };
}

function timeText(seconds: number, timeScale: string | null): string | null {
  const instant = instantOfDrmsSeconds(seconds);
  return instant === null ? null : formatTime(instant, timeScale === null ? taiFormat : timeFormatOfUnit(timeScale));
}

function sqlTableOf({ rows, isCut, columns }: SqlAnswer): SqlTable {
  return {
    rows,
    isCut,
    columns: columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      type: column.type,
      unit: column.unit,
      timeScale: column.timeScale,
      values: cellsOf(column, column.timeScale),
    })),
  };
}

function cellsOf(column: PageColumn, timeScale: string | null): Cell[] {
  const { states } = column;
  const { length } = column.values;
  return Array.from({ length }, (_, row) => {
    if ((states?.[row] ?? 0) !== 0) return null;
    const value = column.values[row];
    if (value === undefined) return null;
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'string') return value;
    if (column.kind === 'time') return timeText(value, timeScale);
    return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  });
}
