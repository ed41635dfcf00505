import { closeSync, openSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';

export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/** Readable by its owner only, also in a folder that others may look into; -wal and -shm follow it. */
export function openPrivately(path: string, options: SqliteDatabase.Options = {}): Database {
  closeSync(openSync(path, 'a', 0o600));
  return new SqliteDatabase(path, options);
}

/** A commit that has returned outlives a power cut. */
export function openDurably(path: string): Database {
  const database = openPrivately(path);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Brings a database up to the last migration, each in a transaction of its own; `user_version` counts them. */
export function migrate(database: Database, migrations: readonly string[]): void {
  const present = Number(database.pragma('user_version', { simple: true }));
  if (present > migrations.length) throw new NewerSchemaError(`Schema ${present} is newer than ${migrations.length}.`);
  for (const [index, sql] of migrations.entries()) {
    if (index < present) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}

/** Damage of a file, also tables that are missing: then this is not the file that the migrations made. */
export function isDatabaseDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|SCHEMA|ERROR|FORMAT)/.test(code);
}
