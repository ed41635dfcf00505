import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWholePage, readLinkedNames } from '../app/clients/juliabase/html-pages.ts';
import { startDemoJuliaBase } from '../app/demo/index.ts';
import type { LabState } from '../app/demo/juliabase/model.ts';
import { seedLab } from '../app/demo/juliabase/seed.ts';
import { signIn } from '../app/demo/juliabase/test-browser.ts';
import { type BenchRow, median, row, timesMs } from './bench-row.ts';

const sampleCount = 50_000;
const goalMsPerMB = 150;
const user = 'l.brandt';

/** Pages of a server with 50 000 samples, all of them on the user's list, read for the names they link to. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-bench-pages-'));
  const stateFile = join(folder, 'state.json');
  writeFileSync(stateFile, JSON.stringify(largeLab()));
  const server = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), stateFile });
  try {
    const browser = await signIn(server.url, user);
    return [
      await readingOf('main menu with 50 000 samples, names read', await browser.text(''), sampleCount),
      await readingOf(
        'advanced search with 1000 hits of 50 000, names read',
        await browser.text('advanced_search?_model=Sample&_old_model=Sample&name=26L'),
        1000,
      ),
    ];
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function readingOf(name: string, html: string, atLeast: number): Promise<BenchRow> {
  const megabytes = Buffer.byteLength(html) / 1e6;
  const read = (): number => {
    if (!isWholePage(html)) throw new Error(`${name}: the page is cut.`);
    return readLinkedNames(html, '/', 'samples').length;
  };
  if (read() < atLeast) throw new Error(`${name}: ${read()} names instead of ${atLeast}.`);
  const ownMs = median(await timesMs(9, read)) / megabytes;
  const peerMs = median(await timesMs(9, () => namesByPattern(html))) / megabytes;
  return row(name, ownMs, 'ms per MB', `≤ ${goalMsPerMB} ms per MB`, ownMs <= goalMsPerMB, {
    name: 'one regular expression over the text',
    value: peerMs,
    ratio: peerMs / ownMs,
  });
}

/** What would do on a page without bad manners. */
function namesByPattern(html: string): number {
  return new Set(Array.from(html.matchAll(/href="\/samples\/([^"/]+)"/g), ([, name]) => name)).size;
}

function largeLab(): LabState {
  const { state } = seedLab(2026);
  const model = state.samples.find(({ topic }) => topic !== null);
  const reader = state.users.find(({ login }) => login === user);
  if (model === undefined || reader === undefined) throw new Error('The seed has no sample in a topic.');
  const lastId = Math.max(...state.samples.map(({ id }) => id));
  for (let number = 1; number <= sampleCount; number++) {
    const id = lastId + number;
    state.samples.push({ ...model, id, name: `26L-${String(number).padStart(5, '0')}`, aliases: [], processIds: [] });
    reader.mySamples.push(id);
  }
  return state;
}
