import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLab, storySeries, type TestLab, tinyPng } from '../../testing/juliabase-lab.ts';

const examples = fileURLToPath(new URL('../../../docs/examples/', import.meta.url));

let lab: TestLab;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-example-'));
  lab = await openTestLab({ filesFolder: join(folder, 'files') });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an example as a program of its own. */
async function run(example: string, user: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(examples, example), lab.demo.url, user, ...args],
    {
      env: { ...process.env, LAB_PASSWORD: 'quarry-demo' },
    },
  );
  return stdout;
}

test('a figure is attached to a series', async () => {
  const figure = join(folder, 'figure.png');
  writeFileSync(figure, tinyPng);
  const before = (await lab.client().series.results(storySeries)).map(({ id }) => id);
  const stdout = await run('attach-result.ts', 'l.brandt', storySeries, figure);
  const added = (await lab.client().series.results(storySeries)).filter(({ id }) => !before.includes(id));
  expect(added).toMatchObject([{ title: 'Conductivity', imageType: 'png', seriesNames: [storySeries] }]);
  expect(added[0]?.table.rows).toHaveLength(12);
  expect(stdout).toBe(`Result ${added[0]?.id} of ${storySeries}: 12 samples, figure png\n`);
});

test('a crawler adds what is new, once, and goes on after a file that fails', async () => {
  const crawled = join(folder, 'files', 'crawled');
  mkdirSync(crawled, { recursive: true });
  for (const name of ['9001_26S-001.dat', '9002_26S-002.dat', 'notes.txt']) writeFileSync(join(crawled, name), '1 2\n');
  const first = (await run('crawl-measurements.ts', 'l.brandt', crawled)).trim().split('\n').map(Number);
  expect(await Promise.all(first.map((id) => lab.client().processes.get(id)))).toMatchObject([
    { typeName: 'conductivity measurement' },
    { typeName: 'conductivity measurement' },
  ]);
  writeFileSync(join(crawled, '9000_no-such-sample.dat'), '');
  writeFileSync(join(crawled, '9003_26S-003.dat'), '1 2\n');
  const failing = run('crawl-measurements.ts', 'l.brandt', crawled);
  await expect(failing).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^\d+\n$/),
    stderr: expect.stringMatching(/INFO {5}started crawling[\s\S]*ERROR {4}not added/),
  });
});

test('a set-up learns who may use it and which samples there are', async () => {
  const told: unknown = JSON.parse(await run('connect-set-up.ts', 'l.brandt'));
  expect(told).toMatchObject({ mayUse: true, topics: { 'Thin-film silicon': expect.any(Number) } });
  expect(told).toHaveProperty('samples', expect.arrayContaining(['26S-001']));
  await expect(run('connect-set-up.ts', 'j.park')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('"mayUse":false'),
  });
});

test('a series is mined for a table', async () => {
  const lines = (await run('mine-series.ts', 'l.brandt', storySeries)).trim().split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('sample\tdeposition\tsih4/sccm\tthickness/nm');
  expect(lines[1]).toMatch(/^26S-001\t26S-001\t1\.5\t\d+$/);
});

test('a sample is edited, and only if there is something to change', async () => {
  expect(await run('edit-sample.ts', 'l.brandt', '26S-005', 'glove box')).toBe('26S-005: glove box\n');
  expect(await run('edit-sample.ts', 'l.brandt', '26S-005', 'glove box')).toBe('26S-005: glove box (as before)\n');
  expect((await lab.client().samples.get('26S-005')).tags).toContain('moved');
});

test('a deposition is added with its samples', async () => {
  const stdout = await run('add-deposition.ts', 'l.brandt', 'shelf 4', '26-LB-x1', '26-LB-x2');
  const [, number = ''] = /^(\d\dS-\d{3}): 26-LB-x1, 26-LB-x2\n$/.exec(stdout) ?? [];
  const sample = await lab.client().samples.get('26-LB-x2');
  expect(sample.currentLocation).toBe('shelf 4');
  expect(sample.processes.map(({ typeName }) => typeName)).toEqual(['substrate', '5-chamber deposition']);
  expect((await lab.client().keys.depositions([number])).get(number)).toBe(sample.processes[1]?.id);
});
