import { open } from 'node:fs/promises';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { okState, type PageColumn, type StoredColumn, type TableAbout } from '../../domain/columns.ts';
import { csvTexts } from '../../domain/table-files/csv.ts';
import { ecsvTexts } from '../../domain/table-files/ecsv.ts';
import type { FileTable } from '../../domain/table-files/file-table.ts';
import type { TableFileFormat } from '../../domain/table-files/formats.ts';
import { jsonTexts } from '../../domain/table-files/json.ts';
import { votableTexts } from '../../domain/table-files/votable.ts';
import { rawName, stateName, valueName } from './append.ts';
import { arrowPieces } from './arrow-file.ts';
import type { Session, Statement } from './database.ts';
import { quoteText } from './quote.ts';
import { readNumbers } from './vectors.ts';
import { type ColumnPair, copyToParquet, selectList } from './write-table.ts';

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
    const list = selectList(columns.flatMap(({ column, place }) => exportPairs(column, place, stateNames)));
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

/** Other programs are told the states in words; astropy reads no texts that may be missing. */
function exportPairs(column: StoredColumn, place: number, stateNames: readonly string[]): ColumnPair[] {
  const { fileName, stateFileName, rawFileName } = column;
  const words = stateNames.map((name, state) => `WHEN ${state} THEN ${quoteText(state === okState ? '' : name)}`);
  return [
    { own: valueName(place), file: fileName },
    ...(stateFileName === null
      ? []
      : [{ own: `CASE ${stateName(place)} ${words.join(' ')} ELSE '' END`, file: stateFileName }]),
    ...(rawFileName === null ? [] : [{ own: `coalesce(${rawName(place)}, '')`, file: rawFileName }]),
  ];
}

async function* readBatches(
  session: Session,
  { rows, from }: FileSource,
  columns: readonly PlacedColumn[],
): AsyncGenerator<PageColumn[]> {
  const fields = columns.flatMap(({ column, place }) => [
    column.kind === 'flag' ? `${valueName(place)}::UTINYINT` : valueName(place),
    // The library tells of each cell alone whether it has a value, which takes longer than all the rest.
    column.stateFileName === null ? `(${valueName(place)} IS NULL)::UTINYINT` : stateName(place),
    column.rawFileName === null ? 'NULL' : rawName(place),
  ]);
  for await (const chunk of session.stream({ ...from, sql: `SELECT ${fields.join(', ')} ${from.sql}` }, rows))
    yield columns.map(({ column }, index) => cellsOf(chunk, column, 3 * index));
}

function cellsOf(chunk: DuckDBDataChunk, { name, kind, rawFileName }: StoredColumn, field: number): PageColumn {
  const states = readNumbers(chunk, field + 1) as Uint8Array;
  const raw = new Map<number, string>();
  if (rawFileName !== null)
    for (const [row, text] of chunk.getColumnValues(field + 2).entries()) if (text !== null) raw.set(row, String(text));
  const values =
    kind === 'text'
      ? chunk.getColumnValues(field).map((cell) => String(cell ?? ''))
      : // What the library gives out goes with the chunk.
        readNumbers(chunk, field).slice();
  const isOk = states.every((state) => state === okState);
  // The kind decides on the type of the values, in the database as here.
  return { name, kind, values, states: isOk ? null : states.slice(), raw: raw.size === 0 ? null : raw } as PageColumn;
}

async function writePieces(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
