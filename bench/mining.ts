import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import type { StatisticsApi } from '../app/analysis/statistics-api.ts';
import type { CacheApi } from '../app/cache/cache-api.ts';
import { openCache } from '../app/cache/open-cache.ts';
import { createReadThrough } from '../app/cache/read-through.ts';
import { ColumnEngine } from '../app/columns/index.ts';
import type { MiningSource } from '../app/contract/mining.ts';
import { toTree } from '../app/domain/json-tree.ts';
import type { Process, Sample } from '../app/domain/juliabase.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { openDatabases } from '../app/rpc/node/database-worker.ts';
import { LazyWorker } from '../app/services/compute.ts';
import { LabReads } from '../app/services/juliabase-service.ts';
import { KeptTables } from '../app/services/kept-tables.ts';
import { createMiningHandlers } from '../app/services/mining-service.ts';
import { RecordReads } from '../app/services/record-reads.ts';
import { RecordTables } from '../app/services/record-tables.ts';
import { ServerReads } from '../app/services/server-reads.ts';
import { tableNumbers } from '../app/services/table-numbers.ts';
import { silentLog } from '../app/testing/silent-log.ts';
import { Brush } from '../renderer/features/mining/brush/brush.ts';
import { drawAll, drawMarked, extentOf, pixelsOf } from '../renderer/features/mining/brush/pixels.ts';
import { type BenchRow, median, row, timesMs } from './bench-row.ts';
import { windowRows } from './mining-window.ts';

/** All of them are kept; the first ones are those of a table that is made while one waits. */
const sampleCount = 50_000;
const fewSamples = 10_000;
const classes = ['deposition', 'layer thickness measurement', 'PDS measurement', 'conductivity measurement', 'Raman'];
const fieldsPerClass = 8;
const tableWords = `${sampleCount} × ${classes.length * fieldsPerClass}`;
const runs = 5;
const goalMs = 1000;
const pivotGoalMs = 300;
const matrixGoalMs = 500;
const frameGoalMs = 1000 / 30;
const matrixColumns = 6;
const screenRows = 200;
const site = 'lab';
/** All samples, as a search gave them. */
const source = { kind: 'search' as const, text: '26X' };
const [plotWidth, plotHeight] = [132, 100];

type MiningHandlers = ReturnType<typeof createMiningHandlers>;

interface Bench {
  handlers: MiningHandlers;
  records: RecordReads;
  kept: KeptTables;
  signal: AbortSignal;
}

