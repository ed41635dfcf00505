import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CacheApi } from '../app/cache/cache-api.ts';
import { addressOf } from '../app/find/address.ts';
import { SearchIndex } from '../app/find/search-index.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { openDatabases } from '../app/rpc/node/database-worker.ts';
import { silentLog } from '../app/testing/silent-log.ts';
import { type BenchRow, percentile, row } from './bench-row.ts';
import { benchSample, sampleName, thingsPerSample } from './find-things.ts';
import { inWindow } from './in-window.ts';

const wanted = 1_000_000;
const samples = Math.ceil(wanted / thingsPerSample);
const site = 'bench';
const never = new AbortController().signal;
/** Typed letter by letter, as people do; each letter is a search. */
const typed = [
  ...['22H-01', '22h0104', '3_25m-0042', '0042 pds', '25', '2026-01', '2024 mask', 'box 12'],
  ...['conductivity 23', 'scratched pad', 'raman', 'thin film', 'noise heater ramp', 'microcrystalline glass'],
  ...['pressure 24k', 'l.brandt', 'sample', 'temp', 'dat', 'a', 'd', 'annealed hydrogn', 'conductivty'],
];
/** These came first among equals if they fitted. */
const opened = Array.from({ length: 50 }, (_, place) => addressOf('sample', site, sampleName(place * 731)));
const [goalMs, goalMb, goalNewMs] = [30, 400, 1000];
const longWord = 7;

/** Search over a million things: in the worker, in the window, on disk, and how soon new data is found. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-find-'));
  try {
    return [...(await inCore(home)), ...(await shownLists(home))];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function inCore(home: string): Promise<BenchRow[]> {
  mkdirSync(join(home, 'cache'));
  const databases = await openDatabases<CacheApi>({ homeFolder: home, cacheFolder: join(home, 'cache') });
  const index = new SearchIndex({
    ...{ path: join(home, 'cache', 'find.sqlite'), kept: databases.calls, clock: nodeClock, log: silentLog },
    ...{ readLocal: async () => [], onChange: () => undefined },
  });
  // As many as the palette and the tab ask for.
  const ask = (text: string, { wantsAll = false, facets = false } = {}) =>
    index.search({ text, kinds: [], sites: [], limit: facets ? 50 : 8, opened, facets }, wantsAll, never);
  try {
    for (let at = 0; at < samples; at++) {
      const answer = { body: benchSample(at), fetchedAtMs: 1, parserVersion: 1 };
      await databases.calls.putAnswer(site, `sample ${sampleName(at)}`, answer);
    }
    const beganMs = performance.now();
    await ask('x', { wantsAll: true });
    const builtS = (performance.now() - beganMs) / 1000;
    const listed = await typedTimes((text) => ask(text));
    const counted = await typedTimes((text) => ask(text, { facets: true }));
    const newMs = await untilFound(index, ask);
    const count = (samples * thingsPerSample).toLocaleString('en');
    const megabytes = sizeOf(join(home, 'cache')) / 1e6;
    const name = `find: one letter more over ${count} things, core to hits`;
    return [
      askedRow(`${name}, p95`, listed),
      ...[...Map.groupBy(listed, ({ text }) => lengthOf(text))]
        .toSorted(([a], [b]) => a - b)
        .map(([length, times]) => askedRow(`find: the same, last word of ${lengthName(length)}, p95`, times)),
      askedRow('find: the same with counts of all kinds and sources, p95', counted, false),
      row('find: index on disk', megabytes, 'MB', '≤ 400 MB', megabytes <= goalMb),
      row('find: new data to found', newMs, 'ms', '≤ 1000 ms', newMs <= goalNewMs),
      row('find: index made anew from what is kept', builtS, 's', 'told', true),
    ];
  } finally {
    await index.close();
    await databases.close();
  }
}

interface Typed {
  text: string;
  ms: number;
}

async function typedTimes(ask: (text: string) => Promise<unknown>): Promise<Typed[]> {
  const times: Typed[] = [];
  for (const text of typed)
    for (let letters = 1; letters <= text.length; letters++) {
      const startMs = performance.now();
      await ask(text.slice(0, letters));
      times.push({ text: text.slice(0, letters), ms: performance.now() - startMs });
    }
  return times;
}

function askedRow(name: string, times: readonly Typed[], hasGoal = true): BenchRow {
  const all = times.map(({ ms }) => ms);
  const [middle, most] = [percentile(all, 0.5), percentile(all, 0.95)];
  const goal = hasGoal ? `≤ ${goalMs} ms` : 'told';
  return row(`${name} (p50 ${middle.toFixed(1)} ms)`, most, 'ms', goal, !hasGoal || most <= goalMs);
}

/** Of the word that is being typed, the long ones together. */
function lengthOf(text: string): number {
  const last = text.split(/[^a-z\d]+/i).findLast((word) => word !== '') ?? '';
  return Math.min(longWord, last.length);
}

function lengthName(length: number): string {
  return length === longWord ? `${length} letters or more` : `${length} ${length === 1 ? 'letter' : 'letters'}`;
}

async function untilFound(index: SearchIndex, ask: (text: string) => Promise<{ total: number }>): Promise<number> {
  const startMs = performance.now();
  index.keep(site, 'topics', [{ name: 'Quetzalcoatl' }], 2);
  while ((await ask('quetzal')).total === 0) await nodeClock.sleep(5);
  return performance.now() - startMs;
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.startsWith('find.sqlite'));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** From the key press to the list that belongs to it, as the page itself measures it. */
function shownLists(home: string): Promise<BenchRow[]> {
  return inWindow(home, async ({ page, address }) => {
    await page.goto(address);
    await page.getByRole('button', { name: 'Search everything or run a command' }).waitFor();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('textbox').waitFor();
    await page.evaluate(watchLists);
    for (const text of typed) {
      await palette.getByRole('textbox').fill('');
      let shown = '';
      for (const letter of text) {
        shown += letter;
        await page.keyboard.press(letter === ' ' ? 'Space' : letter);
        await page.evaluate(`globalThis.listShown(${JSON.stringify(shown)})`);
      }
    }
    const times = (await page.evaluate('globalThis.listTimes')) as number[];
    const shownMs = percentile(times, 0.95);
    return [row('find: key press to shown list in Chromium, p95', shownMs, 'ms', '≤ 30 ms', shownMs <= goalMs)];
  });
}

/** The list carries the words it belongs to. Nothing looks into the page meanwhile: that would take longer than the list. */
const watchLists = `(() => {
  globalThis.listTimes = [];
  let pressedMs = 0;
  let shownText = null;
  let awaited = null;
  document.addEventListener('keydown', () => { pressedMs = performance.now(); }, true);
  const tell = () => {
    if (awaited === null || awaited.text !== shownText) return;
    awaited.resolve();
    awaited = null;
  };
  new MutationObserver(() => {
    const text = document.querySelector('[data-answers]')?.getAttribute('data-answers');
    if (text === shownText || text == null) return;
    shownText = text;
    if (text !== '') globalThis.listTimes.push(performance.now() - pressedMs);
    tell();
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-answers'] });
  globalThis.listShown = (text) => new Promise((resolve) => {
    awaited = { text, resolve };
    tell();
  });
})()`;
