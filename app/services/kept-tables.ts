import { cellStates } from '../clients/drms/cell-column.ts';
import type { ColumnEngine } from '../columns/index.ts';
import { toAppError } from '../contract/app-error.ts';
import type { BytePieces } from '../contract/bytes.ts';
import type { KeptTable, SqlTable } from '../contract/columns.ts';
import type { RecordTable } from '../contract/drms.ts';
import type { ColumnTable, SqlAnswer, StoredTable, TableAbout } from '../domain/columns.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import type { TableFileFormat } from '../domain/table-files/formats.ts';
import type { Log } from '../platform/platform.ts';
import { pageCells } from './record-cells.ts';
import type { HeldColumn } from './record-tables.ts';
import { keptAbout, tableColumnsOf, timeFormatOf } from './table-columns.ts';

export interface KeptTablesParts {
  /** Opened with the first table. */
  openEngine(): Promise<ColumnEngine>;
  /** The list is another than before. */
  onChange(): void;
  log: Log;
}

/** Beyond, the oldest tables go. */
const mostBytes = 2 * 1024 ** 3;
const mostTables = 300;

/** Answers as columns on disk, for all that is asked of them, also after a restart. */
export class KeptTables {
  private readonly parts: KeptTablesParts;
  private readonly writing = new Map<string, Promise<StoredTable>>();
  /** Names of tables that are not in the list of the engine yet. */
  private readonly promised = new Set<string>();
  private engine: Promise<ColumnEngine> | undefined;

  constructor(parts: KeptTablesParts) {
    this.parts = parts;
  }

  /**
   * Keeps an answer while its caller goes on; a failure is told to whoever asks for the table.
   * @param onKept Called once it can be read from here.
   */
  keep(table: RecordTable, columns: readonly HeldColumn[], onKept: () => void): void {
    const { tableId } = table;
    const writing = this.write(table, columns);
    this.writing.set(tableId, writing);
    writing.then(
      () => {
        this.writing.delete(tableId);
        onKept();
        this.parts.onChange();
      },
      (error: unknown) => {
        this.parts.log.warn({ code: toAppError(error).code }, 'a table could not be kept');
      },
    );
  }

  /**
   * Keeps a finished table under a name for SQL. A table that says the same of itself under `replaces` gives way to it
   * and leaves it the name.
   */
  async put(
    table: { id: string; cells: ColumnTable; about: TableAbout },
    { name, replaces }: { name: string; replaces(about: TableAbout): boolean },
  ): Promise<StoredTable> {
    const engine = await this.open();
    const promisedBefore = [...this.promised];
    const listed = shown(await engine.list());
    const old = listed.filter(({ about }) => replaces(about));
    const others = listed.filter((one) => !old.includes(one)).map(viewNameOf);
    const viewName = freeName(name, new Set([...others, ...promisedBefore, ...this.promised]));
    this.promised.add(viewName);
    try {
      const stored = await engine.write(table.id, table.cells, { ...table.about, viewName });
      for (const { id } of old) await engine.remove(id);
      await this.forgetOldest(engine);
      return stored;
    } finally {
      this.promised.delete(viewName);
    }
  }

  /** What is known of all tables, in no order. */
  async about(): Promise<StoredTable[]> {
    return shown(await (await this.open()).list());
  }

  /** What is known of a table; waits for one that is being written. @throws AppError 'not-found', 'storage' */
  async stored(tableId: string): Promise<StoredTable> {
    const writing = this.writing.get(tableId);
    return writing === undefined ? (await this.open()).describe(tableId) : writing;
  }

  async list(): Promise<KeptTable[]> {
    const engine = await this.open();
    return shown(await engine.list())
      .toSorted((a, b) => b.writtenAtMs - a.writtenAtMs)
      .map(keptTableOf);
  }

  async remove(tableId: string): Promise<void> {
    await (await this.open()).remove(tableId);
  }

  /** One SELECT over all kept tables by their names. */
  async sql(statement: string, rowLimit: number, signal: AbortSignal): Promise<SqlTable> {
    return sqlTableOf(await this.answer(statement, rowLimit, signal));
  }

