import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom } from '../demo/juliabase/random.ts';
import type { JournalApi } from '../outbox/journal-api.ts';
import { openDatabases } from '../rpc/node/database-worker.ts';
import { Instrument, type InstrumentFiles } from '../testing/instrument.ts';
import { nightlyCount } from '../testing/nightly.ts';
import { createTracker } from './tracking/tracker.ts';
import { openTrackerDatabase } from './tracking/tracker-database.ts';

const kills = nightlyCount(200);
const filesAtFirst = 300;
const startMs = Date.now();
const looks: InstrumentFiles = {
  folders: ['a', 'b', 'c'],
  whole: (number) => `file ${number} END`,
  halves: (number) => [`file ${number} E`, 'ND'],
  keepsFolders: false,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-crawl-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Kills the crawl after so many ms from its beginning; undefined: lets it end. */
async function crawl(home: string, root: string, killAfterMs?: number): Promise<string> {
  const script = new URL('../testing/crawl-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, home, root, String(startMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (data) => said.push(String(data)));
  const exit = once(child, 'exit');
  try {
    if (killAfterMs === undefined) await exit;
    else {
      await once(child.stdout, 'data');
      await Promise.race([wait(killAfterMs), exit]);
    }
  } finally {
    child.kill('SIGKILL');
    await exit;
  }
  return said.join('').split('\n').at(-2) ?? '';
}

async function journalOf(home: string): Promise<{ path: string; sha256: string }[]> {
  const databases = await openDatabases<JournalApi>({ homeFolder: home, cacheFolder: join(home, 'cache') });
  try {
    const items = await databases.calls.listOpenOutbox();
    const whole = await Promise.all(items.map(({ order }) => databases.calls.getOutboxItem(order.id)));
    return whole.map((item) => item?.payload as { path: string; sha256: string });
  } finally {
    await databases.close();
  }
}

function statesOf(home: string): Map<string, string> {
  const database = openTrackerDatabase({ path: join(home, 'crawl.sqlite') });
  const tracker = createTracker(database, () => 0);
  const states = new Map<string, string>();
  for (const state of ['young', 'invalid', 'asks', 'queued', 'done', 'skipped'] as const)
    for (const { path, sha256 } of tracker.filesOf('lab', state)) states.set(path, `${state} ${sha256}`);
  database.close();
  return states;
}

test(
  `rows 4 and 8: kill -9 at ${kills} moments of a crawl while files come, grow, change and move: as if it had never been killed`,
  async () => {
    const seed = Date.now() % 100_000;
    const random = createRandom(seed);
    const [root, home, other] = ['files', 'home', 'other'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const instrument = new Instrument(root, looks, random);
    for (let number = 0; number < filesAtFirst; number++) instrument.create();
    for (let round = 0; round < kills; round++) {
      const killed = crawl(home, root, 400 * random());
      for (let act = 0; act < 10; act++) {
        await wait(30 * random());
        instrument.act();
      }
      await killed;
    }
    instrument.finishAll();
    // The clock of the crawl passes a minute meanwhile.
    await wait(600);
    expect(JSON.parse(await crawl(home, root)), `seed ${seed}`).toMatchObject({ young: 0, invalid: 0, asks: 0 });
    expect(JSON.parse(await crawl(home, root)), `seed ${seed}`).toMatchObject({ queued: 0, young: 0 });
    await crawl(other, root);

    const sent = await journalOf(home);
    const digests = new Set(sent.map(({ sha256 }) => sha256));
    expect(digests.size, `seed ${seed}: nothing twice`).toBe(sent.length);
    for (const path of instrument.files()) {
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      expect(digests.has(sha256), `seed ${seed}: ${path} was sent`).toBe(true);
    }
    expect(statesOf(home), `seed ${seed}`).toEqual(statesOf(other));
  },
  60_000 + kills * 15_000,
);
