import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/app-error.ts';
import { openPrivately } from '../platform/node/sqlite.ts';

export interface WriterLock {
  release(): void;
}

/**
 * Takes the data folder for this process. The lock is held by a database file and freed by the system when the
 * process ends, however it ends; `owner.json` beside it only tells whose it is.
 * @throws AppError `conflict` if another process has it; `details.pid` names that process if it is known.
 */
export function takeWriterLock(homeFolder: string): WriterLock {
  const ownerPath = join(homeFolder, 'owner.json');
  const database = holdExclusively(join(homeFolder, 'lock.sqlite'), ownerPath);
  try {
    writeFileSync(ownerPath, JSON.stringify({ pid: process.pid }), { mode: 0o600 });
  } catch {
    // The lock decides; without the note the others cannot name us.
  }
  return {
    release: () => {
      rmSync(ownerPath, { force: true });
      database.close();
    },
  };
}

function holdExclusively(path: string, ownerPath: string): Database {
  let database: Database | undefined;
  try {
    database = openPrivately(path, { timeout: 0 });
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY')) {
      throw heldByAnother(ownerPath, cause);
    }
    throw new AppError('storage', `${path} cannot be locked.`, {
      remedy: 'Check the rights and the space of the data folder, or choose another one with --home.',
      cause,
    });
  }
}

function heldByAnother(ownerPath: string, cause: Error): AppError {
  const pid = ownerPid(ownerPath);
  return new AppError(
    'conflict',
    `Another Quarry${pid === undefined ? '' : ` (process ${pid})`} uses this data folder.`,
    {
      remedy: 'Close it, or choose another folder with --home.',
      ...(pid === undefined ? {} : { details: { pid } }),
      cause,
    },
  );
}

function ownerPid(path: string): number | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof owner === 'object' && owner !== null && 'pid' in owner && typeof owner.pid === 'number'
      ? owner.pid
      : undefined;
  } catch {
    return undefined;
  }
}