  /** The same as columns. */
  async answer(statement: string, rowLimit: number, signal: AbortSignal): Promise<SqlAnswer> {
    const { engine, views } = await this.views();
    return engine.sql(statement, views, { signal, rowLimit });
  }

  /** The whole answer to such a SELECT as a file. */
  async sqlFile(
    statement: string,
    file: { format: TableFileFormat; rowLimit: number | null; about: TableAbout },
    signal: AbortSignal,
  ): Promise<BytePieces> {
    const { engine, views } = await this.views();
    return engine.sqlFile(statement, views, file, { signal });
  }

  /** Waits for tables that are being written, then ends the process. */
  async close(): Promise<void> {
    await Promise.allSettled(this.writing.values());
    (await this.engine)?.close();
  }

  /** All tables by the names under which SQL knows them. */
  private async views(): Promise<{ engine: ColumnEngine; views: Record<string, string> }> {
    await Promise.allSettled(this.writing.values());
    const engine = await this.open();
    const tables = shown(await engine.list());
    return { engine, views: Object.fromEntries(tables.map((table) => [viewNameOf(table), table.id])) };
  }

  private async write(table: RecordTable, columns: readonly HeldColumn[]): Promise<StoredTable> {
    const engine = await this.open();
    // One that is written while the list comes is neither in it nor promised any more.
    const promisedBefore = [...this.promised];
    const listed = shown(await engine.list()).map(viewNameOf);
    const viewName = freeName(
      nameOfRecords(table.recordSet),
      new Set([...listed, ...promisedBefore, ...this.promised]),
    );
    this.promised.add(viewName);
    try {
      const stored = await engine.write(
        table.tableId,
        { rows: table.count, stateNames: cellStates, columns: tableColumnsOf(columns) },
        { viewName, ...keptAbout(table, columns) },
      );
      await this.forgetOldest(engine);
      return stored;
    } finally {
      this.promised.delete(viewName);
    }
  }

  /** For a table that is about to be looked at: its first page is at hand, or finds the process started. */
  async startSoonFor(tableId: string): Promise<void> {
    await this.open()
      .then((engine) => engine.startFor(tableId))
      // What fails, fails with that page.
      .catch(() => undefined);
  }

  open(): Promise<ColumnEngine> {
    this.engine ??= this.parts.openEngine();
    return this.engine;
  }

  private async forgetOldest(engine: ColumnEngine): Promise<void> {
    const own = (await engine.list()).filter(({ about }) => about[ownerField] !== savedQueryOwner);
    const newestFirst = own.toSorted((a, b) => b.writtenAtMs - a.writtenAtMs);
    let bytes = 0;
    for (const [index, table] of newestFirst.entries()) {
      bytes += table.bytes;
      if (index > 0 && (index >= mostTables || bytes > mostBytes)) await engine.remove(table.id);
    }
  }
}

/** In what a table says of itself: tables of an owner are not listed, and SQL does not know them. */
export const ownerField = 'owner';
/** Answers of saved queries stay until the query lets them go. */
export const savedQueryOwner = 'saved-query';

function shown(tables: readonly StoredTable[]): StoredTable[] {
  return tables.filter(({ about }) => about[ownerField] === undefined);
}

function nameOfRecords(recordSet: string): string {
  return (seriesNameOf(recordSet) ?? 'records').toLowerCase().replaceAll(/\W+/g, '_');
}

/** `hmi_v_45s`, or `hmi_v_45s_2` where that is taken. */
function freeName(base: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

export function viewNameOf({ about, id }: StoredTable): string {
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

export function sqlTableOf({ rows, isCut, columns }: SqlAnswer): SqlTable {
  return {
    rows,
    isCut,
    columns: columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      type: column.type,
      unit: column.unit,
      timeScale: column.timeScale,
      values: pageCells(column, [], timeFormatOf(column.timeScale, 'own')).cells,
    })),
  };
}
