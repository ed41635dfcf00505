import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoDrmsServer, startDemoDrms } from '../../../demo/drms/index.ts';
import { readPicture } from '../../../figures/read-picture.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let home = '';
let demo: DemoDrmsServer;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-figures-'));
  demo = await startDemoDrms();
});
afterAll(async () => {
  await demo.close();
  rmSync(home, { recursive: true });
});

const figure = (...args: string[]): Promise<CommandEnd> =>
  runCommandLine(['figure', 'table', ...args, '--home', join(home, 'home')]);

test('records become a figure with error bars, and what a reviewer would say is told', async () => {
  const out = join(home, 'mean.svg');
  const records = ['--server', demo.url, '--record-set', 'hmi.v_45s[2016.04.01_TAI/1h]'];
  const axes = ['--x', 'T_REC', '--y', 'DATAMEAN', '--error', 'DATARMS', '--log', '--time-scale', 'UTC'];
  const ended = await figure(...records, ...axes, '--size', 'one-column', '--out', out, '--json');
  expect(JSON.parse(ended.data)).toMatchObject({
    ...{ table: 'hmi.v_45s[2016.04.01_TAI/1h]', rows: 80, x: 'T_REC', y: ['DATAMEAN'], figure: out },
    notes: expect.arrayContaining([expect.stringMatching(/^The logarithmic axis leaves out \d+ values of DATAMEAN/)]),
  });
  expect(ended.talk).toContain('Note: Error bars of DATAMEAN reach down');
  expect(await readPicture(out, readFileSync(out))).toMatchObject({
    kind: 'table',
    picture: { figure: { ys: [{ column: 'DATAMEAN', error: 'DATARMS' }], yScale: 'log', timeScale: 'UTC' } },
  });
  const table = await figure('--table', 'hmi_v_45s', ...axes.slice(0, 4), '--out', join(home, 'again.svg'));
  expect(table).toMatchObject({ code: 0, data: `Figure: ${join(home, 'again.svg')}` });
});

test('a line through an answer to SQL is drawn and printed', async () => {
  const statement = 'SELECT range AS n, 2 * range + 1 AS double FROM range(30)';
  const out = join(home, 'line.svg');
  const ended = await figure('--sql', statement, '--x', 'n', '--y', 'double', '--fit', 'least-squares', '--out', out);
  expect(ended.data).toBe(`Line: slope 2.0000 (95 %: 2.0000 to 2.0000), intercept 1.0000, of 30 rows\nFigure: ${out}`);
});

test.each([
  [['--x', 'a', '--y', 'b'], 'not named, or named in two ways'],
  [['--sql', 'SELECT 1', '--table', 't', '--x', 'a', '--y', 'b'], 'not named, or named in two ways'],
  [['--table', 'nosuch', '--x', 'a', '--y', 'b'], 'There is no kept table nosuch.'],
  [['--table', 't', '--x', 'a', '--y', 'b', '--y', 'c', '--error', 'e'], 'does not say whose errors it holds'],
])('%j: %s', async (args, sentence) => {
  const ended = await figure(...args, '--out', join(home, 'x.svg'));
  expect(ended.code).toBeGreaterThan(0);
  expect(ended.talk).toContain(sentence);
});
