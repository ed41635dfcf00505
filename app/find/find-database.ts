import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { setAside } from '../platform/node/quarantine.ts';
import { isDatabaseDamage, openPrivately } from '../platform/node/sqlite.ts';
import type { FindApi, SearchedAnswer, SourceStamp } from './find-api.ts';
import { indexVersion, schema } from './find-schema.ts';
import { mergeWordLists } from './merge-word-lists.ts';
import { DamagedRowError } from './thing-row.ts';
import { ThingSearch } from './thing-search.ts';
import { ThingWriter } from './thing-writer.ts';
import { thingsOfAnswer } from './things-of-answer.ts';

const companions = ['-wal', '-shm'];
/** To take out more things one by one takes longer than to make the index without them. */
const mostTakenOut = 20_000;

const mostWalBytes = 4_000_000;

interface IndexFile {
  database: Database;
  writer: ThingWriter;
  search: ThingSearch;
}

/**
 * Opens the search index. It holds nothing that is not kept elsewhere: damage of any kind, or an older form of it, sets
 * the file aside and begins a new one, which `generation` tells.
 */
export function openFindDatabase(path: string): FindApi {
  let generation = Date.now();
  let file = openOrBegin(path);

  function beginAnew(leave: (path: string) => void): { generation: number } {
    file.database.close();
    leave(path);
    file = openFile(path);
    generation += 1;
    return { generation };
  }

  /** Runs the work again on a fresh file if the present one turns out to be damaged. */
  function guarded<T>(work: (current: IndexFile) => T): T {
    try {
      return work(file);
    } catch (error) {
      if (!(error instanceof DamagedRowError) && !isDatabaseDamage(error)) throw error;
      beginAnew(quarantine);
      return work(file);
    }
  }

  /** All or nothing. */
  function write(work: (writer: ThingWriter) => void): void {
    guarded(({ database, writer }) => {
      try {
        database.transaction(() => {
          work(writer);
          writer.finish();
        })();
      } catch (error) {
        writer.giveUp();
        throw error;
      }
    });
  }

  function put(answers: readonly SearchedAnswer[]): { generation: number } {
    write((writer) => {
      for (const { body, ...source } of answers) writer.replace(source, readThings(source, body));
    });
    return { generation };
  }

  return {
    put,
    putTexts({ site, about, bodies }) {
      // Written by the cache as a list of JSON texts.
      const read = JSON.parse(bodies) as unknown[];
      return put(about.flatMap((one, place) => (read[place] === null ? [] : [{ site, ...one, body: read[place] }])));
    },
    sources: (site) => {
      const sources = guarded(({ database }) =>
        database
          .prepare<[string | null], SourceStamp>(
            `SELECT sites.name AS site, request, as_of_ms AS asOfMs FROM sites JOIN sources ON sources.site = sites.id
             WHERE sites.name = coalesce(?, sites.name)`,
          )
          .all(site),
      );
      return { sources, generation };
    },
    forget: (site, prefix) => {
      const isMuch = guarded(({ writer }) => writer.countOf(site, prefix) > mostTakenOut);
      if (isMuch) return beginAnew(remove);
      write((writer) => writer.forget(site, prefix));
      return { generation };
    },
    forgetSources: (names) =>
      write((writer) => {
        for (const name of names) writer.forgetSource(name);
      }),
    merge: (isFirst) => ({ isDone: guarded(({ database }) => mergeWordLists(database, isFirst)) }),
    clear: () => beginAnew(remove),
    search: (asked) => {
      // In one transaction, as each statement by itself would take and leave the lock of the file.
      const found = guarded(({ database, search }) => database.transaction(() => search.search(asked))());
      return { ...found, generation };
    },
    check: (nowMs, everyMs) =>
      guarded(({ database }) => {
        const last = database.prepare<[], number>("SELECT at_ms FROM upkeep WHERE name = 'check'").pluck().get();
        if (last !== undefined && last <= nowMs && nowMs - last < everyMs) return;
        // What was never looked at was made just now.
        if (last !== undefined && database.pragma('quick_check(1)', { simple: true }) !== 'ok') beginAnew(quarantine);
        file.database.prepare("INSERT OR REPLACE INTO upkeep (name, at_ms) VALUES ('check', ?)").run(nowMs);
      }),
    shutDown: () => {
      file.database.close();
    },
  };
}

function quarantine(path: string): void {
  setAside(path, companions);
}

function remove(path: string): void {
  for (const suffix of ['', ...companions]) rmSync(path + suffix, { force: true });
}

/** An answer of another shape than its name says is of an older version; it is read when it is asked for again. */
function readThings({ site, request }: SourceStamp, body: unknown): ReturnType<typeof thingsOfAnswer> {
  try {
    return thingsOfAnswer(site, request, body);
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function openOrBegin(path: string): IndexFile {
  if (existsSync(path)) {
    try {
      return openFile(path);
    } catch (error) {
      if (!(error instanceof OtherVersionError) && !isDatabaseDamage(error)) throw error;
    }
  }
  quarantine(path);
  return openFile(path);
}

class OtherVersionError extends Error {
  override readonly name = 'OtherVersionError';
}

function openFile(path: string): IndexFile {
  const database = openPrivately(path);
  try {
    // Takes effect in a new file only.
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    database.pragma(`journal_size_limit = ${mostWalBytes}`);
    // Everything in it can be made again; a power cut costs at most the time for that.
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -16000');
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version === 0) database.transaction(() => database.exec(schema))();
    else if (version !== indexVersion) throw new OtherVersionError(`The index has version ${version}.`);
    return { database, writer: new ThingWriter(database), search: new ThingSearch(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}
