import { existsSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import { setAside } from '../../platform/node/quarantine.ts';
import { migrate, NewerSchemaError, openDurably } from '../../platform/node/sqlite.ts';
import { crawlMigrations } from './migrations.ts';

export interface TrackerFile {
  path: string;
  /** Works on a copy in memory, so that nothing is kept. */
  isTrial?: boolean;
}

/**
 * Opens what is known of files. It can be made anew: what was handed over stands in the journal of the outbox too, so a
 * damaged database is set aside and costs reading the files again.
 */
export function openTrackerDatabase({ path, isTrial = false }: TrackerFile): Database {
  if (isTrial) return openCopy(path);
  try {
    return openWhole(path);
  } catch (error) {
    if (!isDamage(error)) throw asStorageError(path, error);
  }
  setAside(path, ['-wal', '-shm']);
  return openWhole(path);
}

/** Sets a damaged database aside. */
export function beginAnew({ path, isTrial = false }: TrackerFile, damaged: Database): Database {
  damaged.close();
  if (isTrial) return openCopy(':memory:');
  setAside(path, ['-wal', '-shm']);
  return openWhole(path);
}

function openCopy(path: string): Database {
  const copy = new SqliteDatabase(existsSync(path) ? contentOf(path) : ':memory:');
  migrate(copy, crawlMigrations);
  return copy;
}

function contentOf(path: string): Buffer {
  const database = new SqliteDatabase(path, { readonly: true });
  const content = database.serialize();
  database.close();
  // The head says that there is a write-ahead log, which a database in memory cannot have.
  content.fill(1, 18, 20);
  return content;
}

function openWhole(path: string): Database {
  const database = openDurably(path);
  try {
    migrate(database, crawlMigrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Checking the whole file at each start would cost as much as the look at all files; damage shows when it is met. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));
}

function asStorageError(path: string, cause: unknown): AppError {
  const isNewer = cause instanceof NewerSchemaError;
  return new AppError('storage', isNewer ? `${path} was written by a newer Quarry.` : `${path} cannot be opened.`, {
    remedy: isNewer
      ? 'Use that version, or another data folder.'
      : 'Check the rights and the space of the data folder.',
    cause,
  });
}
