import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoDrmsServer, startDemoDrms } from '../../../demo/drms/index.ts';
import { readPicture } from '../../../figures/read-picture.ts';
import { openCommandLab } from '../../../testing/command-lab.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';
import { storySeries } from '../../../testing/juliabase-lab.ts';

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
  const axes = [
    '--x',
    'T_REC',
    '--y',
    'DATAMEAN',
    '--error',
    'DATARMS',
    '--log',
    '--time-scale',
    'UTC',
    '--reverse',
    'x',
  ];
  const ended = await figure(...records, ...axes, '--size', 'one-column', '--out', out, '--json');
  expect(JSON.parse(ended.data)).toMatchObject({
    ...{ table: 'hmi.v_45s[2016.04.01_TAI/1h]', rows: 80, x: 'T_REC', y: ['DATAMEAN'], figure: out },
    notes: expect.arrayContaining([expect.stringMatching(/^The logarithmic axis leaves out \d+ values of DATAMEAN/)]),
  });
  expect(ended.talk).toContain('Note: Error bars of DATAMEAN reach down');
  expect(await readPicture(out, readFileSync(out))).toMatchObject({
    kind: 'table',
    picture: {
      figure: { ys: [{ column: 'DATAMEAN', error: 'DATARMS' }], yScale: 'log', timeScale: 'UTC', reversed: ['x'] },
    },
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

test('a figure of a mining table is attached to its series once, any figure to what is named', async () => {
  const lab = await openCommandLab();
  const line = (...args: string[]): Promise<CommandEnd> =>
    runCommandLine(['figure', 'table', ...args, '--x', 'thickness', '--y', 'double', '--fit', 'least-squares']);
  try {
    const mined = await runCommandLine([
      ...['mine', '--series', storySeries, '--field', 'layer thickness measurement::thickness'],
      ...['--compute', 'double=2 * thickness', '--json'],
    ]);
    const { sqlName } = JSON.parse(mined.data);
    const first = await line('--table', sqlName, '--attach', '--title', 'Doubled', '--json');
    expect(JSON.parse(first.data)).toMatchObject({ figure: null, attached: { outcome: 'created' } });
    const { resultId, url } = JSON.parse(first.data).attached;
    expect((await line('--table', sqlName, '--attach', '--title', 'Doubled')).data).toContain(
      `Already there as Result ${resultId}: ${url}`,
    );
    const sql = ['--sql', `SELECT thickness, double FROM ${sqlName}`, '--attach'];
    expect(await line(...sql)).toMatchObject({ code: 2, talk: expect.stringContaining('does not say to what') });
    const named = await line(...sql, '--to-sample', '26S-003', '--to-sample', '26S-004', '--json');
    expect(JSON.parse(named.data).attached.outcome).toBe('created');
    expect(await line(...sql, '--to-series', 'nosuch')).toMatchObject({
      talk: expect.stringContaining('There is no sample series nosuch'),
    });
  } finally {
    await lab.close();
  }
});

test.each([
  [['--x', 'a', '--y', 'b'], 'not named, or named in two ways'],
  [['--sql', 'SELECT 1', '--table', 't', '--x', 'a', '--y', 'b'], 'not named, or named in two ways'],
  [['--table', 'nosuch', '--x', 'a', '--y', 'b'], 'There is no kept table nosuch.'],
  [['--table', 't', '--x', 'a', '--y', 'b', '--y', 'c', '--error', 'e'], 'does not say whose errors it holds'],
  [['--table', 't', '--x', 'a', '--y', 'b', '--reverse', 'z'], '"z" is no axis.'],
])('%j: %s', async (args, sentence) => {
  const ended = await figure(...args, '--out', join(home, 'x.svg'));
  expect(ended.code).toBeGreaterThan(0);
  expect(ended.talk).toContain(sentence);
});

test.each([
  [[], 'There is no file to draw into.'],
  [['--out', 'x.svg', '--to-series', 'a'], 'the figure is not to be attached'],
])('%j: %s', async (args, sentence) => {
  const ended = await figure('--table', 't', '--x', 'a', '--y', 'b', ...args);
  expect(ended).toMatchObject({ code: 2, talk: expect.stringContaining(sentence) });
});
