import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBVector,
  INTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import { AppError } from '../../contract/app-error.ts';
import { type ColumnKind, missingState } from '../../domain/columns.ts';
import type { ColumnHeader, ColumnPiece, TextPiece } from '../messages.ts';
import type { Database } from './database.ts';
import { writeNumbers } from './vectors.ts';

export const typesOfKinds: Readonly<Record<ColumnKind, DuckDBType>> = {
  integer: INTEGER,
  longlong: BIGINT,
  real: DOUBLE,
  time: DOUBLE,
  flag: BOOLEAN,
  text: VARCHAR,
};

/** Rows of one chunk of the database. */
const chunkRows = 2048;

interface Place {
  column: number;
  what: 'values' | 'states' | 'raw';
  name: string;
  type: DuckDBType;
}

/**
 * Columns of a table in the database have names of ours: c0, c1 … for values, s… for states and r… for original
 * texts. No name of a user gets into a statement over them.
 */
export const valueName = (column: number): string => `c${column}`;
export const stateName = (column: number): string => `s${column}`;
export const rawName = (column: number): string => `r${column}`;

/** Fills one table of the database piece by piece, on a connection of its own: others would end its statements. */
export class TableAppender {
  readonly tableName: string;
  /** Columns with a state that is neither ok nor missing. */
  readonly odd = new Set<number>();
  textBytes = 0;
  rows = 0;
  private readonly places: Place[];
  private readonly chunk: DuckDBDataChunk;
  private readonly connection: DuckDBConnection;
  private readonly appender: DuckDBAppender;

  private constructor(tableName: string, places: Place[], connection: DuckDBConnection, appender: DuckDBAppender) {
    this.tableName = tableName;
    this.places = places;
    this.connection = connection;
    this.appender = appender;
    this.chunk = DuckDBDataChunk.create(places.map(({ type }) => type));
  }

  /** To be ended by `finish`, whatever happens. */
  static async create(
    database: Pick<Database, 'connect'>,
    tableName: string,
    columns: readonly ColumnHeader[],
  ): Promise<TableAppender> {
    const places = columns.flatMap(({ kind, hasStates, hasRaw }, column): Place[] => [
      { column, what: 'values', name: valueName(column), type: typesOfKinds[kind] },
      ...(hasStates ? [{ column, what: 'states' as const, name: stateName(column), type: UTINYINT }] : []),
      ...(hasRaw ? [{ column, what: 'raw' as const, name: rawName(column), type: VARCHAR }] : []),
    ]);
    const declared = places.map(({ name, type }) => `${name} ${type}`).join(', ');
    const connection = await database.connect();
    try {
      await connection.run(`CREATE TABLE ${tableName} (${declared})`);
      return new TableAppender(tableName, places, connection, await connection.createAppender(tableName));
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  append(pieces: readonly ColumnPiece[]): void {
    const rows = lengthOf(pieces[0]);
    for (const [column, piece] of pieces.entries()) {
      if (lengthOf(piece) !== rows) throw new AppError('internal', 'The pieces of a table differ in length.');
      if (piece.states?.some((state) => state > missingState) === true) this.odd.add(column);
    }
    const texts = pieces.map(({ values }) => textOf(values));
    for (let from = 0; from < rows; from += chunkRows) {
      const to = Math.min(rows, from + chunkRows);
      this.chunk.reset();
      this.chunk.rowCount = to - from;
      for (const [index, place] of this.places.entries()) {
        const piece = pieces[place.column];
        if (piece === undefined) throw new AppError('internal', 'A piece of a table lacks a column.');
        this.fill(this.chunk.getColumnVector(index), place, piece, texts[place.column] ?? null, from, to);
      }
      this.appender.appendDataChunk(this.chunk);
    }
    this.rows += rows;
  }

  finish(): void {
    try {
      this.appender.flushSync();
      this.appender.closeSync();
    } finally {
      this.connection.closeSync();
    }
  }

  private fill(
    vector: DuckDBVector,
    { what }: Place,
    { values, states, raw }: ColumnPiece,
    text: ((row: number) => string) | null,
    from: number,
    to: number,
  ): void {
    const chosen = states?.subarray(from, to) ?? null;
    if (what === 'states') {
      writeNumbers(vector, chosen ?? new Uint8Array(to - from), null);
    } else if (what === 'raw') {
      const byRow = new Map(raw);
      writeCells(vector, to - from, (row) => byRow.get(from + row) ?? null);
    } else if (text !== null) {
      writeCells(vector, to - from, (row) => {
        if ((chosen?.[row] ?? 0) !== 0) return null;
        const cell = text(from + row);
        this.textBytes += cell.length;
        return cell;
      });
    } else if (values instanceof Uint8Array) {
      writeCells(vector, to - from, (row) => ((chosen?.[row] ?? 0) === 0 ? values[from + row] !== 0 : null));
    } else if (ArrayBuffer.isView(values)) {
      writeNumbers(vector, values.subarray(from, to), chosen);
    }
  }
}

function writeCells(vector: DuckDBVector, rows: number, cell: (row: number) => string | boolean | null): void {
  for (let row = 0; row < rows; row++) vector.setItem(row, cell(row));
  vector.flush();
}

function lengthOf(piece: ColumnPiece | undefined): number {
  if (piece === undefined) return 0;
  return 'offsets' in piece.values ? piece.values.offsets.length - 1 : piece.values.length;
}

function textOf(values: ColumnPiece['values']): ((row: number) => string) | null {
  if (ArrayBuffer.isView(values)) return null;
  return 'offsets' in values ? textOfBytes(values) : (row) => values[row] ?? '';
}

/** One string for all cells of a piece, and slices of it: several times faster than a decoder per cell. */
function textOfBytes({ bytes, offsets }: TextPiece): (row: number) => string {
  const start = offsets[0] ?? 0;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return (row) => all.slice((offsets[row] ?? 0) - start, (offsets[row + 1] ?? 0) - start);
}
