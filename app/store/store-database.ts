import SqliteDatabase from 'better-sqlite3';
import { AppError } from '../contract/app-error.ts';
import { migrate, NewerSchemaError } from '../platform/node/sqlite.ts';
import { jobTable } from './job-table.ts';
import { storeMigrations } from './migrations/index.ts';
import { connectionTable, settingTable, undoTable } from './small-tables.ts';
import type { StoreApi } from './store-api.ts';

/** Opens what must not be lost. Every commit is on disk before it returns. */
export function openStoreDatabase(path: string): StoreApi & { close(): void } {
  const database = open(path);
  return {
    ...connectionTable(database),
    ...settingTable(database),
    ...jobTable(database),
    ...undoTable(database),
    close: () => {
      database.close();
    },
  };
}

function open(path: string): SqliteDatabase.Database {
  try {
    const database = new SqliteDatabase(path);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, storeMigrations);
    return database;
  } catch (cause) {
    if (cause instanceof NewerSchemaError) {
      throw new AppError('storage', `${path} was written by a newer Quarry.`, {
        remedy: 'Use that version, or another data folder.',
        cause,
      });
    }
    throw new AppError('storage', `${path} cannot be opened.`, {
      remedy: 'Check the rights and the space of the data folder; the file is left as it is.',
      cause,
    });
  }
}

/**
 * Takes the data folder for this process. The lock is held by the database file and freed by the
 * system when the process ends, however it ends.
 */
export function takeWriterLock(path: string): { release(): void } {
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new AppError('conflict', 'Another Quarry uses this data folder.', {
      remedy: 'Close it, or choose another folder with --home.',
      cause,
    });
  }
  return {
    release: () => {
      database.close();
    },
  };
}
