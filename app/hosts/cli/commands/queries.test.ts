import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DemoDrmsServer, startDemoDrms } from '../../../demo/drms/index.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let folder: string;
let demo: DemoDrmsServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-queries-'));
  demo = await startDemoDrms();
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_HOME', join(folder, 'home'));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await demo.close();
  rmSync(folder, { recursive: true });
});

const queries = (...args: string[]): Promise<CommandEnd> => runCommandLine(['queries', ...args]);

test('a query is saved, runs when it is due, and tells what changed cell by cell', async () => {
  const recordSet = 'hmi.v_45s[2016.04.01_TAI/3m]';
  expect((await queries('list')).data).toBe('No saved queries yet.');
  const question = JSON.stringify({
    kind: 'drms.records',
    serverId: demo.cgiUrl,
    recordSet,
    keys: ['T_REC', 'DATAMEAN'],
  });
  const saved = await queries('save', 'Three minutes', question, '--hours', '6');
  expect(saved).toMatchObject({ code: 0, data: `Saved Three minutes: ${recordSet}` });
  expect((await queries('run', '--due')).data).toMatch(
    /^Three minutes: 4 rows as of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, the first answer$/,
  );
  expect((await queries('run', '--due')).data).toBe('Nothing is due.');
  const past = await queries('history', '3m', '--system', 'drms', '--json');
  expect(JSON.parse(past.data)).toMatchObject({ total: 1, questions: [{ title: recordSet, rows: 4 }] });

  const { tableId } = JSON.parse((await queries('list', '--json')).data)[0].lastRun;
  expect(tableId).toMatch(/^run-/);
  const first = JSON.parse((await queries('runs', 'three minutes', '--json')).data);
  expect(first).toHaveLength(1);
  demo.control.revise({
    series: 'hmi.v_45s',
    values: [{ recnum: await someRecnum(recordSet), keyword: 'DATAMEAN', value: 7 }],
  });
  expect((await queries('run', 'Three minutes')).data).toMatch(/0 came, 0 went, 1 changed in 1 cell, 3 as before$/);
  const diff = await queries('diff', 'Three minutes');
  expect(diff.data).toMatch(/1 changed in 1 cell, 3 as before/);
  expect(diff.data).toMatch(/^changed .* → 7$/m);
  expect((await queries('list')).data).toMatch(/Three minutes +http.* +2 +[\d-]{10} [\d:]{8} UTC /);
  expect(await queries('run', 'Nothing')).toMatchObject({ code: 3, talk: expect.stringContaining('Three minutes') });
  expect((await queries('run')).talk).toContain('Give either the name of a query or --due.');
  expect((await queries('save', 'x', '{')).talk).toContain('The question is no JSON.');
}, 120_000);

async function someRecnum(recordSet: string): Promise<number> {
  const told = await runCommandLine([
    'drms',
    'query',
    recordSet,
    '--server',
    demo.cgiUrl,
    '--keys',
    '*recnum*',
    '--json',
  ]);
  return Number(JSON.parse(told.data).columns[0].values[1]);
}
