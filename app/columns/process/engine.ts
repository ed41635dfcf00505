import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { AppError } from '../../contract/app-error.ts';
import type { StoredTable } from '../../domain/columns.ts';
import { beginningRows, writeBeginning } from '../beginning.ts';
import type { EngineCalls, ProcessSettings, WriteHeader } from '../messages.ts';
import { clearLeftovers, partPath } from '../table-files.ts';
import { TableAppender } from './append.ts';
import { sendColumn } from './column-out.ts';
import { copyTable } from './copy-table.ts';
import { Database, type Session } from './database.ts';
import { diffTables, equalColumns } from './diff-tables.ts';
import { exportTable } from './export-table.ts';
import { type Held, HeldTables } from './held-tables.ts';
import { askTable } from './own-sql.ts';
import { countRows, readPage } from './pages.ts';
import type { CallContext, Served } from './serve.ts';
import { summarise } from './summaries.ts';
import { writeTable } from './write-table.ts';

interface Engine {
  database: Database;
  tables: HeldTables;
  folder: string;
  writes: Map<string, { header: WriteHeader; appender: TableAppender }>;
}

/** Of the memory limit; queries need the rest. */
const shareForTables = 0.5;
const bytesPerMb = 1024 * 1024;

/** What the column process does. Nothing works before `open`. */
export function createEngine(): Served<EngineCalls> {
  let opened: Engine | undefined;
  const engine = (): Engine => {
    if (opened === undefined) throw new AppError('internal', 'The column process was not opened.');
    return opened;
  };
  const writeOf = (writeId: string): { header: WriteHeader; appender: TableAppender } => {
    const write = engine().writes.get(writeId);
    if (write === undefined) throw new AppError('internal', 'There is no such write.');
    return write;
  };

  /** A question about one table, on a connection of its own. */
  const ask = <R>(
    { signal }: CallContext,
    tableId: string,
    work: (session: Session, held: Held, engine: Engine) => Promise<R>,
  ): Promise<R> => {
    const current = engine();
    return current.tables.use(tableId, (held) =>
      current.database.session(signal, (session) => work(session, held, current)),
    );
  };

  /** A question about two tables. */
  const askBoth = <R>(
    context: CallContext,
    beforeId: string,
    afterId: string,
    work: (session: Session, both: { tables: HeldTables; before: Held; after: Held }, engine: Engine) => Promise<R>,
  ): Promise<R> =>
    ask(context, beforeId, (session, before, current) =>
      current.tables.use(afterId, (after) => work(session, { tables: current.tables, before, after }, current)),
    );

  return {
    async open(_, settings) {
      opened = await openEngine(settings);
    },
    async begin({ signal }, header) {
      const { database, tables, writes } = engine();
      const writeId = randomUUID();
      signal.throwIfAborted();
      const appender = await TableAppender.create(database, tables.newName('written'), header.columns);
      writes.set(writeId, { header, appender });
      return writeId;
    },
    append: (_, writeId, pieces) => writeOf(writeId).appender.append(pieces),
    async commit({ signal }, writeId) {
      const { database, tables, folder, writes } = engine();
      const { header, appender } = writeOf(writeId);
      writes.delete(writeId);
      try {
        appender.finish();
        const table = await database.session(signal, (session) => writeTable(session, folder, header, appender));
        tables.adopt(table, appender.tableName);
        await keepBeginning(engine(), table);
        return table;
      } catch (error) {
        await tables.drop(appender.tableName);
        throw error;
      }
    },
    async discard(_, writeId) {
      const { tables, writes } = engine();
      const write = writes.get(writeId);
      if (write === undefined) return;
      writes.delete(writeId);
      write.appender.finish();
      await tables.drop(write.appender.tableName);
    },
    page: (context, tableId, request) =>
      ask(context, tableId, (session, held, { tables }) => readPage(session, tables, held, request)),
    count: (context, tableId, filter) =>
      ask(context, tableId, (session, held, { tables }) => countRows(session, tables, held, filter)),
    summaries: (context, tableId, filter) =>
      ask(context, tableId, (session, held, { tables }) =>
        summarise(session, tables.source(held).relation, held.table.columns, filter),
      ),
    column: (context, tableId, name, filter) =>
      ask(context, tableId, (session, held, { tables }) =>
        sendColumn(session, tables, held, { name, filter }, context.sendPart),
      ),
    ask: (context, tableId, question) =>
      ask(context, tableId, (session, held, { tables }) => askTable(session, tables, held, question)),
    async export(context, tableId, request) {
      const path = partPath(engine().folder, `export-${randomUUID()}`);
      try {
        await ask(context, tableId, (session, held, { tables }) => exportTable(session, tables, held, path, request));
        return path;
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    remove: (_, tableId) => engine().tables.remove(tableId),
    copy: (_, tableId, copy) => {
      const { tables, folder } = engine();
      return tables.use(tableId, ({ table }) => copyTable(folder, table, copy));
    },
    diff: (context, before, after, request) =>
      askBoth(context, before, after, (session, both, { folder }) => diffTables(session, folder, both, request)),
    equalColumns: (context, before, after, request) =>
      askBoth(context, before, after, (session, both) => equalColumns(session, both, request)),
  };
}

/** The table is whole without it, and a signal that comes now comes too late. */
async function keepBeginning({ database, tables, folder }: Engine, { id }: StoredTable): Promise<void> {
  await tables
    .use(id, (held) =>
      database.session(new AbortController().signal, async (session) =>
        writeBeginning(folder, held.table, await readPage(session, tables, held, { from: 0, to: beginningRows })),
      ),
    )
    .catch(() => undefined);
}

async function openEngine(settings: ProcessSettings): Promise<Engine> {
  const { folder, memoryLimitMb } = settings;
  await mkdir(folder, { recursive: true });
  // This process is the only one that writes here, and it has just begun.
  await clearLeftovers(folder);
  const database = await Database.open({ ...settings, allowed: { folders: [folder] } });
  const tables = new HeldTables(database, folder, memoryLimitMb * bytesPerMb * shareForTables);
  return { database, tables, folder, writes: new Map() };
}
