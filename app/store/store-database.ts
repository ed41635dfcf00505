import type { Database } from 'better-sqlite3';
import { AppError, isAppError } from '../contract/app-error.ts';
import { migrate, NewerSchemaError, openDurably } from '../platform/node/sqlite.ts';
import { collectionTables } from './collection-tables.ts';
import { crawlerTable } from './crawler-table.ts';
import { jobTable } from './job-table.ts';
import { storeMigrations } from './migrations/index.ts';
import { pastQuestionTable, queryRunTable, savedQueryTable } from './query-tables.ts';
import { connectionTable, settingTable, undoTable } from './small-tables.ts';
import type { StoreApi } from './store-api.ts';
import { workspaceTable } from './workspace-table.ts';

/** Opens what must not be lost. Every commit is on disk before it returns. */
export function openStoreDatabase(path: string): StoreApi & { close(): void } {
  const database = open(path);
  const tables: StoreApi = {
    ...connectionTable(database),
    ...settingTable(database),
    ...jobTable(database),
    ...undoTable(database),
    ...crawlerTable(database),
    ...savedQueryTable(database),
    ...queryRunTable(database),
    ...pastQuestionTable(database),
    ...collectionTables(database),
    ...workspaceTable(database),
  };
  return {
    ...withNamedFailures(tables, path),
    close: () => {
      database.close();
    },
  };
}

function open(path: string): Database {
  let database: Database | undefined;
  try {
    database = openDurably(path);
    migrate(database, storeMigrations);
    return database;
  } catch (cause) {
    database?.close();
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

type AnyCall = (...args: unknown[]) => unknown;

function withNamedFailures(tables: StoreApi, path: string): StoreApi {
  const named = Object.entries(tables).map(([name, call]: [string, AnyCall]) => [
    name,
    (...args: unknown[]) => {
      try {
        return call(...args);
      } catch (error) {
        throw isAppError(error) ? error : storeFailure(error, path);
      }
    },
  ]);
  // Every call keeps its name and arguments.
  return Object.fromEntries(named) as StoreApi;
}

function storeFailure(cause: unknown, path: string): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new AppError('conflict', `${path} holds an entry of this name already.`, { cause });
  }
  if (code === 'SQLITE_FULL') {
    return new AppError('storage', `The disk with ${path} is full.`, {
      remedy: 'Make room, then try again; what was kept before is intact.',
      retryable: true,
      cause,
    });
  }
  return new AppError('storage', `${path} cannot be read or written.`, {
    remedy: 'Check the disk and the rights of the data folder, then start Quarry again.',
    details: { reason: code === '' ? String(cause) : code },
    cause,
  });
}
