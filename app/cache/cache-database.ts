import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { setAside } from '../platform/node/quarantine.ts';
import { isDatabaseDamage, migrate, NewerSchemaError, openPrivately } from '../platform/node/sqlite.ts';
import { type AnswerTable, answerTable } from './answer-table.ts';
import type { CacheApi } from './cache-api.ts';
import { cacheMigrations } from './migrations/index.ts';

const rowNotice = 'A kept answer was damaged on disk and is asked for again.';
const fileNotice =
  'The kept answers were damaged on disk. They were set aside and are asked for again; nothing of yours is lost.';
const companions = ['-wal', '-shm', '.key'];

/**
 * Opens the kept answers. Damage of any kind costs the answers, never shows a wrong value: a row whose
 * digest differs is dropped, a file that SQLite cannot work with is set aside and begun anew.
 */
export function openCacheDatabase(path: string): CacheApi & { close(): void } {
  const notices = new Set<string>();
  let file = openOrRebuild(path, notices);

  function rebuild(): void {
    file.database.close();
    setAside(path, companions);
    notices.add(fileNotice);
    file = openFile(path);
  }

  /** Runs the work again on a fresh file if the present one turns out to be damaged. */
  function guarded<T>(work: (current: CacheFile) => T): T {
    try {
      return work(file);
    } catch (error) {
      if (!isDatabaseDamage(error)) throw error;
      rebuild();
      return work(file);
    }
  }

  return {
    getAnswer: (site, request, nowMs) =>
      guarded(({ answers }) => {
        const answer = answers.get(site, request, nowMs);
        if (answer !== 'damaged') return answer;
        notices.add(rowNotice);
        return undefined;
      }),
    getAnswerTexts: (site, requests) =>
      guarded(({ answers }) => {
        const found = requests.map((request) => {
          const answer = answers.text(site, request);
          if (answer === 'damaged') notices.add(rowNotice);
          return answer === undefined || answer === 'damaged' ? null : answer;
        });
        return {
          bodies: `[${found.map((answer) => answer?.text ?? 'null').join(',')}]`,
          about: found.map(
            (answer) => answer && { fetchedAtMs: answer.fetchedAtMs, parserVersion: answer.parserVersion },
          ),
        };
      }),
    answersOf: (site, prefix) => guarded(({ answers }) => answers.list(site, prefix)),
    answerNames: () => guarded(({ answers }) => answers.names()),
    putAnswer: (site, request, answer) => guarded(({ answers }) => answers.put(site, request, answer)),
    forgetAnswers: (site, prefix = '') => guarded(({ answers }) => answers.forget(site, prefix)),
    cacheBytes: () => guarded(({ database }) => contentBytes(database)),
    clearCache: () =>
      guarded(({ database }) => {
        database.exec('DELETE FROM answers; VACUUM;');
      }),
    trimCache: (limitBytes) =>
      guarded(({ database, answers }) => {
        while (contentBytes(database) > limitBytes && answers.dropOldest());
      }),
    checkCache: (nowMs, everyMs) =>
      guarded(({ database, answers }) => {
        if (!isCheckDue(database, nowMs, everyMs)) return;
        if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') rebuild();
        else if (answers.dropDamaged() > 0) notices.add(rowNotice);
        file.database.prepare("INSERT OR REPLACE INTO upkeep (name, at_ms) VALUES ('check', ?)").run(nowMs);
      }),
    takeCacheNotices: () => {
      const taken = [...notices];
      notices.clear();
      return taken;
    },
    close: () => {
      file.database.close();
    },
  };
}

interface CacheFile {
  database: Database;
  answers: AnswerTable;
}

function openFile(path: string): CacheFile {
  const database = openPrivately(path);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    migrate(database, cacheMigrations);
    return { database, answers: answerTable(database, keyOf(path)) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function openOrRebuild(path: string, notices: Set<string>): CacheFile {
  if (existsSync(path)) {
    try {
      const file = openFile(path);
      if (file.database.pragma('quick_check(1)', { simple: true }) === 'ok') return file;
      file.database.close();
      notices.add(fileNotice);
    } catch (error) {
      // Another version's answers are of no use, but they are not damaged.
      if (isDatabaseDamage(error)) notices.add(fileNotice);
      else if (!(error instanceof NewerSchemaError)) throw error;
    }
  }
  // A WAL without its database belongs to something else.
  setAside(path, companions);
  return openFile(path);
}

/** Made with the file and set aside with it. Not a secret: it only tells this file's rows from others. */
function keyOf(path: string): Buffer {
  const keyPath = `${path}.key`;
  if (existsSync(keyPath)) return readFileSync(keyPath);
  const key = randomBytes(16);
  writeFileSync(keyPath, key, { mode: 0o600 });
  return key;
}

function contentBytes(database: Database): number {
  const [pages, free, size] = (['page_count', 'freelist_count', 'page_size'] as const).map((name) =>
    Number(database.pragma(name, { simple: true })),
  );
  return ((pages ?? 0) - (free ?? 0)) * (size ?? 0);
}

function isCheckDue(database: Database, nowMs: number, everyMs: number): boolean {
  const last = database.prepare<[], { at_ms: number }>("SELECT at_ms FROM upkeep WHERE name = 'check'").get();
  // A time ahead of now was written before the clock was set back.
  return last === undefined || last.at_ms > nowMs || nowMs - last.at_ms >= everyMs;
}
