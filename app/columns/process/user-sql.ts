import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DuckDBDataChunk,
  DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { AppError, isAppError } from '../../contract/app-error.ts';
import type { ColumnKind, SqlAnswer, SqlColumn, StoredColumn } from '../../domain/columns.ts';
import type { NamedTable, ProcessSettings, SqlCalls, SqlFileRequest, SqlRequest } from '../messages.ts';
import { noSuchTable } from '../table-files.ts';
import { typesOfKinds, valueName } from './append.ts';
import { carriedFacts } from './carried-facts.ts';
import { CellsBuilder } from './cells-builder.ts';
import { Database, type Session } from './database.ts';
import { failureOfDatabase } from './failures.ts';
import { quoteName, quoteText } from './quote.ts';
import type { Served } from './serve.ts';
import { parseSelect } from './sql-check.ts';
import { readSqlError } from './sql-place.ts';
import { writeTableFile } from './table-file.ts';
import { hashOf } from './write-table.ts';

/** Seconds of TAI since 1977 from a date in either way of writing, and back. */
const timeMacros = [
  `CREATE MACRO tai(text) AS epoch(CAST(replace(regexp_replace(regexp_replace(text, '_?TAI$', ''), '^(-?[0-9]+)\\.([0-9]+)\\.([0-9]+)', '\\1-\\2-\\3'), '_', ' ') AS TIMESTAMP)) - epoch(TIMESTAMP '1977-01-01')`,
  `CREATE MACRO tai_text(seconds) AS strftime(TIMESTAMP '1977-01-01' + to_microseconds(CAST(round(seconds * 1e6) AS BIGINT)), '%Y.%m.%d_%H:%M:%S.%g_TAI')`,
];

/** What the throw-away process does: one statement of a user, over nothing but the views that are named. */
export function createUserSql(): Served<SqlCalls> {
  return {
    async sql({ signal }, settings, request) {
      const database = await openViews(settings, request.views);
      return database.session(signal, (session) => runSelect(session, request));
    },
    async sqlFile({ signal }, settings, request) {
      const path = join(settings.spillFolder, 'answer');
      await mkdir(settings.spillFolder, { recursive: true });
      const database = await openViews(settings, request.views, [path]);
      await database.session(signal, (session) => writeSelect(session, request, path));
      return path;
    },
  };
}

/** @param written Files that may be written besides. */
async function openViews(
  settings: ProcessSettings,
  views: readonly NamedTable[],
  written: readonly string[] = [],
): Promise<Database> {
  const files: string[] = [...written];
  const creations: string[] = [];
  for (const { name, table } of views) {
    const path = join(settings.folder, table.file);
    const isWhole = await stat(path).then(
      async ({ size }) => size === table.bytes && (await hashOf(path)) === table.sha256,
      () => {
        throw noSuchTable(table.id);
      },
    );
    if (!isWhole)
      throw new AppError('storage', `The kept table ${table.id} is damaged.`, { remedy: 'Ask the server again.' });
    files.push(path);
    creations.push(`CREATE VIEW ${quoteName(name)} AS SELECT * FROM read_parquet(${quoteText(path)})`);
  }
  const { memoryLimitMb, spillLimitMb, threads, spillFolder } = settings;
  return Database.open({ memoryLimitMb, spillLimitMb, threads, spillFolder, allowed: { files } }, [
    ...timeMacros,
    ...creations,
  ]);
}

async function runSelect(session: Session, { statement, views, rowLimit }: SqlRequest): Promise<SqlAnswer> {
  const tree = await parseSelect(session, statement, views);
  try {
    return await readAnswer(session, statement, rowLimit, (names) => carriedFacts(tree, views, names));
  } catch (error) {
    throw ownFault(error, statement);
  }
}

/** @param factsOf What is known of the columns of the answer by their names. */
export async function readAnswer(
  session: Session,
  statement: string,
  rowLimit: number,
  factsOf: (names: readonly string[]) => readonly (StoredColumn | null)[],
): Promise<SqlAnswer> {
  const result = await session.connection.stream(statement);
  const names = result.columnNames();
  const types = result.columnTypes();
  const chunks: DuckDBDataChunk[] = [];
  let rows = 0;
  while (rows <= rowLimit) {
    const chunk = await result.fetchChunk();
    session.signal.throwIfAborted();
    if (chunk === null || chunk.rowCount === 0) break;
    chunks.push(chunk);
    rows += chunk.rowCount;
  }
  const facts = factsOf(names);
  const shown = Math.min(rows, rowLimit);
  const columns = names.map((name, place) =>
    answerColumn(name, types[place], facts[place] ?? null, cellsOf(chunks, place, shown)),
  );
  return { rows: shown, isCut: rows > rowLimit, columns };
}

const answerTable = 'quarry_answer';

