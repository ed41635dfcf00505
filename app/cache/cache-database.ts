import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3';
import { migrate } from '../platform/node/sqlite.ts';
import type { CacheApi, KeptAnswerRow } from './cache-api.ts';
import { cacheMigrations } from './migrations/index.ts';

interface AnswerSqlRow {
  body: Buffer;
  fetched_at_ms: number;
  parser_version: number;
  digest: Buffer;
}

const keptQuarantines = 3;

/**
 * Opens the kept answers. Damage of any kind costs the answers, never shows a wrong value: a row whose
 * digest differs is dropped, a file that SQLite cannot work with is set aside and begun anew.
 */
export function openCacheDatabase(path: string): CacheApi & { close(): void } {
  const notices: string[] = [];
  let tables = openOrRebuild(path, notices);

  /** Runs the work again on a fresh file if the present one turns out to be damaged. */
  const guarded = <T>(work: (current: Tables) => T): T => {
    try {
      return work(tables);
    } catch (error) {
      if (!isDamage(error)) throw error;
      tables.database.close();
      setAside(path, notices);
      tables = prepare(path);
      return work(tables);
    }
  };

  return {
    getAnswer: (site, request, nowMs) => guarded((current) => readAnswer(current, notices, site, request, nowMs)),
    putAnswer: (site, request, answer) => guarded((current) => writeAnswer(current, site, request, answer)),
    forgetAnswers: (site, prefix = '') =>
      guarded(({ forget }) => {
        forget.run(site, prefix.length, prefix);
      }),
    cacheBytes: () => guarded(({ database }) => contentBytes(database)),
    clearCache: () =>
      guarded(({ database }) => {
        database.exec('DELETE FROM answers; VACUUM;');
      }),
    trimCache: (limitBytes) =>
      guarded(({ database, dropOldest }) => {
        while (contentBytes(database) > limitBytes && dropOldest.run().changes > 0);
      }),
    takeCacheNotices: () => notices.splice(0),
    close: () => {
      tables.database.close();
    },
  };
}

type Tables = ReturnType<typeof prepare>;

function prepare(path: string) {
  const database = new SqliteDatabase(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  migrate(database, cacheMigrations);
  return {
    database,
    get: database.prepare<[string, string], AnswerSqlRow>('SELECT * FROM answers WHERE site = ? AND request = ?'),
    touch: database.prepare('UPDATE answers SET used_at_ms = ? WHERE site = ? AND request = ?'),
    put: database.prepare(
      `INSERT INTO answers (site, request, body, fetched_at_ms, parser_version, digest, used_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (site, request) DO UPDATE SET body = excluded.body, fetched_at_ms = excluded.fetched_at_ms,
         parser_version = excluded.parser_version, digest = excluded.digest, used_at_ms = excluded.used_at_ms`,
    ),
    drop: database.prepare('DELETE FROM answers WHERE site = ? AND request = ?'),
    forget: database.prepare('DELETE FROM answers WHERE site = ? AND substr(request, 1, ?) = ?'),
    dropOldest: database.prepare(
      'DELETE FROM answers WHERE (site, request) IN (SELECT site, request FROM answers ORDER BY used_at_ms LIMIT 20)',
    ),
  };
}

function openOrRebuild(path: string, notices: string[]): Tables {
  let tables: Tables | undefined;
  try {
    tables = prepare(path);
    const verdict = tables.database.pragma('quick_check(1)', { simple: true });
    if (verdict === 'ok') return tables;
  } catch (error) {
    if (!isDamage(error) && !(error instanceof Error && error.name === 'NewerSchemaError')) throw error;
  }
  tables?.database.close();
  setAside(path, notices);
  return prepare(path);
}

function readAnswer(
  { get, touch, drop }: Tables,
  notices: string[],
  site: string,
  request: string,
  nowMs: number,
): KeptAnswerRow | undefined {
  const row = get.get(site, request);
  if (row === undefined) return undefined;
  const { body, fetched_at_ms: fetchedAtMs, parser_version: parserVersion } = row;
  if (!digestOf(site, request, body, fetchedAtMs, parserVersion).equals(row.digest)) {
    drop.run(site, request);
    notices.push('A kept answer was damaged on disk and is asked for again.');
    return undefined;
  }
  touch.run(nowMs, site, request);
  return { body: JSON.parse(inflateRawSync(body).toString('utf8')), fetchedAtMs, parserVersion };
}

function writeAnswer(
  { put }: Tables,
  site: string,
  request: string,
  { body, fetchedAtMs, parserVersion }: KeptAnswerRow,
): void {
  const packed = deflateRawSync(Buffer.from(JSON.stringify(body), 'utf8'), { level: 1 });
  put.run(
    site,
    request,
    packed,
    fetchedAtMs,
    parserVersion,
    digestOf(site, request, packed, fetchedAtMs, parserVersion),
    fetchedAtMs,
  );
}

function digestOf(site: string, request: string, body: Uint8Array, fetchedAtMs: number, parserVersion: number): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([site, request, fetchedAtMs, parserVersion]))
    .update(body)
    .digest()
    .subarray(0, 16);
}

function contentBytes(database: SqliteDatabase.Database): number {
  const [pages, free, size] = (['page_count', 'freelist_count', 'page_size'] as const).map((name) =>
    Number(database.pragma(name, { simple: true })),
  );
  return ((pages ?? 0) - (free ?? 0)) * (size ?? 0);
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|SCHEMA|ERROR|FORMAT)/.test(code);
}

/** Keeps the damaged file for a look, with its -wal and -shm, the newest three of them. */
function setAside(path: string, notices: string[]): void {
  const folder = join(dirname(path), 'quarantine');
  mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  for (const suffix of ['', '-wal', '-shm']) {
    try {
      renameSync(path + suffix, join(folder, `${stamp}-${basename(path)}${suffix}`));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  const stamps = [...new Set(readdirSync(folder).map((name) => name.slice(0, stamp.length)))].toSorted();
  for (const old of stamps.slice(0, -keptQuarantines)) {
    for (const name of readdirSync(folder)) if (name.startsWith(old)) rmSync(join(folder, name));
  }
  notices.push(
    'The kept answers were damaged on disk. They were set aside and are asked for again; nothing of yours is lost.',
  );
}
