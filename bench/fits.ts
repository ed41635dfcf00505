import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FitsAnswer, FitsApi } from '../app/analysis/fits-api.ts';
import { imageFile } from '../app/demo/drms/files/fits-image.ts';
import { makePicture } from '../app/demo/drms/files/pixels.ts';
import type { Segment } from '../app/demo/drms/series/model.ts';
import { colourMapOf, colourTable, paint } from '../app/domain/fits/colour-maps.ts';
import { createWorkerClient } from '../app/rpc/node/worker-client.ts';
import { type BenchRow, median, row } from './bench-row.ts';

const size = 4096;
const runs = 5;
/** Of a window of 1440 × 900 pixels with the frame around the picture. */
const step = 4;
const goalMs = 1500;

const segment: Segment = {
  ...{ name: 'magnetogram', type: 'int', units: 'Gauss', protocol: 'fits', note: '', content: 'image' },
  ...{ file: 'magnetogram.fits', compression: 'rice', bscale: 0.1, bzero: 0 },
};

/** From a file on the disk to painted pixels, as the window does it: worker, survey, tile, colours. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-bench-fits-'));
  try {
    const path = join(folder, 'picture.fits');
    writeFileSync(path, imageFile(makePicture(segment, 7, size, size), segment, 'rice', []));
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await openAndPaint(path));
    const ms = median(times);
    return [
      row(`FITS ${size} × ${size}, RICE_1: file to painted picture, new worker`, ms, 'ms', '≤ 1500 ms', ms <= goalMs),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openAndPaint(path: string): Promise<number> {
  const startMs = performance.now();
  const worker = createWorkerClient<FitsApi>(new Worker(new URL('../app/workers/fits-worker.ts', import.meta.url)));
  try {
    given(await worker.describe({ path }));
    const image = given(await worker.image({ path, hdu: 1, plane: 0 }));
    const window = { x: 0, y: 0, width: size, height: size };
    const tile = given(await worker.tile({ path, hdu: 1, plane: 0, ...window, step }));
    const limits = image.survey?.zscale ?? { low: 0, high: 1 };
    paint(tile, limits, colourTable(colourMapOf('gray'), 'asinh'), new Uint32Array(tile.length));
    return performance.now() - startMs;
  } finally {
    await worker.close();
  }
}

function given<T>(answer: FitsAnswer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(answer.message);
}