/** The whole answer goes into a table first: formats that go column by column must see the same rows each time. */
async function writeSelect(session: Session, request: SqlFileRequest, path: string): Promise<void> {
  const { statement, views, format, rowLimit, about } = request;
  const tree = await parseSelect(session, statement, views);
  try {
    await session.run({ sql: `CREATE TEMP TABLE ${answerTable} AS ${statement}` });
    const empty = await session.run({ sql: `FROM ${answerTable} LIMIT 0` });
    const names = empty.columnNames();
    const facts = carriedFacts(tree, views, names);
    const columns: StoredColumn[] = [];
    const values: string[] = [];
    for (const [place, name] of names.entries()) {
      const type = empty.columnTypes()[place];
      const kind = kindOf(type, await isLonglong(session, name, type));
      const column = answerFacts(name, kind, facts[place] ?? null);
      columns.push({ ...column, label: name, note: facts[place]?.note ?? null, ...asInFile(name) });
      values.push(`CAST(${quoteName(name)} AS ${typesOfKinds[column.kind]}) AS ${valueName(place)}`);
    }
    const all = Number(await session.one({ sql: `SELECT count(*) FROM ${answerTable}` }));
    const rows = Math.min(all, rowLimit ?? all);
    const from = { sql: `FROM (SELECT ${values.join(', ')} FROM ${answerTable} LIMIT ${rows})` };
    const placed = columns.map((column, place) => ({ column, place }));
    await writeTableFile(session, { columns: placed, rows, stateNames: [], about, from }, format, path);
  } catch (error) {
    throw ownFault(error, statement);
  }
}

function asInFile(name: string): Pick<StoredColumn, 'fileName' | 'stateFileName' | 'rawFileName'> {
  return { fileName: name, stateFileName: null, rawFileName: null };
}

/** Whether all cells of a column fit into 64 bits. */
async function isLonglong(session: Session, name: string, type: DuckDBType | undefined): Promise<boolean> {
  if (!isHuge(type)) return false;
  const column = quoteName(name);
  const misfit = `${column} IS NOT NULL AND TRY_CAST(${column} AS BIGINT) IS NULL`;
  return Number(await session.one({ sql: `SELECT count(*) FROM ${answerTable} WHERE ${misfit}` })) === 0;
}

function cellsOf(chunks: readonly DuckDBDataChunk[], column: number, rows: number): DuckDBValue[] {
  return chunks.flatMap((chunk) => chunk.getColumnValues(column)).slice(0, rows);
}

function answerColumn(
  name: string,
  type: DuckDBType | undefined,
  facts: StoredColumn | null,
  cells: readonly DuckDBValue[],
): SqlAnswer['columns'][number] {
  const isLonglong = cells.every((cell) => typeof cell !== 'bigint' || BigInt.asIntN(64, cell) === cell);
  const about: SqlColumn = { ...answerFacts(name, kindOf(type, isLonglong), facts), type: String(type) };
  const { kind } = about;
  const builder = new CellsBuilder(name, kind, cells.length);
  for (const [row, cell] of cells.entries()) builder.set(row, cell === null ? null : cellOf(cell, kind), null, null);
  return { ...about, ...builder.finish() };
}

/** Kind, unit and scale of a column of an answer, as far as they are carried. */
function answerFacts(name: string, plain: ColumnKind, facts: StoredColumn | null): Omit<SqlColumn, 'type'> {
  const kind = plain === 'real' && facts?.kind === 'time' ? 'time' : plain;
  return { name, kind, unit: facts?.unit ?? null, timeScale: kind === 'time' ? (facts?.timeScale ?? null) : null };
}

function isHuge(type: DuckDBType | undefined): boolean {
  const huge = [DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT];
  return type !== undefined && huge.includes(type.typeId);
}

/** @param isLonglong Whether all cells fit into 64 bits. */
function kindOf(type: DuckDBType | undefined, isLonglong: boolean): ColumnKind {
  // Sums of integers are of such a type; nearly all of them fit. Digits are never rounded away.
  if (isHuge(type)) return isLonglong ? 'longlong' : 'text';
  switch (type?.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return 'flag';
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return 'integer';
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.BIGINT:
      return 'longlong';
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return 'real';
    default:
      return 'text';
  }
}

function cellOf(cell: DuckDBValue, kind: ColumnKind): DuckDBValue {
  if (kind === 'text') return String(cell);
  if (kind === 'longlong') return BigInt(String(cell));
  return cell instanceof DuckDBDecimalValue ? cell.toDouble() : cell;
}

/** What is wrong with a statement of a user is not a fault of Quarry. */
function ownFault(error: unknown, statement: string): unknown {
  if (isAppError(error) || !(error instanceof Error) || failureOfDatabase(error) !== undefined) return error;
  const { text, place } = readSqlError(error.message, statement);
  // Hints of the database stand in a line of their own, and not every sentence of it has an end.
  const sentence = text.replaceAll(/\s*\n\s*/g, ' ').replace(/[.!?]?$/, (end) => (end === '' ? '.' : end));
  return new AppError('invalid-input', `The statement cannot be run: ${sentence}`, {
    remedy: 'Correct the statement.',
    ...(place === null ? {} : { details: { ...place } }),
  });
}
