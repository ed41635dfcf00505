import type { Database } from 'better-sqlite3';
import {
  type FileFacts,
  type FileRecord,
  type FileState,
  joinPath,
  type ShownState,
  splitPath,
} from './file-record.ts';

/** Only what a look needs: name, judged size and time, fresh size, time, since and ready, gone. */
export type SlimRow = [
  string,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
];

interface FullRow {
  folder: string;
  name: string;
  size: number | null;
  mtime_ms: number | null;
  sha256: string | null;
  state: FileState;
  reason: string | null;
  item_id: string | null;
  target: string | null;
  tries: number;
  retry_ms: number | null;
  fresh_size: number | null;
  fresh_mtime_ms: number | null;
  fresh_since_ms: number | null;
  fresh_ready: number | null;
  gone_ms: number | null;
  may_repeat: number;
  may_edit: number;
}

interface SentRow {
  path: string;
  item_id: string;
  target: string;
}

/** From one to the next by the key: DISTINCT would read every row. */
const distinctFolders = `
  WITH RECURSIVE found (folder) AS (
    SELECT min(folder) FROM files WHERE crawler = @crawler
    UNION ALL
    SELECT (SELECT min(folder) FROM files WHERE crawler = @crawler AND folder > found.folder)
    FROM found WHERE found.folder IS NOT NULL
  )
  SELECT folder FROM found WHERE folder IS NOT NULL`;

const place = 'crawler = @crawler AND folder = @folder AND name = @name';

/** The files of all crawlers. No call here is a transaction of its own. */
export class FileTable {
  private readonly database: Database;
  private readonly statements;

  constructor(database: Database) {
    this.database = database;
    this.statements = {
      slim: database
        .prepare<[number, string], SlimRow>(
          `SELECT name, size, mtime_ms, fresh_size, fresh_mtime_ms, fresh_since_ms, fresh_ready, gone_ms
           FROM files WHERE crawler = ? AND folder = ?`,
        )
        .raw(),
      fresh: database.prepare(
        `INSERT INTO files (crawler, folder, name, state, fresh_size, fresh_mtime_ms, fresh_since_ms, fresh_ready)
         VALUES (@crawler, @folder, @name, 'new', @size, @mtimeMs, @sinceMs, 0)
         ON CONFLICT (crawler, folder, name) DO UPDATE
         SET fresh_size = @size, fresh_mtime_ms = @mtimeMs, fresh_since_ms = @sinceMs, fresh_ready = 0, gone_ms = NULL`,
      ),
      ready: database.prepare(`UPDATE files SET fresh_ready = 1, gone_ms = NULL WHERE ${place}`),
      back: database.prepare(
        `UPDATE files SET fresh_size = NULL, fresh_mtime_ms = NULL, fresh_since_ms = NULL, fresh_ready = NULL, gone_ms = NULL
         WHERE ${place}`,
      ),
      gone: database.prepare(
        `UPDATE files SET fresh_size = NULL, fresh_mtime_ms = NULL, fresh_since_ms = NULL, fresh_ready = NULL, gone_ms = @nowMs
         WHERE ${place}`,
      ),
      remove: database.prepare(`DELETE FROM files WHERE ${place}`),
      get: database.prepare<[object], FullRow>(`SELECT * FROM files WHERE ${place}`),
      put: database.prepare(
        `INSERT OR REPLACE INTO files (crawler, folder, name, size, mtime_ms, sha256, state, reason, item_id, target, tries, retry_ms,
           fresh_size, fresh_mtime_ms, fresh_since_ms, fresh_ready, gone_ms, may_repeat, may_edit)
         VALUES (@crawler, @folder, @name, @size, @mtime_ms, @sha256, @state, @reason, @item_id, @target, @tries, @retry_ms,
           @fresh_size, @fresh_mtime_ms, @fresh_since_ms, @fresh_ready, @gone_ms, @may_repeat, @may_edit)`,
      ),
      // The oldest measurement first.
      ready_to_judge: database.prepare<[number, number], FullRow>(
        `SELECT * FROM files WHERE crawler = ? AND fresh_ready = 1 ORDER BY fresh_mtime_ms LIMIT ?`,
      ),
      due: database.prepare<[number, number, number], FullRow>(
        `SELECT * FROM files WHERE crawler = ? AND retry_ms <= ? AND fresh_ready IS NULL AND gone_ms IS NULL
         ORDER BY retry_ms LIMIT ?`,
      ),
      young: database.prepare<[number], FullRow>('SELECT * FROM files WHERE crawler = ? AND fresh_ready = 0'),
      put_sent: database.prepare(
        'INSERT OR REPLACE INTO sent (crawler, sha256, path, item_id, target) VALUES (?, ?, ?, ?, ?)',
      ),
      sent: database.prepare<[number, string], SentRow>(
        'SELECT path, item_id, target FROM sent WHERE crawler = ? AND sha256 = ? ORDER BY path',
      ),
      in_state: database.prepare<[object], FullRow>(
        `SELECT * FROM files WHERE crawler = @crawler AND state = @state AND (folder, name) > (@folder, @name)
         ORDER BY folder, name LIMIT @limit`,
      ),
      settle: database.prepare('INSERT OR REPLACE INTO settled (crawler, folder, digest) VALUES (?, ?, ?)'),
      counts: database.prepare<[number], { state: FileState; is_gone: number; is_young: number; count: number }>(
        `SELECT state, gone_ms IS NOT NULL AS is_gone, fresh_ready IS NOT NULL AS is_young, count(*) AS count
         FROM files WHERE crawler = ? GROUP BY 1, 2, 3`,
      ),
    };
  }

