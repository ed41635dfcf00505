import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColumnEngine, forkProcess, type StartProcess } from '../app/columns/index.ts';
import type { ColumnTable, TableColumn } from '../app/domain/columns.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { silentLog } from '../app/testing/silent-log.ts';
import { type BenchRow, median, percentile, row, timesMs } from './bench-row.ts';

const memoryLimitMb = 256;
const screenRows = 100;
const numeric = ['T_REC', 'recnum', 'QUALITY', 'DATAMEAN', 'CRLN_OBS', 'CRLT_OBS'];

/** Tables of 8 columns in the column engine: first screen, sort, summaries, pages, memory. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-bench-columns-'));
  try {
    return [...(await speed(folder)), ...(await memory(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function speed(folder: string): Promise<BenchRow[]> {
  const table = tableOfRows(1_000_000);
  const writer = await openEngine(folder);
  const [writeMs = 0] = await timesMs(1, () => writer.engine.write('million', table, { query: 'bench' }));
  writer.engine.close();

  const coldMs: number[] = [];
  const openMs: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { engine } = await openEngine(folder);
    const startMs = performance.now();
    await engine.start();
    const startedMs = performance.now();
    await engine.page('million', { from: 0, to: screenRows });
    openMs.push(performance.now() - startedMs);
    coldMs.push(performance.now() - startMs);
    engine.close();
  }

  const { engine } = await openEngine(folder);
  await engine.page('million', { from: 0, to: screenRows });
  const sortMs: number[] = [];
  for (const column of numeric) {
    const startMs = performance.now();
    await engine.page('million', { from: 0, to: screenRows, sort: [{ column, descending: true }] });
    sortMs.push(performance.now() - startMs);
    // Comes when the whole order is made, so that the next one begins with an idle engine.
    await engine.page('million', { from: 500_000, to: 500_001, sort: [{ column, descending: true }] });
  }
  const orderMs: number[] = [];
  for (const column of numeric) {
    const startMs = performance.now();
    await engine.page('million', { ...middlePage(1_000_000), sort: [{ column, descending: false }] });
    orderMs.push(performance.now() - startMs);
  }
  const summaryMs = await timesMs(5, () => engine.summaries('million'));
  const sort = [{ column: 'DATAMEAN', descending: false }];
  const pageMs = await timesMs(60, () => engine.page('million', middlePage(1_000_000)));
  const sortedPageMs = await timesMs(60, () => engine.page('million', { ...middlePage(1_000_000), sort }));
  const columnMs = await timesMs(5, () => engine.column('million', 'DATAMEAN'));
  engine.close();
  return [
    atMost('columns: first screen of a kept table of 10⁶ × 8', median(openMs), 150),
    atMost('columns: the same with the start of the process', median(coldMs), 800),
    atMost('columns: first screen sorted by a numeric column', median(sortMs), 150),
    atMost('columns: page in the middle of a new order by a numeric column', median(orderMs), 250),
    atMost('columns: summaries of all 8 columns', median(summaryMs), 500),
    atMost('columns: page in the middle, p95', percentile(pageMs, 0.95), 30),
    atMost('columns: page in the middle of a sorted view, p95', percentile(sortedPageMs, 0.95), 60),
    atMost('columns: one column out as doubles', median(columnMs), 200),
    atMost('columns: write 10⁶ × 8', writeMs, 4000),
  ];
}

/** The highest water mark of the process over all that is done with a large table; known on Linux alone. */
async function memory(folder: string): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const rows = 10_000_000;
  const { engine, pids } = await openEngine(folder);
  await engine.write('large', tableOfRows(rows), { query: 'bench' });
  const writeMb = peakMb(pids());
  engine.close();

  const reader = await openEngine(folder);
  await reader.engine.page('large', { from: 0, to: screenRows });
  for (const column of ['DATAMEAN', 'recnum'])
    await reader.engine.page('large', { ...middlePage(rows), sort: [{ column, descending: true }] });
  await reader.engine.summaries('large');
  await reader.engine.column('large', 'DATAMEAN');
  const readMb = peakMb(reader.pids());
  reader.engine.close();
  return [
    row('columns: memory of the process, reading 10⁷ × 8', readMb, 'MB', '≤ 600 MB', readMb <= 600),
    row('columns: memory of the process, writing 10⁷ × 8', writeMb, 'MB', '≤ 600 MB', writeMb <= 600),
  ];
}

