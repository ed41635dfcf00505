import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ComputeApi } from '../app/analysis/compute-api.ts';
import { plainDetails } from '../app/domain/figure-details.ts';
import { describeConductivityFigure } from '../app/figures/conductivity-figure.ts';
import { drawNormalisedSvg } from '../app/figures/node/draw-svg.ts';
import { embedInSvg } from '../app/figures/node/embed-provenance.ts';
import type { ConductivityProvenance } from '../app/figures/provenance.ts';
import { readPicture } from '../app/figures/read-picture.ts';
import { createWorkerClient, type Remote } from '../app/rpc/node/worker-client.ts';
import { type BenchRow, median, row } from './bench-row.ts';
import { conductivityText } from './raw-data.ts';

const samples = 50;
const points = 100_000;

/** 50 files of 100 000 points: read, recognised, fitted, thinned out, drawn. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  const worker = createWorkerClient<ComputeApi>(
    new Worker(new URL('../app/workers/compute-worker.ts', import.meta.url)),
  );
  try {
    const names = Array.from({ length: samples }, (_, index) => `S-${index + 1}`);
    for (const [index, name] of names.entries())
      writeFileSync(join(folder, `${name}.dat`), conductivityText(points, index));
    const startMs = performance.now();
    for (const name of names)
      await worker.loadCurve({ figureId: 'f', curveKey: name, path: join(folder, `${name}.dat`), maxBytes: 1e9 });
    const { fits, range } = await worker.fit({ figureId: 'f', range: null });
    const curves = await worker.curves({
      figureId: 'f',
      view: 'arrhenius',
      curveKeys: names,
      xMin: null,
      xMax: null,
      maxPoints: 6000,
    });
    const readyMs = performance.now() - startMs;
    const figure = describeConductivityFigure(
      curves.map((curve) => ({
        sampleName: curve.curveKey,
        x: curve.x,
        y: curve.y,
        fit: fits.find((fit) => fit.curveKey === curve.curveKey)?.fit ?? null,
      })),
      { view: 'arrhenius', yScale: 'log', showFit: true, fitRange: range, theme: 'print', legend: true },
    );
    await drawNormalisedSvg(figure, 960, 640);
    const drawnMs = performance.now() - startMs;
    return [
      await openPicture(worker, folder, names),
      row('50 × 100 000 points: files to points of the figure', readyMs / 1000, 's', 'told', true),
      row('50 × 100 000 points: files to drawn figure', drawnMs / 1000, 's', 'told', true),
    ];
  } finally {
    await worker.close();
    rmSync(folder, { recursive: true });
  }
}

const pointsOfPicture = 2000;

/** From the dropped picture to what plotly draws: its text, its files, the fits, the curves in view. Servers answer from the cache. */
async function openPicture(worker: Remote<ComputeApi>, folder: string, names: string[]): Promise<BenchRow> {
  for (const [index, name] of names.entries())
    writeFileSync(join(folder, `${name}.txt`), conductivityText(pointsOfPicture, index));
  const drawn: ConductivityProvenance = {
    ...{ program: 'Quarry', version: '1', kind: 'conductivity', server: 'https://lab.example/', series: 'S' },
    samples: names.map((name) => ({ name, file: `${name}.txt` })),
    ...{ view: 'arrhenius', yScale: 'log', fitRange: { minInverseKelvin: 2.4, maxInverseKelvin: 4 } },
    details: { ...plainDetails, errors: { sigma: { kind: 'percent', value: 5 }, kelvin: null } },
  };
  const picture = new TextEncoder().encode(
    embedInSvg('<svg xmlns="http://www.w3.org/2000/svg"></svg>', JSON.stringify(drawn)),
  );
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const startMs = performance.now();
    const read = await readPicture('figure.svg', picture);
    if (read.kind !== 'conductivity') throw new Error('The picture shows another figure.');
    const { samples, view, yScale, fitRange } = read;
    const figureId = `p${round}`;
    await Promise.all(
      samples.map(({ name, file }) =>
        worker.loadCurve({ figureId, curveKey: name, path: join(folder, file ?? ''), maxBytes: 1e9 }),
      ),
    );
    const { fits } = await worker.fit({ figureId, range: fitRange });
    const curves = await worker.curves({
      ...{ figureId, view, curveKeys: names, xMin: null, xMax: null, maxPoints: 6000 },
    });
    describeConductivityFigure(
      curves.map(({ curveKey, x, y }) => ({
        ...{ sampleName: curveKey, x, y },
        fit: fits.find((fit) => fit.curveKey === curveKey)?.fit ?? null,
      })),
      { view, yScale, showFit: true, fitRange, theme: 'light', legend: false, details: drawn.details },
    );
    times.push(performance.now() - startMs);
    await worker.release({ figureId });
  }
  const typical = median(times);
  return row('open a picture of 50 curves of 2000 points', typical, 'ms', '≤ 500', typical <= 500);
}
