import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import { AppError } from '../contract/app-error.ts';
import type {
  ColumnFilter,
  ColumnPage,
  ColumnSummary,
  ColumnTable,
  SqlAnswer,
  StoredTable,
  TableAbout,
} from '../domain/columns.ts';
import type { ColumnPair, DiffPlan } from '../domain/diff/diff-plan.ts';
import type { TableFileFormat } from '../domain/table-files/formats.ts';
import type { Clock, Log } from '../platform/platform.ts';
import { isBeginning, readBeginning } from './beginning.ts';
import { EngineProcess, ProcessCalls } from './engine-process.ts';
import type {
  ColumnPart,
  DiffAnswer,
  EngineCalls,
  ExportRequest,
  NamedTable,
  PageRequest,
  ProcessSettings,
  RenameRequest,
  SqlCalls,
  TableQuestion,
} from './messages.ts';
import { checkTable, headerOf, pieceOf, rawEntries, rowsPerPiece } from './pieces.ts';
import { forkProcess, type StartProcess } from './process-channel.ts';
import { readOnce } from './read-once.ts';
import {
  checkTableId,
  clearLeftovers,
  listTables,
  noSuchTable,
  readTable,
  spillPath,
  sqlSpillPath,
} from './table-files.ts';

export interface ColumnEngineParts {
  /** Belongs to the engine alone: files in it that are no table of it are removed. */
  folder: string;
  /** For queries and for tables kept in memory; the process itself takes about 200 MB more. */
  memoryLimitMb: number;
  log: Log;
  clock: Clock;
  /** On the disk, for what does not fit into the memory. */
  spillLimitMb?: number;
  /** An unused process is ended after this time. */
  idleMs?: number;
  /** Where Node's own `fork` does not work. */
  startProcess?: StartProcess;
}

export interface Waits {
  signal?: AbortSignal | undefined;
}

const engineScript = new URL('../workers/columns-process.ts', import.meta.url);
const usualSpillLimitMb = 8192;
const usualRowLimit = 10_000;
const mostThreads = 4;
const usualIdleMs = 120_000;
/** Pieces of a table on their way at the same time: one is copied while another is put in. */
const piecesUnderWay = 2;

/**
 * Keeps tables as columns, one Parquet file each, and answers questions about them. The work is done by a process of
 * its own, started when it is first needed. Every call can be aborted; if the process dies, the calls that run fail
 * with 'storage', retryable, and the next call starts it anew.
 */
export class ColumnEngine {
  private readonly parts: ColumnEngineParts;
  private readonly process: EngineProcess<EngineCalls>;
  private readonly throwAways = new Set<ProcessCalls<SqlCalls>>();

  private constructor(parts: ColumnEngineParts) {
    this.parts = parts;
    const { folder, idleMs = usualIdleMs, clock, log } = parts;
    this.process = new EngineProcess<EngineCalls>({
      script: engineScript,
      start: parts.startProcess ?? forkProcess,
      clock,
      log,
      idleMs,
      prepare: (calls) => calls.call('open', [this.settings(spillPath(folder))]),
    });
  }

  /** @throws AppError 'storage' if the folder cannot be made. */
  static async open(parts: ColumnEngineParts): Promise<ColumnEngine> {
    try {
      await mkdir(parts.folder, { recursive: true });
      await clearLeftovers(parts.folder, true);
    } catch (cause) {
      throw new AppError('storage', `The column folder ${parts.folder} cannot be used.`, {
        remedy: 'Look whether it may be written, and whether its disk has room.',
        cause,
      });
    }
    return new ColumnEngine(parts);
  }

  /** Starts the process ahead of the first call, which then comes a third of a second sooner. */
  async start(): Promise<void> {
    await this.process.use(async () => undefined);
  }

  /** The same ahead of the first look at a table, unless its first rows come without the process. */
  async startFor(id: string): Promise<void> {
    const beginning = await readBeginning(this.parts.folder, await this.describe(id));
    if (beginning === undefined) await this.start();
  }