  /** The number of a crawler, a new one for a new name. */
  crawlerOf(name: string): number {
    this.database.prepare('INSERT OR IGNORE INTO crawlers (name) VALUES (?)').run(name);
    const row = this.database.prepare<[string], { id: number }>('SELECT id FROM crawlers WHERE name = ?').get(name);
    return row?.id ?? 0;
  }

  /** Which handing over was the last one whose files are kept here. */
  lastPut(crawler: number): string | null {
    const row = this.database.prepare<[number], { last_put: string | null }>(
      'SELECT last_put FROM crawlers WHERE id = ?',
    );
    return row.get(crawler)?.last_put ?? null;
  }

  notePut(crawler: number, put: string | null): void {
    this.database.prepare('UPDATE crawlers SET last_put = ? WHERE id = ?').run(put, crawler);
  }

  slimRows(crawler: number, folder: string): SlimRow[] {
    return this.statements.slim.all(crawler, folder);
  }

  folders(crawler: number): string[] {
    return this.database.prepare<[object], string>(distinctFolders).pluck().all({ crawler });
  }

  /** Digests of folders whose files were all known as they were seen; any change of their rows takes them away. */
  settledFolders(crawler: number): Map<string, string> {
    const rows = this.database
      .prepare<[number], [string, string]>('SELECT folder, digest FROM settled WHERE crawler = ?')
      .raw()
      .all(crawler);
    return new Map(rows);
  }

  settleFolder(crawler: number, folder: string, digest: string): void {
    this.statements.settle.run(crawler, folder, digest);
  }

  noteFresh(crawler: number, path: string, facts: FileFacts, sinceMs: number): void {
    this.statements.fresh.run({ ...keyOf(crawler, path), ...facts, sinceMs });
  }

  noteReady(crawler: number, path: string): void {
    this.statements.ready.run(keyOf(crawler, path));
  }

  /** The judged content is there again, or still. */
  noteBack(crawler: number, path: string): void {
    this.statements.back.run(keyOf(crawler, path));
  }

  noteGone(crawler: number, path: string, nowMs: number): void {
    this.statements.gone.run({ ...keyOf(crawler, path), nowMs });
  }

  remove(crawler: number, path: string): void {
    this.statements.remove.run(keyOf(crawler, path));
  }

  get(crawler: number, path: string): FileRecord | undefined {
    const row = this.statements.get.get(keyOf(crawler, path));
    return row === undefined ? undefined : fromRow(row);
  }

  put(crawler: number, record: FileRecord): void {
    this.statements.put.run(toRow(crawler, record));
    const { state, path, sha256, itemId, target } = record;
    if ((state === 'queued' || state === 'done') && sha256 !== null)
      this.statements.put_sent.run(crawler, sha256, path, itemId ?? '', target ?? '');
  }

  /** Files whose content is to be judged: finished ones first, then invalid ones whose pause is over. */
  toJudge(crawler: number, nowMs: number, limit: number): FileRecord[] {
    const ready = this.statements.ready_to_judge.all(crawler, limit);
    const due = ready.length < limit ? this.statements.due.all(crawler, nowMs, limit - ready.length) : [];
    return [...ready, ...due].map(fromRow);
  }

