import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ComputeApi } from '../app/analysis/compute-api.ts';
import { describeConductivityFigure } from '../app/figures/conductivity-figure.ts';
import { drawNormalisedSvg } from '../app/figures/node/draw-svg.ts';
import { createWorkerClient } from '../app/rpc/node/worker-client.ts';
import { type BenchRow, row } from './bench-row.ts';
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
      row('50 × 100 000 points: files to points of the figure', readyMs / 1000, 's', 'told', true),
      row('50 × 100 000 points: files to drawn figure', drawnMs / 1000, 's', 'told', true),
    ];
  } finally {
    await worker.close();
    rmSync(folder, { recursive: true });
  }
}
