import { open } from 'node:fs/promises';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { PageColumn, StoredColumn, TableAbout } from '../../domain/columns.ts';
import { csvTexts } from '../../domain/table-files/csv.ts';
import { ecsvTexts } from '../../domain/table-files/ecsv.ts';
import type { FileTable } from '../../domain/table-files/file-table.ts';
import type { TableFileFormat } from '../../domain/table-files/formats.ts';
import { jsonTexts } from '../../domain/table-files/json.ts';
import { votableTexts } from '../../domain/table-files/votable.ts';
import { rawName, stateName, valueName } from './append.ts';
import { arrowPieces } from './arrow-file.ts';
import { CellsBuilder } from './cells-builder.ts';
import type { Session, Statement } from './database.ts';
import { copyToParquet, pairsOf, selectList } from './write-table.ts';

/** What goes into a file. */
export interface FileSource {
  columns: readonly PlacedColumn[];
  rows: number;
  stateNames: readonly string[];
  about: TableAbout;
  /** From `FROM` on, with the order of the rows. */
  from: Statement;
}

interface PlacedColumn {
  column: StoredColumn;
  /** In the relation, which gives the column its name there. */
  place: number;
}

type Pieces = (table: FileTable) => AsyncIterable<string | Uint8Array>;

const writers: Readonly<Record<Exclude<TableFileFormat, 'parquet'>, Pieces>> = {
  csv: csvTexts,
  json: jsonTexts,
  votable: votableTexts,
  ecsv: ecsvTexts,
  arrow: arrowPieces,
};

/** The database writes Parquet by itself; all else is made from its rows. */
export async function writeTableFile(
  session: Session,
  source: FileSource,
  format: TableFileFormat,
  path: string,
): Promise<void> {
  const { columns, rows, stateNames, about, from } = source;
  const chosen = columns.map(({ column }) => column);
  if (format === 'parquet') {
    const list = selectList(columns.flatMap(({ column, place }) => pairsOf(column, place)));
    const select = { ...from, sql: `SELECT ${list} ${from.sql}` };
    return copyToParquet(session, select, path, { columns: chosen, stateNames, about });
  }
  const batches: FileTable['batches'] = (places) =>
    readBatches(
      session,
      source,
      places.flatMap((index) => columns[index] ?? []),
    );
  await writePieces(path, writers[format]({ columns: chosen, rows, stateNames, about, batches }));
}

async function* readBatches(
  session: Session,
  { rows, from }: FileSource,
  columns: readonly PlacedColumn[],
): AsyncGenerator<PageColumn[]> {
  const fields = columns.flatMap(({ column, place }) => [
    valueName(place),
    column.stateFileName === null ? 'NULL' : stateName(place),
    column.rawFileName === null ? 'NULL' : rawName(place),
  ]);
  for await (const chunk of session.stream({ ...from, sql: `SELECT ${fields.join(', ')} ${from.sql}` }, rows))
    yield columns.map(({ column }, index) => cellsOf(chunk, column, 3 * index));
}

function cellsOf(chunk: DuckDBDataChunk, { name, kind, stateFileName, rawFileName }: StoredColumn, field: number) {
  const cells = new CellsBuilder(name, kind, chunk.rowCount);
  const [values, states, raws] = [field, field + 1, field + 2].map((index) => chunk.getColumnVector(index));
  for (let row = 0; row < chunk.rowCount; row++) {
    const state = stateFileName === null ? null : Number(states?.getItem(row));
    const raw = rawFileName === null ? null : raws?.getItem(row);
    cells.set(row, values?.getItem(row) ?? null, state, typeof raw === 'string' ? raw : null);
  }
  return cells.finish();
}

async function writePieces(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