/** Samples × fields from kept answers in the cache to a kept table in the column engine, as the window asks for it. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-mining-'));
  try {
    const measured = await inCore(home);
    const address = ['mining', site, source.kind, source.text].map(encodeURIComponent).join('/');
    const columns = Array.from({ length: matrixColumns }, (_, field) => `value_${field}`);
    return [...measured, ...(await windowRows({ home, address: `#/${address}`, what: tableWords, columns }))];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function inCore(home: string): Promise<BenchRow[]> {
  const folder = join(home, 'cache');
  mkdirSync(folder);
  const databases = await openDatabases<CacheApi>({ homeFolder: home, cacheFolder: folder });
  const kept = new KeptTables({
    log: silentLog,
    onChange: () => undefined,
    openEngine: () =>
      ColumnEngine.open({ folder: join(folder, 'columns'), memoryLimitMb: 512, log: silentLog, clock: nodeClock }),
  });
  const statistics = new LazyWorker<StatisticsApi>(
    new URL('../app/workers/statistics-worker.ts', import.meta.url),
    Number.POSITIVE_INFINITY,
  );
  try {
    const rows = databases.calls;
    const cache = await openCache({
      ...{ rows, clock: nodeClock, log: silentLog, limitBytes: () => 1e10, onDamage: () => undefined },
    });
    const names = Array.from({ length: sampleCount }, (_, index) => `26X-${index}`);
    for (const [index, name] of names.entries())
      await rows.putAnswer(site, `sample ${name}`, { body: sample(index, name), fetchedAtMs: 1, parserVersion: 1 });
    const listed = { items: names.map((name) => ({ name })), capped: false };
    const wish = JSON.stringify({ namePattern: source.text });
    await rows.putAnswer(site, `mining-samples ${wish}`, { body: listed, fetchedAtMs: 1, parserVersion: 1 });
    const noServer = async (): Promise<never> => {
      throw new Error('All samples are kept, so no server is asked.');
    };
    const states = { noteSuccess: () => undefined, noteFailure: () => undefined };
    const reads = new ServerReads(createReadThrough(cache, nodeClock), noServer, states);
    const records = new RecordReads(new RecordTables(), kept);
    const handlers = createMiningHandlers({ reads, lab: new LabReads(reads), kept, records, statistics });
    const { signal } = new AbortController();
    const bench = { handlers, records, kept, signal };
    const measured = [...(await makeRows(bench, names)), ...(await tableRows(bench))];
    cache.close();
    return measured;
  } finally {
    await statistics.close();
    await kept.close();
    await databases.close();
  }
}

function draftOf(source: MiningSource): Parameters<MiningHandlers['mining.table.make']>[0] {
  const fields = classes.flatMap((processType) =>
    Array.from({ length: fieldsPerClass }, (_, index) => ({
      ...{ processType, field: `value_${index}`, take: 'latest' as const, atDate: null, name: null, unit: null },
    })),
  );
  return { connectionId: site, source, fields, computed: [], derived: [], refresh: false };
}

async function makeRows({ handlers, signal }: Bench, names: string[]): Promise<BenchRow[]> {
  const draft = draftOf({ kind: 'samples', names: names.slice(0, fewSamples) });
  const { connectionId, source, fields } = draft;
  const madeMs = median(await timesMs(runs, () => handlers['mining.table.make'](draft, { signal })));
  const offeredMs = median(
    await timesMs(runs, () => handlers['mining.fields']({ connectionId, source, refresh: false }, { signal })),
  );
  return [
    row(
      `mining table, ${fewSamples} samples × ${fields.length} fields from the cache`,
      madeMs,
      'ms',
      '≤ 1000 ms',
      madeMs <= goalMs,
    ),
    row(`fields offered for ${fewSamples} samples`, offeredMs, 'ms', '≤ 1000 ms', offeredMs <= goalMs),
  ];
}

/** What is asked of a table of all samples that is there. */
async function tableRows(bench: Bench): Promise<BenchRow[]> {
  const { handlers, records, signal } = bench;
  const draft = draftOf(source);
  const { table } = await handlers['mining.table.make'](draft, { signal });
  const { tableId } = table;
  const { connectionId } = draft;
  const screenMs = median(
    await timesMs(runs, async () => {
      const found = await handlers['mining.table.find']({ connectionId, source }, { signal });
      const page = { tableId: found.table?.table.tableId ?? '', from: 0, count: screenRows, sort: [], filters: [] };
      await Promise.all([
        records.page({ ...page, selection: null, timeScale: 'own' }, signal),
        records.summaries({ tableId: page.tableId, filters: [], timeScale: 'own' }, signal),
      ]);
    }),
  );
  const place = (field: number): number => field + 1;
  const pivot = { tableId, by: [place(1)], across: null, filters: [] };
  const values = [{ column: place(2), aggregate: 'mean' as const }];
  const pivotMs = median(await timesMs(runs, () => handlers['mining.group']({ ...pivot, values }, { signal })));
  const columns = Array.from({ length: matrixColumns }, (_, field) => place(field));
  const matrixMs = median(await timesMs(runs, () => drawMatrix(bench, tableId, columns)));
  const frameMs = median(brushTimes(await numbersOf(bench, tableId, columns)));
  return [
    row(`mining table ${tableWords}: first screen of a kept one`, screenMs, 'ms', '≤ 1000 ms', screenMs <= goalMs),
    row(`mining table ${tableWords}: groups`, pivotMs, 'ms', '≤ 300 ms', pivotMs <= pivotGoalMs),
    row(
      `mining table ${tableWords}: scatter matrix of ${matrixColumns}`,
      matrixMs,
      'ms',
      '≤ 500 ms',
      matrixMs <= matrixGoalMs,
    ),
    row(
      `mining table ${tableWords}: one frame of brushing in that matrix`,
      frameMs,
      'ms',
      '≤ 33 ms (30 frames per second)',
      frameMs <= frameGoalMs,
    ),
  ];
}