  /**
   * Keeps a table under a name, in place of one that has it already. Until the promise resolves the old one is there.
   * @param id Small letters, digits and hyphens.
   * @param about Where the table is from; goes into the file.
   */
  async write(id: string, table: ColumnTable, about: TableAbout, { signal }: Waits = {}): Promise<StoredTable> {
    checkTableId(id);
    checkTable(table);
    return this.process.use(async (calls) => {
      const header = { tableId: id, rows: table.rows, stateNames: table.stateNames, about };
      const columns = table.columns.map(headerOf);
      const nowMs = this.parts.clock.nowMs();
      const writeId = await calls.call('begin', [{ ...header, columns, nowMs }], { signal });
      try {
        await this.sendPieces(calls, writeId, table, signal);
        return await calls.call('commit', [writeId], { signal });
      } catch (error) {
        // Of no use to a process that has ended.
        await calls.call('discard', [writeId]).catch(() => undefined);
        throw error;
      }
    });
  }

  /** What is known of a table, without starting the process. @throws AppError 'not-found'. */
  async describe(id: string): Promise<StoredTable> {
    const table = await readTable(this.parts.folder, id);
    if (table === undefined) throw noSuchTable(id);
    return table;
  }

  /** All tables by their names, without starting the process. */
  list(): Promise<StoredTable[]> {
    return listTables(this.parts.folder);
  }

  /**
   * Some rows in the order and through the filter asked for. Orders are kept, so that further pages come quickly; the
   * first rows of a table as it was written come without starting the process.
   */
  async page(id: string, request: PageRequest, { signal }: Waits = {}): Promise<ColumnPage> {
    const beginning = isBeginning(request)
      ? await readBeginning(this.parts.folder, await this.describe(id))
      : undefined;
    return beginning ?? this.process.use((calls) => calls.call('page', [id, request], { signal }));
  }

  count(id: string, filter: ColumnFilter | null = null, { signal }: Waits = {}): Promise<number> {
    return this.process.use((calls) => calls.call('count', [id, filter], { signal }));
  }

  /** One line of facts for each column, over the rows that pass the filter. */
  summaries(id: string, filter: ColumnFilter | null = null, { signal }: Waits = {}): Promise<ColumnSummary[]> {
    return this.process.use((calls) => calls.call('summaries', [id, filter], { signal }));
  }

  /**
   * One column as doubles in the order of the rows, NaN where a cell has no value. 64-bit integers beyond 2⁵³ are
   * rounded.
   */
  async column(
    id: string,
    name: string,
    filter: ColumnFilter | null = null,
    { signal }: Waits = {},
  ): Promise<Float64Array> {
    let values = new Float64Array(0);
    let filled = 0;
    const onPart = (part: unknown): void => {
      // `column` sends nothing else.
      const piece = part as ColumnPart;
      if ('total' in piece) {
        values = new Float64Array(piece.total);
      } else {
        values.set(piece.values, filled);
        filled += piece.values.length;
      }
    };
    await this.process.use((calls) => calls.call('column', [id, name, filter], { signal, onPart }));
    return values;
  }

  /** A question that Quarry has written itself; texts of users go through `sql`. */
  ask(id: string, question: TableQuestion, { signal }: Waits = {}): Promise<SqlAnswer> {
    return this.process.use((calls) => calls.call('ask', [id, question], { signal }));
  }

  /**
   * Rows and columns of a table as a file for other programs: its bytes, which are read once. The file lies on the disk
   * no longer than they are read.
   */
  async file(id: string, request: ExportRequest, { signal }: Waits = {}): Promise<Readable> {
    const path = await this.process.use((calls) => calls.call('export', [id, request], { signal }));
    return readOnce(path);
  }

  /**
   * Runs one SELECT of a user in a process that is thrown away afterwards. It sees the views and nothing else.
   * @param views Tables by the names that the statement uses. Their columns have the names in the file.
   * @throws AppError 'invalid-input' if it is no single SELECT over the views, or cannot be run.
   */
  sql(
    statement: string,
    views: Readonly<Record<string, string>>,
    { signal, rowLimit = usualRowLimit }: Waits & { rowLimit?: number } = {},
  ): Promise<SqlAnswer> {
    return this.throwAway(views, (calls, settings, named) =>
      calls.call('sql', [settings, { statement, views: named, rowLimit }], { signal }),
    );
  }

