import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { tableNumbers } from '../app/services/table-numbers.ts';
import { Brush } from '../renderer/features/mining/brush/brush.ts';
import { drawAll, drawMarked, extentOf, pixelsOf } from '../renderer/features/mining/brush/pixels.ts';
import { type BenchRow, median, row, timesMs } from './bench-row.ts';
import { draftOf, type MiningLab, source, tableWords, withMiningLab } from './mining-lab.ts';

/** Those of a table that is made while one waits. */
const fewSamples = 10_000;
const runs = 5;
const goalMs = 1000;
const pivotGoalMs = 300;
const matrixGoalMs = 500;
const frameGoalMs = 1000 / 30;
const matrixColumns = 6;
const screenRows = 200;
const [plotWidth, plotHeight] = [132, 100];

/** Samples × fields from kept answers in the cache to a kept table in the column engine, as the window asks for it. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-mining-'));
  try {
    return await withMiningLab(home, async (lab) => [...(await makeRows(lab)), ...(await tableRows(lab))]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function makeRows({ handlers, names, signal }: MiningLab): Promise<BenchRow[]> {
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
async function tableRows(bench: MiningLab): Promise<BenchRow[]> {
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
  { records, kept, signal }: MiningLab,
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
async function drawMatrix(bench: MiningLab, tableId: string, columns: number[]): Promise<void> {
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
