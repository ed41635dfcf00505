import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from './clients/juliabase/index.ts';
import { readMarks } from './clients/juliabase/marker.ts';
import { type DemoServer, startDemoJuliaBase } from './demo/index.ts';
import { createRandom } from './demo/juliabase/random.ts';
import { Instrument } from './testing/instrument.ts';
import { nightlyCount } from './testing/nightly.ts';

const filesAtFirst = nightlyCount(2000);
/** One while records are sent, one at any moment. */
const kills = Math.max(2, nightlyCount(30));
const series = 'Reference 2026';
const startMs = Date.now();

const crawler = `name: instrument
connection: Lab
root: files
files: ["**/*.dat"]
quiet: 20 s
changed: take
reader: table
sample: { from: "{folder}" }
result:
  title: "Run {header.number}"
  comments: "content {sha256}"
  values: { "max/(S/cm)": "{column.sigma.max}" }
`;
const rows = '# T/K\tsigma/(S/cm)\n300\t1e-5\n310\t2e-5\n320\t4e-5\n';

let folder: string;
let demo: DemoServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-crawl-'));
  demo = await startDemoJuliaBase({ filesFolder: join(folder, 'lab') });
});
afterEach(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

interface RunEnd {
  result: { young: number; invalid: number; sent: { open: number; needsYou: number } };
  /** By path, of all files that are there. */
  states: Record<string, string>;
}

/** Resolves at the moment of a kill; the signal says that there is nothing left to kill. */
type Moment = (over: AbortSignal) => Promise<unknown>;

/** Runs a core that crawls and sends; undefined if it was killed. */
async function run(home: string, url: string, killAt?: Moment): Promise<RunEnd | undefined> {
  mkdirSync(home, { recursive: true });
  const script = new URL('./testing/lab-crawl-child.ts', import.meta.url).pathname;
  const recipe = join(folder, 'instrument.yaml');
  const child = spawn(process.execPath, [script, home, url, recipe, String(startMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (data) => said.push(String(data)));
  const over = new AbortController();
  const closed = once(child, 'close').then(() => over.abort());
  try {
    if (killAt !== undefined) {
      await Promise.race([once(child.stdout, 'data'), closed]);
      await Promise.race([killAt(over.signal), closed]);
    } else await closed;
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
  const last = said.join('').split('\n').at(-2) ?? '';
  // Written by the child alone.
  return last.startsWith('{') ? (JSON.parse(last) as RunEnd) : undefined;
}

const added = (): number => demo.control.requestCounts()['POST results/add/'] ?? 0;

/** While the next record is being sent, after so many others. */
function whileSending(records: number): Moment {
  const wanted = added() + records;
  return async (over) => {
    while (added() < wanted && !over.aborted) await wait(2);
  };
}

/** Runs until nothing is left to do. */
async function runToTheEnd(home: string, url: string): Promise<RunEnd> {
  for (let turn = 0; turn < 40; turn++) {
    const end = await run(home, url);
    const isOver = end?.result.young === 0 && end.result.sent.open === 0;
    if (isOver && Object.values(end.states).every((state) => state === 'done')) return end;
  }
  throw new Error('The crawl does not come to its end.');
}

/** What the crawler has written: how often each content and each mark is at the server. */
async function recordsAt(url: string): Promise<{ contents: Map<string, number>; marks: Map<string, number> }> {
  const judge = await connect({ url, user: 'l.brandt', password: 'quarry-demo' });
  try {
    const contents = new Map<string, number>();
    const marks = new Map<string, number>();
    const count = (into: Map<string, number>, key: string): void => void into.set(key, (into.get(key) ?? 0) + 1);
    for (const { name } of (await judge.series.get(series)).members)
      for (const { comments } of (await judge.samples.get(name)).processes) {
        const [, sha256] = /content ([0-9a-f]{64})/.exec(comments) ?? [];
        if (sha256 === undefined) continue;
        count(contents, sha256);
        count(marks, readMarks(comments)?.marker ?? 'none');
      }
    return { contents, marks };
  } finally {
    await judge.close();
  }
}

/** Crawls that do not reach their end while the instrument works; how many of them were killed while they sent. */
async function killAgainAndAgain(home: string, instrument: Instrument, random: () => number): Promise<number> {
  let whileTheySent = 0;
  for (let round = 0; round < kills; round++) {
    const moment: Moment =
      round % 2 === 0 ? whileSending(1 + (filesAtFirst / kills) * random()) : () => wait(3000 * random());
    const before = added();
    const killed = run(home, demo.url, moment);
    for (let act = 0; act < 12; act++) {
      await wait(250 * random());
      instrument.act();
    }
    if ((await killed) === undefined && added() > before) whileTheySent += 1;
  }
  return whileTheySent;
}

async function sampleNames(): Promise<string[]> {
  const judge = await connect({ url: demo.url, user: 'l.brandt', password: 'quarry-demo' });
  const { members } = await judge.series.get(series);
  await judge.close();
  return members.map(({ name }) => name);
}

test(`rows 4 and 8: ${filesAtFirst} files, killed ${kills} times while files come, grow, change and move and while they are sent: as if unbroken`, async () => {
  const seed = Date.now() % 100_000;
  const random = createRandom(seed);
  const root = join(folder, 'files');
  const instrument = new Instrument(
    root,
    {
      folders: await sampleNames(),
      whole: (number) => `# number: ${number}\n${rows}`,
      halves: (number) => [`# number: ${number}\n`, rows],
      keepsFolders: true,
    },
    random,
  );
  for (let number = 0; number < filesAtFirst; number++) instrument.create();
  writeFileSync(join(folder, 'instrument.yaml'), crawler);
  const home = join(folder, 'home');
  expect(await killAgainAndAgain(home, instrument, random), `seed ${seed}`).toBeGreaterThan(0);
  instrument.finishAll();
  const end = await runToTheEnd(home, demo.url);
  expect(end, `seed ${seed}`).toMatchObject({ result: { invalid: 0, sent: { needsYou: 0 } } });

  const { contents, marks } = await recordsAt(demo.url);
  const files = instrument.files();
  const wanted = files.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
  for (const [index, sha256] of wanted.entries())
    expect(contents.get(sha256), `seed ${seed}: ${files[index]} is there once`).toBe(1);
  expect(Math.max(...contents.values(), ...marks.values()), `seed ${seed}: nothing twice`).toBe(1);
  const allDone = Object.fromEntries(files.map((path) => [relative(root, path), 'done']));
  expect(end.states, `seed ${seed}: nothing forgotten`).toEqual(allDone);

  const before = added();
  const other = await runToTheEnd(join(folder, 'other'), demo.url);
  expect(other.states, `seed ${seed}: another computer`).toEqual(allDone);
  expect(added(), `seed ${seed}: adds nothing`).toBe(before);

  const unbroken = await startDemoJuliaBase({ filesFolder: join(folder, 'lab-2') });
  try {
    expect((await runToTheEnd(join(folder, 'unbroken'), unbroken.url)).states).toEqual(allDone);
    expect(new Set((await recordsAt(unbroken.url)).contents.keys())).toEqual(new Set(wanted));
  } finally {
    await unbroken.close();
  }
}, 3_600_000);
