import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openTestLab, storySeries, tinyPng } from '../../testing/juliabase-lab.ts';

const example = fileURLToPath(new URL('../../../docs/examples/attach-result.ts', import.meta.url));

test('the example of the manual attaches a figure to a series, as a program of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-example-'));
  const lab = await openTestLab();
  try {
    const figure = join(folder, 'figure.png');
    writeFileSync(figure, tinyPng);
    const before = (await lab.client().series.results(storySeries)).map(({ id }) => id);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [example, lab.demo.url, 'l.brandt', storySeries, figure],
      { env: { ...process.env, LAB_PASSWORD: 'quarry-demo' } },
    );
    const added = (await lab.client().series.results(storySeries)).filter(({ id }) => !before.includes(id));
    expect(added).toMatchObject([{ title: 'Conductivity', imageType: 'png', seriesNames: [storySeries] }]);
    expect(added[0]?.table.rows).toHaveLength(12);
    expect(stdout).toBe(`Result ${added[0]?.id} of ${storySeries}: 12 samples, figure png\n`);
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
