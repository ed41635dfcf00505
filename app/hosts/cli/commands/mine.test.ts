import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLab, openCommandLab } from '../../../testing/command-lab.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let lab: CommandLab;
beforeAll(async () => {
  lab = await openCommandLab();
});
afterAll(() => lab.close());

const mine = (...args: string[]): Promise<CommandEnd> => runCommandLine(['mine', ...args]);
const thickness = 'd=layer thickness measurement::thickness';

test('without a field: what can be chosen; with fields: the table, as text, JSON and file', async () => {
  const offered = await mine('--find', '26N-');
  expect(offered).toMatchObject({ code: 0, data: expect.stringMatching(/thickness +nm +\d+ +9 +1/) });
  const fields = ['--field', thickness, '--field', '@sample::topic', '--compute', 'half=d/2'];
  const table = await mine('--find', '26N-', ...fields);
  expect(table.data).toMatch(/^sample +d \(nm\) +topic +half/);
  expect(table.data.split('\n')).toHaveLength(2 + 9);
  expect(table.talk).toContain('Kept as mining_samples_26n for quarry sql.');
  const json = JSON.parse((await mine('--find', '26N-', ...fields, '--json')).data);
  expect(json).toMatchObject({ sqlName: 'mining_samples_26n', samples: 9, table: { count: 9 } });
  const path = join(lab.folder, 'mined.csv');
  expect((await mine('--find', '26N-', ...fields, '--out', path)).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toMatch(/26N-001,\d+,/);
});

test('a unit, a day, clusters and components are columns too, and correlations say how sure they are', async () => {
  const fields = ['--field', 'd[µm]=layer thickness measurement::thickness', '--field', `${thickness}::2026-12-31`];
  const number = ['--field', 'number=layer thickness measurement::id'];
  const derived = ['--clusters', 'heap=2:d,number', '--components', 'pc=1:d,number'];
  const table = await mine('--find', '26N-', ...fields, ...number, ...derived);
  expect(table).toMatchObject({
    code: 0,
    data: expect.stringMatching(/^sample +d \(µm\) +d_2 \(nm\) +number +heap +pc1/),
  });
  const told = await mine('--find', '26N-', ...fields, ...number, '--correlate', 'pearson');
  expect(told.data).toMatch(/d +d_2 +9 +1.0000 +0.00 +0.00/);
  expect(told.talk).toContain('corrected for 3 pairs tested at once');
  expect(await mine('--find', '26N-', '--field', 'd[eV]=layer thickness measurement::thickness')).toMatchObject({
    ...{ code: 2, talk: expect.stringContaining('eV does not fit d, which is in nm.') },
  });
  expect(await mine('--find', '26N-', ...fields, '--clusters', 'heap=40:d,d_2')).toMatchObject({
    ...{ code: 2, talk: expect.stringContaining('40 clusters need at least 40 different rows') },
  });
});

test('what cannot be meant is said with a remedy', async () => {
  expect(await mine('--field', thickness)).toMatchObject({ code: 2, talk: expect.stringContaining('No samples') });
  expect(await mine('--find', 'a', '--series', 'b')).toMatchObject({ code: 2 });
  expect(await mine('--find', 'a', '--field', 'thickness')).toMatchObject({
    ...{ code: 2, talk: expect.stringContaining('names no field') },
  });
  expect(await mine('--find', 'a', '--field', `${thickness}::newest`)).toMatchObject({ code: 2 });
  const misspelt = await mine(
    '--find',
    '26N-',
    '--field',
    thickness,
    '--field',
    'x=layer thickness measurement::thicknes',
  );
  expect(misspelt).toMatchObject({ code: 0, talk: expect.stringContaining('No sample has a field layer thickness') });
  expect(misspelt.talk).not.toContain('::thickness');
  expect(await mine('--find', '26N-', '--field', thickness, '--compute', 'x=q+1')).toMatchObject({
    ...{ code: 2, talk: expect.stringContaining('“q” at character 1') },
  });
});
