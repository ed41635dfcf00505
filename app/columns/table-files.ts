import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { StoredTable } from '../domain/columns.ts';

/**
 * The column folder: for each table `<id>.json` with what is known of it, the Parquet file that it names, and mostly
 * its first rows beside that. A table is there with the first, which comes after the second, and gone without it; a
 * file that no table names is left over.
 */
const schemaVersion = 1;
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
const spillName = 'spill';
/** Of the users' own statements: other processes may use them while the column process starts anew. */
const sqlSpillPrefix = 'sql-';
export const quarantineFolderName = 'quarantine';
const partSuffix = '.part';
const filePattern = /^[a-z0-9.-]+\.parquet$/;
const hashPattern = /^[0-9a-f]{64}$/;

export function spillPath(folder: string): string {
  return join(folder, spillName);
}

export function sqlSpillPath(folder: string): string {
  return join(folder, `${sqlSpillPrefix}${randomUUID()}`);
}

export function checkTableId(id: string): void {
  if (!idPattern.test(id))
    throw new AppError('invalid-input', `“${id.slice(0, 80)}” is no name for a table.`, {
      remedy: 'Use up to 64 small letters, digits and hyphens.',
    });
}

export function aboutPath(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** A name that no other file has, and that the next start clears away. */
export function partPath(folder: string, name: string): string {
  return join(folder, `${name}${partSuffix}`);
}

/** Of the first rows of a table, named after the content of its file, so that it never belongs to another one. */
export function beginningName({ file }: Pick<StoredTable, 'file'>): string {
  return `${file}.beginning`;
}

/** The names of all that lies beside what is known of a table. */
export function filesOf(table: Pick<StoredTable, 'file'>): string[] {
  return [table.file, beginningName(table)];
}

export function aboutText(table: StoredTable): string {
  return `${JSON.stringify({ schema: schemaVersion, ...table }, null, 1)}\n`;
}

/** @returns undefined if there is no such table, or what is known of it cannot be read. */
export async function readTable(folder: string, id: string): Promise<StoredTable | undefined> {
  checkTableId(id);
  const text = await readFile(aboutPath(folder, id), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseTable(text, id);
}

function parseTable(text: string, id: string): StoredTable | undefined {
  try {
    const { schema, ...table } = JSON.parse(text) as StoredTable & { schema: number };
    return schema === schemaVersion && isWhole(table) && table.id === id ? table : undefined;
  } catch {
    return undefined;
  }
}

/** Only this module writes these files, so it is enough to know that one is whole and names no file elsewhere. */
function isWhole({ id, rows, columns, stateNames, file, bytes, sha256, memoryBytes }: StoredTable): boolean {
  return (
    idPattern.test(id) &&
    [rows, bytes, memoryBytes].every((size) => Number.isSafeInteger(size) && size >= 0) &&
    columns.length > 0 &&
    columns.every((column) => typeof column.name === 'string' && typeof column.fileName === 'string') &&
    Array.isArray(stateNames) &&
    filePattern.test(file) &&
    hashPattern.test(sha256)
  );
}

export async function listTables(folder: string): Promise<StoredTable[]> {
  const ids = (await readdir(folder)).flatMap((name) => /^([a-z0-9-]+)\.json$/.exec(name)?.[1] ?? []);
  const tables = await Promise.all(ids.sort().map((id) => readTable(folder, id)));
  return tables.filter((table) => table !== undefined);
}

export function noSuchTable(id: string): AppError {
  return new AppError('not-found', `The table ${id} is not kept any more.`, { remedy: 'Ask the server again.' });
}

/**
 * Removes all that an unfinished write, export or spill has left behind. Only while nothing writes there.
 * @param alsoSql Also what belongs to statements of users; none may run.
 */
export async function clearLeftovers(folder: string, alsoSql = false): Promise<void> {
  const named = new Set((await listTables(folder)).flatMap((table) => [`${table.id}.json`, ...filesOf(table)]));
  for (const name of await readdir(folder)) {
    if (named.has(name) || name === quarantineFolderName || (name.startsWith(sqlSpillPrefix) && !alsoSql)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
