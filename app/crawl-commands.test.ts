import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect, type JuliaBaseClient } from './clients/juliabase/index.ts';
import { type DemoServer, startDemoJuliaBase } from './demo/index.ts';
import { type CommandEnd, runCommandLine } from './testing/command-line.ts';

let folder: string;
let demo: DemoServer;
let judge: JuliaBaseClient;
let sample: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-crawl-cli-'));
  demo = await startDemoJuliaBase({ filesFolder: join(folder, 'lab') });
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_PASSWORD', 'quarry-demo');
  vi.stubEnv('QUARRY_HOME', join(folder, 'home'));
  await runCommandLine(['connections', 'add', 'juliabase', '--name', 'Lab', '--url', demo.url, '--user', 'l.brandt']);
  judge = await connect({ url: demo.url, user: 'l.brandt', password: 'quarry-demo' });
  sample = (await judge.series.get('Reference 2026')).members[0]?.name ?? '';
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await judge.close();
  await demo.close();
  rmSync(folder, { recursive: true });
});

function put(path: string, content: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(file, hourAgo, hourAgo);
}

const json = ({ data, talk }: CommandEnd): unknown => JSON.parse(data === '' ? `no data: ${talk}` : data);

test('a crawler in YAML: dry run, run, files that ask', async () => {
  put(`files/${sample}/1.dat`, 'one');
  const file = join(folder, 'crawler.yaml');
  writeFileSync(
    file,
    'name: cli\nconnection: Lab\nroot: files\nfiles: ["**/*.dat"]\nevery: 2 h\nsample: { from: "{folder}" }\nresult: { title: "By command {stem}" }\n',
  );
  const dry = await runCommandLine(['crawl', file, '--dry-run']);
  expect(dry.data).toContain('By command 1');
  expect(dry.data).toContain('nothing was sent');
  expect(json(await runCommandLine(['crawl', file, '--once', '--json']))).toMatchObject({
    ...{ files: 1, queued: 1, jobId: expect.any(String) },
    sent: { ended: 1, needsYou: 0, open: 0 },
  });
  put(`files/${sample}/2.dat`, 'one');
  const asked = await runCommandLine(['crawl', file, '--once']);
  expect(asked).toMatchObject({ code: 20, data: expect.stringContaining('Need your choice: 1') });
  const skipped = await runCommandLine([
    'crawl-files',
    file,
    '--state',
    'skipped',
    '--skip',
    `${sample}/2.dat`,
    '--json',
  ]);
  expect(json(skipped)).toMatchObject([{ path: `${sample}/2.dat`, state: 'skipped' }]);
  expect((await runCommandLine(['crawl-files', file, '--state', 'done'])).data).toContain('1.dat');

  expect((await runCommandLine(['crawl', file, '--install', 'cron'])).data).toContain(
    `0 */2 * * * quarry crawl ${file} --once`,
  );
  expect((await runCommandLine(['crawl', file, '--install', 'systemd'])).data).toContain('OnUnitInactiveSec=120min');
}, 120_000);

test('a crawler in TypeScript, as in the documentation', async () => {
  const project = join(folder, 'project');
  put(`project/measurements/${sample}/cold.dat`, '# T/K\tsigma/(S/cm)\n300\t1e-5\n310\t2e-5\n320\t4e-5\n');
  put(`project/measurements/${sample}/notes.dat`, 'no numbers');
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(join(import.meta.dirname, '..'), join(project, 'node_modules/quarry'));
  copyFileSync(join(import.meta.dirname, '../docs/examples/crawler.ts'), join(project, 'crawler.ts'));
  const run = await runCommandLine(['crawl', join(project, 'crawler.ts'), '--once', '--json']);
  expect(json(run)).toMatchObject({ files: 2, queued: 1, invalid: 1, sent: { ended: 1 } });
  const { processes } = await judge.samples.get(sample);
  expect(processes.filter((one) => 'title' in one && one.title === 'Conductivity cold.dat')).toMatchObject([
    { table: { rows: [['4.000e-5']] } },
  ]);
}, 120_000);

test('a program that is no crawler is named', async () => {
  put('none.ts', 'export default 1;\n');
  const ended = await runCommandLine(['crawl', join(folder, 'none.ts'), '--json']);
  expect(ended.code).toBe(2);
  expect(JSON.parse(ended.talk)).toMatchObject({ error: { message: expect.stringContaining('exports no crawler') } });
});

test('physical processes are added once, with their fields', async () => {
  put(`pds/${sample}/7001.dat`, 'x');
  const file = join(folder, 'pds.yaml');
  writeFileSync(
    file,
    `name: pds
connection: Lab
root: pds
files: ["**/*.dat"]
sample: { from: "{folder}" }
process:
  url: layer_thickness_measurements
  model: LayerThicknessMeasurement
  type: layer thickness measurement
  fields: { thickness: 12.50, method: ellipsometer }
`,
  );
  const run = await runCommandLine(['crawl', file, '--once', '--json']);
  expect(json(run)).toMatchObject({ queued: 1, sent: { ended: 1, needsYou: 0, open: 0 } });
  vi.stubEnv('QUARRY_HOME', join(folder, 'other-home'));
  await runCommandLine(['connections', 'add', 'juliabase', '--name', 'Lab', '--url', demo.url, '--user', 'l.brandt']);
  expect(json(await runCommandLine(['crawl', file, '--once', '--json']))).toMatchObject({
    queued: 1,
    sent: { ended: 1 },
  });
  vi.stubEnv('QUARRY_HOME', join(folder, 'home'));
  const { processes } = await judge.samples.get(sample);
  const crawled = processes.filter(({ comments }) => comments.includes('7001.dat'));
  expect(crawled).toHaveLength(1);
}, 120_000);