function peakMb(pids: readonly number[]): number {
  const peaks = pids.map((pid) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));
  return Math.max(...peaks) / 1024;
}

function atMost(name: string, valueMs: number, limitMs: number): BenchRow {
  return row(name, valueMs, 'ms', `≤ ${limitMs} ms`, valueMs <= limitMs);
}

async function openEngine(folder: string): Promise<{ engine: ColumnEngine; pids(): number[] }> {
  const pids: number[] = [];
  const startProcess: StartProcess = (script) => {
    const channel = forkProcess(script);
    if (channel.pid !== undefined) pids.push(channel.pid);
    return channel;
  };
  const engine = await ColumnEngine.open({ folder, memoryLimitMb, log: silentLog, clock: nodeClock, startProcess });
  return { engine, pids: () => pids };
}

let jump = 0;
function middlePage(rows: number): { from: number; to: number } {
  jump = (jump + 7919) % 1000;
  const from = Math.floor((rows * (0.1 + (0.8 * jump) / 1000)) / screenRows) * screenRows;
  return { from, to: from + screenRows };
}

/** As a record-set answer looks: times, names of records, numbers with some missing, and a text of four values. */
function tableOfRows(rows: number): ColumnTable {
  const column = (name: string, cells: object): TableColumn =>
    // `cells` is what the kinds below ask for.
    ({ name, label: name, unit: null, note: null, timeScale: null, states: null, raw: null, ...cells }) as TableColumn;
  const instruments = ['HMI_FRONT2', 'HMI_SIDE1', 'HMI_COMBINED', 'AIA_ATA1'];
  const names = Buffer.alloc(rows * 23);
  const nameOffsets = new Uint32Array(rows + 1);
  const texts = Buffer.alloc(rows * 12);
  const textOffsets = new Uint32Array(rows + 1);
  const times = new Float64Array(rows);
  const recnums = new Int32Array(rows);
  const quality = new Int32Array(rows);
  const means = new Float64Array(rows);
  const states = new Uint8Array(rows);
  const longitudes = new Float64Array(rows);
  const latitudes = new Float64Array(rows);
  for (let index = 0; index < rows; index++) {
    nameOffsets[index + 1] =
      (nameOffsets[index] ?? 0) + names.write(`record_${String(index).padStart(16, '0')}`, index * 23, 'latin1');
    const start = textOffsets[index] ?? 0;
    textOffsets[index + 1] = start + texts.write(instruments[index % 4] ?? '', start, 'latin1');
    times[index] = 1.1e9 + 45 * index;
    recnums[index] = (index * 7919) % 4_294_967;
    quality[index] = ((index * 31) % 10_007) - 5000;
    states[index] = index % 20 === 0 ? 1 : 0;
    means[index] = Math.sin(index) * 1000;
    longitudes[index] = (index * 0.618) % 360;
    latitudes[index] = Math.fround(7.25 * Math.sin(index / 1e4));
  }
  return {
    rows,
    stateNames: ['ok', 'missing'],
    columns: [
      column('T_REC', { kind: 'time', values: times, timeScale: 'TAI' }),
      column('record', { kind: 'text', bytes: names, offsets: nameOffsets }),
      column('recnum', { kind: 'integer', values: recnums }),
      column('QUALITY', { kind: 'integer', values: quality, hex: true }),
      column('DATAMEAN', { kind: 'real', values: means, states }),
      column('CRLN_OBS', { kind: 'real', values: longitudes }),
      column('CRLT_OBS', { kind: 'real', values: latitudes }),
      column('INSTRUME', { kind: 'text', bytes: texts, offsets: textOffsets }),
    ],
  };
}