  /** Files that were seen and are not finished. */
  young(crawler: number): FileRecord[] {
    return this.statements.young.all(crawler).map(fromRow);
  }

  /** Under which paths a content was ever sent. */
  sentAs(crawler: number, sha256: string): { path: string; itemId: string; target: string }[] {
    return this.statements.sent
      .all(crawler, sha256)
      .map(({ path, item_id, target }) => ({ path, itemId: item_id, target }));
  }

  knowsSent(crawler: number, sha256: string, path: string): boolean {
    return this.statements.sent.all(crawler, sha256).some((one) => one.path === path);
  }

  inState(crawler: number, state: FileState, behind: string | null, limit: number): FileRecord[] {
    const { folder, name } = behind === null ? { folder: '', name: '' } : splitPath(behind);
    return this.statements.in_state.all({ crawler, state, folder, name, limit }).map(fromRow);
  }

  hasAny(crawler: number): boolean {
    return this.database.prepare('SELECT 1 FROM files WHERE crawler = ? LIMIT 1').get(crawler) !== undefined;
  }

  hasYoung(crawler: number): boolean {
    const young = this.database.prepare('SELECT 1 FROM files WHERE crawler = ? AND fresh_ready = 0 LIMIT 1');
    return young.get(crawler) !== undefined;
  }

  /** In the state that a person is shown. */
  shownAs(crawler: number, state: ShownState, limit = -1): FileRecord[] {
    const condition =
      state === 'gone'
        ? 'gone_ms IS NOT NULL'
        : state === 'young'
          ? 'gone_ms IS NULL AND fresh_ready IS NOT NULL'
          : 'gone_ms IS NULL AND fresh_ready IS NULL AND state = @state';
    return this.database
      .prepare<[object], FullRow>(
        `SELECT * FROM files WHERE crawler = @crawler AND ${condition} ORDER BY folder, name LIMIT ${limit}`,
      )
      .all(state === 'gone' || state === 'young' ? { crawler } : { crawler, state })
      .map(fromRow);
  }

  counts(crawler: number): { state: FileState; isGone: boolean; isYoung: boolean; count: number }[] {
    return this.statements.counts
      .all(crawler)
      .map(({ state, is_gone, is_young, count }) => ({ state, isGone: is_gone === 1, isYoung: is_young === 1, count }));
  }
}

function keyOf(crawler: number, path: string): { crawler: number; folder: string; name: string } {
  return { crawler, ...splitPath(path) };
}

function toRow(crawler: number, record: FileRecord): FullRow & { crawler: number } {
  const { judged, fresh } = record;
  return {
    ...keyOf(crawler, record.path),
    size: judged?.size ?? null,
    mtime_ms: judged?.mtimeMs ?? null,
    sha256: record.sha256,
    state: record.state,
    reason: record.reason,
    item_id: record.itemId,
    target: record.target,
    tries: record.tries,
    retry_ms: record.retryAtMs,
    fresh_size: fresh?.size ?? null,
    fresh_mtime_ms: fresh?.mtimeMs ?? null,
    fresh_since_ms: fresh?.sinceMs ?? null,
    fresh_ready: fresh === null ? null : Number(fresh.isReady),
    gone_ms: record.goneMs,
    may_repeat: Number(record.mayRepeat),
    may_edit: Number(record.mayEdit),
  };
}

function fromRow(row: FullRow): FileRecord {
  return {
    path: joinPath(row.folder, row.name),
    judged: row.size === null || row.mtime_ms === null ? null : { size: row.size, mtimeMs: row.mtime_ms },
    sha256: row.sha256,
    state: row.state,
    reason: row.reason,
    itemId: row.item_id,
    target: row.target,
    tries: row.tries,
    retryAtMs: row.retry_ms,
    fresh:
      row.fresh_size === null || row.fresh_mtime_ms === null
        ? null
        : {
            size: row.fresh_size,
            mtimeMs: row.fresh_mtime_ms,
            sinceMs: row.fresh_since_ms ?? 0,
            isReady: row.fresh_ready === 1,
          },
    goneMs: row.gone_ms,
    mayRepeat: row.may_repeat === 1,
    mayEdit: row.may_edit === 1,
  };
}
