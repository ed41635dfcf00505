import { createSecretKey, type KeyObject } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { KeptAnswerName, KeptAnswerRow, KeptTextRow } from './cache-api.ts';
import { rowDigest } from './row-digest.ts';

interface AnswerSqlRow {
  site: string;
  request: string;
  body: Buffer;
  fetched_at_ms: number;
  validator: string | null;
  parser_version: number;
  digest: Buffer;
}

export interface AnswerTable {
  /** 'damaged' if the row is not what was written; it is gone then. */
  get(site: string, request: string, nowMs: number): KeptAnswerRow | 'damaged' | undefined;
  /** As `get`, but not noted as a use: one look at everything must not decide what gives way first. */
  text(site: string, request: string): KeptTextRow | 'damaged' | undefined;
  /** Bodies of the requests whose name starts with the prefix; damaged ones are left out. */
  list(site: string, prefix: string): unknown[];
  names(): KeptAnswerName[];
  put(site: string, request: string, answer: KeptAnswerRow): void;
  forget(site: string, prefix: string): void;
  /** Removes the answers used longest ago; false if none was left. */
  dropOldest(): boolean;
  /** Reads every row; removes and counts those that are not what was written. */
  dropDamaged(): number;
}

export function answerTable(database: Database, keyBytes: Uint8Array): AnswerTable {
  // Bytes would be made into a key anew for each row, which takes longer than the digest.
  const key = createSecretKey(keyBytes);
  const get = database.prepare<[string, string], AnswerSqlRow>('SELECT * FROM answers WHERE site = ? AND request = ?');
  const some = database.prepare<[string, number, string], AnswerSqlRow>(
    'SELECT * FROM answers WHERE site = ? AND substr(request, 1, ?) = ?',
  );
  const all = database.prepare<[], AnswerSqlRow>('SELECT * FROM answers');
  const names = database.prepare<[], KeptAnswerName>('SELECT site, request, fetched_at_ms AS fetchedAtMs FROM answers');
  const touch = database.prepare('UPDATE answers SET used_at_ms = ? WHERE site = ? AND request = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO answers (site, request, body, fetched_at_ms, validator, parser_version, digest, used_at_ms)
     VALUES (@site, @request, @body, @fetchedAtMs, @validator, @parserVersion, @digest, @fetchedAtMs)`,
  );
  const drop = database.prepare('DELETE FROM answers WHERE site = ? AND request = ?');
  const forget = database.prepare('DELETE FROM answers WHERE site = ? AND substr(request, 1, ?) = ?');
  const dropOldest = database.prepare(
    'DELETE FROM answers WHERE (site, request) IN (SELECT site, request FROM answers ORDER BY used_at_ms LIMIT 20)',
  );
  const whole = (site: string, request: string): AnswerSqlRow | 'damaged' | undefined => {
    const row = get.get(site, request);
    if (row === undefined || isWhole(key, { ...row, site, request })) return row;
    drop.run(site, request);
    return 'damaged';
  };
  return {
    get(site, request, nowMs) {
      const row = whole(site, request);
      if (row === undefined || row === 'damaged') return row;
      touch.run(nowMs, site, request);
      return {
        body: bodyOf(row),
        fetchedAtMs: row.fetched_at_ms,
        validator: row.validator,
        parserVersion: row.parser_version,
      };
    },
    text(site, request) {
      const row = whole(site, request);
      if (row === undefined || row === 'damaged') return row;
      return { text: textOf(row), fetchedAtMs: row.fetched_at_ms, parserVersion: row.parser_version };
    },
    list(site, prefix) {
      const rows = some.all(site, prefix.length, prefix);
      return rows.filter((row) => isWhole(key, row)).map(bodyOf);
    },
    names: () => names.all(),
    put(site, request, { body, fetchedAtMs, validator = null, parserVersion }) {
      const packed = deflateRawSync(Buffer.from(JSON.stringify(body), 'utf8'), { level: 1 });
      const row = { site, request, body: packed, fetchedAtMs, validator, parserVersion };
      put.run({ ...row, digest: rowDigest(key, row) });
    },
    forget(site, prefix) {
      forget.run(site, prefix.length, prefix);
    },
    dropOldest: () => dropOldest.run().changes > 0,
    dropDamaged() {
      const damaged: [string, string][] = [];
      for (const row of all.iterate()) if (!isWhole(key, row)) damaged.push([row.site, row.request]);
      for (const [site, request] of damaged) drop.run(site, request);
      return damaged.length;
    },
  };
}

function bodyOf(row: AnswerSqlRow): unknown {
  return JSON.parse(textOf(row));
}

function textOf({ body }: AnswerSqlRow): string {
  return inflateRawSync(body).toString('utf8');
}

/** A damaged record can hold another type than its column says. */
function isWhole(key: KeyObject, row: AnswerSqlRow): boolean {
  if (!Buffer.isBuffer(row.body) || !Buffer.isBuffer(row.digest)) return false;
  const expected = rowDigest(key, {
    site: row.site,
    request: row.request,
    body: row.body,
    fetchedAtMs: row.fetched_at_ms,
    validator: row.validator,
    parserVersion: row.parser_version,
  });
  return expected.equals(row.digest);
}