async function numbersOf(
  { records, kept, signal }: Bench,
  tableId: string,
  columns: number[],
): Promise<Float64Array[]> {
  const wish = { tableId, filters: [], mostRows: 200_000 };
  return Promise.all(
    columns.map(async (column) => {
      const bytes = await tableNumbers({ records, kept }, { ...wish, column }, signal);
      return Float64Array.from(tableFromIPC(bytes).getChild('value').toArray());
    }),
  );
}

/** Each pair of the columns once, as the window draws it: numbers as they travel, then pixels. */
async function drawMatrix(bench: Bench, tableId: string, columns: number[]): Promise<void> {
  for (const drawing of drawingsOf(await numbersOf(bench, tableId, columns)))
    drawAll(new Uint32Array(plotWidth * plotHeight), drawing, [11, 106, 134]);
}

function drawingsOf(numbers: Float64Array[]): { pixels: Int32Array; width: number; height: number; size: number }[] {
  return numbers.flatMap((y, row) =>
    numbers.slice(0, row).map((x) => {
      const [xs, ys] = [
        { ...extentOf(x), length: plotWidth },
        { ...extentOf(y), length: plotHeight },
      ];
      return { pixels: pixelsOf(x, y, xs, ys), width: plotWidth, height: plotHeight, size: 2 };
    }),
  );
}

/** The work of moving a box in one plot: rows are marked and drawn in all of them. */
function brushTimes(numbers: Float64Array[]): number[] {
  const [x = new Float64Array(), y = new Float64Array()] = numbers;
  const brush = new Brush(Uint32Array.from(x.keys()));
  const drawings = drawingsOf(numbers).map((drawing) => ({
    drawing,
    base: new Uint32Array(plotWidth * plotHeight),
    shown: new Uint32Array(plotWidth * plotHeight),
  }));
  return Array.from({ length: 60 }, (_, step) => {
    const startMs = performance.now();
    brush.markBox(x, y, { x: [-100 + step, step], y: [-50, 50] });
    for (const { drawing, base, shown } of drawings) {
      shown.set(base);
      drawMarked(shown, drawing, brush.marked, [213, 94, 0]);
    }
    return performance.now() - startMs;
  });
}

function sample(index: number, name: string): Sample {
  const facts = {
    currentLocation: 'Box 1',
    responsiblePerson: 'l.brandt',
    purpose: 'bench',
    tags: [],
    splitOrigin: null,
  };
  return {
    ...{ id: index + 1, name, ...facts, topic: 'Thin film', lastModifiedUtc: null, otherFields: toTree([]) },
    processes: classes.map((typeName, place) => process(index, typeName, place)),
  };
}

function process(index: number, typeName: string, place: number): Process {
  const values = Array.from({ length: fieldsPerClass }, (_, field): [string, number] => [
    `value_${field}`,
    Math.sin(index * fieldsPerClass + field) * 100,
  ]);
  return {
    ...{ id: index * classes.length + place + 1, typeName, contentType: `Institute | ${typeName}` },
    ...{ timestampUtc: new Date(1.7e12 + index * 6e5 + place * 6e4).toISOString(), timestampInaccuracy: 0 },
    ...{ operator: 'l.brandt', externalOperator: null, comments: '', lastModifiedUtc: null, finished: true },
    ...{ sampleIds: [index + 1], fields: toTree(values) },
  };
}
