import { stat } from 'node:fs/promises';
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
import type { ProcessSettings, SqlCalls, SqlRequest } from '../messages.ts';
import { noSuchTable } from '../table-files.ts';
import { CellsBuilder } from './cells-builder.ts';
import { Database, type Session } from './database.ts';
import { failureOfDatabase } from './failures.ts';
import { quoteName, quoteText } from './quote.ts';
import type { Served } from './serve.ts';
import { carriedFacts, type NamedView, parseSelect } from './sql-check.ts';
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
  };
}

async function openViews(settings: ProcessSettings, views: readonly NamedView[]): Promise<Database> {
  const files: string[] = [];
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
    const facts = carriedFacts(tree, views, names);
    const shown = Math.min(rows, rowLimit);
    const columns = names.map((name, place) =>
      answerColumn(name, types[place], facts[place] ?? null, cellsOf(chunks, place, shown)),
    );
    return { rows: shown, isCut: rows > rowLimit, columns };
  } catch (error) {
    throw ownFault(error);
  }
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
  const plain = kindOf(type, cells);
  const kind = plain === 'real' && facts?.kind === 'time' ? 'time' : plain;
  const about: SqlColumn = {
    name,
    kind,
    type: String(type),
    unit: facts?.unit ?? null,
    timeScale: kind === 'time' ? (facts?.timeScale ?? null) : null,
  };
  const builder = new CellsBuilder(name, kind, cells.length);
  for (const [row, cell] of cells.entries()) builder.set(row, cell === null ? null : cellOf(cell, kind), null, null);
  return { ...about, ...builder.finish() };
}

function kindOf(type: DuckDBType | undefined, cells: readonly DuckDBValue[]): ColumnKind {
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
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      // Sums of integers are of this type; nearly all of them fit. Digits are never rounded away.
      return cells.every((cell) => typeof cell !== 'bigint' || BigInt.asIntN(64, cell) === cell) ? 'longlong' : 'text';
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
function ownFault(error: unknown): unknown {
  if (isAppError(error) || !(error instanceof Error) || failureOfDatabase(error) !== undefined) return error;
  return new AppError('invalid-input', `The statement cannot be run: ${error.message.slice(0, 1000)}`, {
    remedy: 'Correct the statement.',
  });
}