  /** The answer to a SELECT as a file, as with `file`. @param rowLimit Null: all rows. */
  sqlFile(
    statement: string,
    views: Readonly<Record<string, string>>,
    { format, rowLimit, about }: { format: TableFileFormat; rowLimit: number | null; about: TableAbout },
    { signal }: Waits = {},
  ): Promise<Readable> {
    return this.throwAway(views, async (calls, settings, named) =>
      readOnce(
        await calls.call('sqlFile', [settings, { statement, views: named, format, rowLimit, about }], { signal }),
      ),
    );
  }

  /** Keeps the columns of a table under a second name, which does not go with the first. */
  copy(id: string, copyId: string, about: TableAbout, { signal }: Waits = {}): Promise<StoredTable> {
    checkTableId(copyId);
    const copy = { id: copyId, about, nowMs: this.parts.clock.nowMs() };
    return this.process.use((calls) => calls.call('copy', [id, copy], { signal }));
  }

  /**
   * Compares two tables row by row. The rows that came, went or changed are kept as a table, whose columns are those of
   * `diffLayout`.
   */
  diff(
    before: string,
    after: string,
    wish: { id: string; plan: DiffPlan; about: TableAbout },
    { signal }: Waits = {},
  ): Promise<DiffAnswer> {
    checkTableId(wish.id);
    const request = { ...wish, nowMs: this.parts.clock.nowMs() };
    return this.process.use((calls) => calls.call('diff', [before, after, request], { signal }));
  }

  /** Which of the pairs of columns hold the same in all rows that both tables have. */
  equalColumns(before: string, after: string, request: RenameRequest, { signal }: Waits = {}): Promise<ColumnPair[]> {
    return this.process.use((calls) => calls.call('equalColumns', [before, after, request], { signal }));
  }

  /** Does nothing if there is no such table. */
  async remove(id: string): Promise<void> {
    checkTableId(id);
    await this.process.use((calls) => calls.call('remove', [id]));
  }

  /** Ends the processes; calls that run fail. */
  close(): void {
    this.process.close();
    for (const calls of this.throwAways) calls.kill();
  }

  /** A process for one call, and all that it leaves behind. */
  private async throwAway<R>(
    views: Readonly<Record<string, string>>,
    work: (calls: ProcessCalls<SqlCalls>, settings: ProcessSettings, named: NamedTable[]) => Promise<R>,
  ): Promise<R> {
    const named = await Promise.all(
      Object.entries(views).map(async ([name, id]) => ({ name, table: await this.describe(id) })),
    );
    const spillFolder = sqlSpillPath(this.parts.folder);
    const channel = (this.parts.startProcess ?? forkProcess)(engineScript);
    const calls = new ProcessCalls<SqlCalls>(channel, this.parts.log);
    this.throwAways.add(calls);
    try {
      return await work(calls, this.settings(spillFolder), named);
    } finally {
      this.throwAways.delete(calls);
      calls.kill();
      await rm(spillFolder, { recursive: true, force: true });
    }
  }

  private settings(spillFolder: string): ProcessSettings {
    const { folder, memoryLimitMb, spillLimitMb = usualSpillLimitMb } = this.parts;
    return { folder, spillFolder, memoryLimitMb, spillLimitMb, threads: Math.min(mostThreads, availableParallelism()) };
  }

  private async sendPieces(
    calls: ProcessCalls<EngineCalls>,
    writeId: string,
    { rows, columns }: ColumnTable,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const raws = columns.map(rawEntries);
    const underWay: Promise<void>[] = [];
    for (let from = 0; from < rows; from += rowsPerPiece) {
      const to = Math.min(rows, from + rowsPerPiece);
      const pieces = columns.map((column, index) => pieceOf(column, raws[index] ?? [], from, to));
      const sent = calls.call('append', [writeId, pieces], { signal });
      // Awaited below, but maybe only after another one has failed.
      sent.catch(() => undefined);
      underWay.push(sent);
      if (underWay.length >= piecesUnderWay) await underWay.shift();
    }
    await Promise.all(underWay);
  }
}
