import type { z } from 'zod';
import type { BytesAnswer, bytesContract } from '../contract/bytes.ts';
import type { TableAbout } from '../domain/columns.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import { type TableFileFormat, tableFileFacts } from '../domain/table-files/formats.ts';
import type { KeptTables } from './kept-tables.ts';
import { columnFilterOf, columnSortsOf } from './record-filter.ts';
import type { RecordReads } from './record-reads.ts';
import type { ReadTable } from './table-columns.ts';

export interface TableFileParts {
  kept: KeptTables;
  records: RecordReads;
  /** What a file names as its server. */
  drmsServerName(serverId: string): Promise<string>;
  nowMs(): number;
}

type TableFileWish = z.output<(typeof bytesContract)['table-file']>;
type SqlFileWish = z.output<(typeof bytesContract)['sql-file']>;

/** Rows and columns of a table of records, as they are looked at, for other programs. */
export async function tableFile(parts: TableFileParts, wish: TableFileWish, signal: AbortSignal): Promise<BytesAnswer> {
  const { tableId, format, columns, sort, filters, selection, timeScale } = wish;
  const read = await parts.records.read(tableId);
  const engine = await parts.kept.open();
  const choice =
    selection === null
      ? { sort: columnSortsOf(sort, read.columns), filter: columnFilterOf(filters, read.columns) }
      : { places: await parts.records.placesOf(read, selection, filters, sort, signal) };
  const names = columns?.map((place) => read.columns[place]?.stored.name ?? `column ${place}`);
  const request = {
    format,
    ...choice,
    ...(names === undefined ? {} : { columns: names }),
    ...(timeScale === 'own' ? {} : { timeScale }),
    about: { ...(await originOf(parts, read)), ...choiceAbout(wish, read) },
  };
  const bytes = await engine.file(tableId, request, { signal });
  return { ...factsOf(format, seriesNameOf(read.table.recordSet) ?? 'records'), bytes };
}

/** The whole answer to a statement, for other programs. */
export async function sqlFile(
  { kept, nowMs }: TableFileParts,
  { statement, format, rowLimit }: SqlFileWish,
  signal: AbortSignal,
): Promise<BytesAnswer> {
  const about = { statement, asOfUtc: new Date(nowMs()).toISOString() };
  return { ...factsOf(format, 'answer'), bytes: await kept.sqlFile(statement, { format, rowLimit, about }, signal) };
}

function factsOf(format: TableFileFormat, name: string): { contentType: string; fileName: string } {
  const { contentType, endings } = tableFileFacts[format];
  return { contentType, fileName: `${name}${endings[0]}` };
}

async function originOf({ drmsServerName }: TableFileParts, { table }: ReadTable): Promise<TableAbout> {
  const { recordSet, serverId, asOfUtc, repaired } = table;
  return {
    recordSet,
    server: await drmsServerName(serverId),
    asOfUtc,
    ...(repaired ? { repaired: 'The answer of the server was no valid JSON and was mended.' } : {}),
  };
}

/** Whoever opens the file later must know that it is a part. */
function choiceAbout({ sort, filters, selection }: TableFileWish, { table, columns }: ReadTable): TableAbout {
  const nameOf = (place: number): string => columns[place]?.about.name ?? `column ${place}`;
  const isPart = filters.length > 0 || selection !== null;
  return {
    ...(filters.length === 0
      ? {}
      : { filters: filters.map(({ column, ...facts }) => ({ column: nameOf(column), ...facts })) }),
    ...(selection === null ? {} : { rows: 'Selected one by one.' }),
    ...(isPart ? { rowsOfAnswer: table.count } : {}),
    ...(sort.length === 0
      ? {}
      : { sort: sort.map(({ column, descending }) => `${nameOf(column)}${descending ? ' descending' : ''}`) }),
  };
}
