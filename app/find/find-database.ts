import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { setAside } from '../platform/node/quarantine.ts';
import { isDatabaseDamage, openPrivately } from '../platform/node/sqlite.ts';
import type { FindApi, SearchedAnswer, SourceStamp } from './find-api.ts';
import { indexVersion, schema } from './find-schema.ts';
import { DamagedRowError, ThingSearch } from './thing-search.ts';
import { ThingWriter } from './thing-writer.ts';
import { thingsOfAnswer } from './things-of-answer.ts';

const companions = ['-wal', '-shm'];
/** To take out more things one by one takes longer than to make the index without them. */
const mostTakenOut = 20_000;

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

  function put(answers: readonly SearchedAnswer[]): { generation: number } {
    guarded(({ database, writer }) =>
      database.transaction(() => {
        for (const { body, ...source } of answers) writer.replace(source, readThings(source, body));
      })(),
    );
    return { generation };
  }

  return {
    put,
    putTexts({ site, about, bodies }) {
      // Written by the cache as a list of JSON texts.
      const read = JSON.parse(bodies) as unknown[];
      return put(about.flatMap((one, place) => (read[place] === null ? [] : [{ site, ...one, body: read[place] }])));
    },
    sources: () => {
      const sources = guarded(({ database }) =>
        database
          .prepare<[], SourceStamp>(
            `SELECT sites.name AS site, request, as_of_ms AS asOfMs FROM sources JOIN sites ON sites.id = sources.site`,
          )
          .all(),
      );
      return { sources, generation };
    },
    forget: (site, prefix) => {
      const isMuch = guarded(({ database, writer }) => {
        if (writer.countOf(site, prefix) > mostTakenOut) return true;
        database.transaction(() => writer.forget(site, prefix))();
        return false;
      });
      return isMuch ? beginAnew(remove) : { generation };
    },
    forgetSources: (names) =>
      guarded(({ database, writer }) =>
        database.transaction(() => {
          for (const name of names) writer.forgetSource(name);
        })(),
      ),
    clear: () => beginAnew(remove),
    search: (asked) => ({ ...guarded(({ search }) => search.search(asked)), generation }),
    check: (nowMs, everyMs) =>
      guarded(({ database }) => {
        const last = database.prepare<[], number>("SELECT at_ms FROM upkeep WHERE name = 'check'").pluck().get();
        if (last !== undefined && last <= nowMs && nowMs - last < everyMs) return;
        if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') beginAnew(quarantine);
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
    database.pragma('journal_mode = WAL');
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
