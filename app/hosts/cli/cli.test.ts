import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../app.ts';
import { type DemoServer, startDemoJuliaBase } from '../../demo/index.ts';
import { createNodePlatform } from '../../platform/node/node-platform.ts';
import { type CommandEnd, runCommandLine } from '../../testing/command-line.ts';
import { writeRuntimeFile } from '../web/runtime-file.ts';
import { startWebHost } from '../web/web-host.ts';

let folder: string;
let home: string;
let demo: DemoServer;
let series: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-cli-'));
  home = join(folder, 'home');
  demo = await startDemoJuliaBase({ filesFolder: join(folder, 'files') });
  series = demo.series[0] ?? '';
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_PASSWORD', demo.users[0]?.password ?? '');
  const { code } = await quarry(
    ...['connections', 'add', 'juliabase', '--name', 'Lab', '--url', demo.url],
    ...['--user', demo.users[0]?.user ?? '', '--map', `=${join(folder, 'files')}`],
  );
  expect(code).toBe(0);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await demo.close();
  rmSync(folder, { recursive: true });
});

/** Runs one command line in this process. */
function quarry(...args: string[]): Promise<CommandEnd> {
  vi.stubEnv('QUARRY_HOME', home);
  return runCommandLine(args);
}

/** What the command has printed; its complaint if it has printed nothing. */
const json = ({ data, talk }: CommandEnd): never => JSON.parse(data === '' ? `no data: ${talk}` : data) as never;

describe('connections', () => {
  test('are listed with the keys of the contract, without the password', async () => {
    const listed = await quarry('connections', 'list', '--json');
    expect(json(listed)).toEqual([expect.objectContaining({ name: 'Lab', url: demo.url, kind: 'juliabase' })]);
    expect(listed.data).not.toContain('quarry-demo');
  });

  test('an unknown one is named, with those that there are', async () => {
    const ended = await quarry('jb', 'topics', '-c', 'Nowhere', '--json');
    expect(ended.code).toBe(3);
    expect(JSON.parse(ended.talk)).toEqual({
      error: expect.objectContaining({ code: 'not-found', remedy: 'Choose among Lab.' }),
    });
  });

  test('a wrong password is said in words, with its exit code', async () => {
    vi.stubEnv('QUARRY_PASSWORD', 'wrong');
    const ended = await quarry('connections', 'login', 'Lab');
    vi.stubEnv('QUARRY_PASSWORD', demo.users[0]?.password ?? '');
    expect(ended.code).toBe(4);
    expect(ended.talk).toMatch(/^Quarry: .+\. .+/);
  });
});

describe('lab data', () => {
  test('series, samples, processes, results, topics and the user', async () => {
    const opened = json(await quarry('jb', 'series', series, '--json')) as { value: { members: { name: string }[] } };
    const sample = opened.value.members[0]?.name ?? '';
    expect((await quarry('jb', 'series')).data).toContain(series);
    expect((await quarry('jb', 'sample', sample)).data).toContain('Raw file');
    expect((await quarry('jb', 'samples', sample)).data).toContain(sample);
    expect((await quarry('jb', 'processes', sample, '--type', 'conductivity')).data).toContain('conductivity');
    expect((await quarry('jb', 'results', '--series', series)).code).toBe(0);
    expect((await quarry('jb', 'topics')).data).toContain('Mine');
    expect((await quarry('jb', 'user')).data).toContain(demo.users[0]?.user);
    expect((await quarry('jb', 'my-samples')).code).toBe(0);
    expect(json(await quarry('jb', 'open', 'primary_keys?users=*', '--json'))).toHaveProperty('users');
  });

  test('a series that is not there ends with its code and a remedy', async () => {
    const ended = await quarry('jb', 'series', 'no such series', '--json');
    expect(ended.code).toBe(3);
    expect(JSON.parse(ended.talk)).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('such') },
    });
  });
});

describe('the figure', () => {
  test('is drawn, attached once, and found again', async () => {
    const out = join(folder, 'figure.svg');
    const args = ['figure', 'conductivity', '--series', series, '--arrhenius', '--out', out, '--attach', '--json'];
    const first = json(await quarry(...args)) as {
      series: string;
      samples: { status: string; activationEnergyEv: number | null }[];
      figure: string;
      attached: { outcome: string; resultId: number; url: string };
    };
    expect(first).toMatchObject({ series, figure: out, attached: { outcome: 'created' } });
    expect(first.samples.filter((one) => one.status === 'ok').every((one) => one.activationEnergyEv !== null)).toBe(
      true,
    );
    expect(first.attached.url).toBe(`${demo.url}results/${first.attached.resultId}`);
    expect(readFileSync(out, 'utf8')).toContain('<svg');
    const second = json(await quarry(...args)) as typeof first;
    expect(second.attached).toMatchObject({ outcome: 'unchanged', resultId: first.attached.resultId });
  }, 60_000);

  test('a formula is fitted and its parameters are printed', async () => {
    const options = join(folder, 'figure.yaml');
    const lines = ['view: arrhenius', 'samples: [26S-001]', 'details:', '  quantityUnit: S/m', '  formula:'];
    writeFileSync(options, [...lines, '    formula: a * exp(-b * x)', '    start: { b: 5 }'].join('\n'));
    const args = ['figure', 'conductivity', '--series', series, '--error', '5%', '--json', '--options', options];
    const { formula } = json(await quarry(...args)) as {
      formula: { parameters: string[]; samples: { name: string; values: number[] | null }[] };
    };
    expect(formula.parameters).toEqual(['a', 'b']);
    expect(formula.samples.map(({ name }) => name)).toEqual(['26S-001']);
    expect(formula.samples[0]?.values?.[1]).toBeCloseTo(4.83, 1);
    writeFileSync(options, [...lines, '    formulas: a'].join('\n'));
    const { error } = JSON.parse((await quarry(...args)).talk) as { error: { message: string } };
    expect(error.message).toContain('figure.yaml:6:5: details.formula.formulas');
  }, 60_000);

  test('half a fit range is refused before anything is read', async () => {
    const ended = await quarry('figure', 'conductivity', '--series', series, '--fit-min', '2', '--json');
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.talk)).toMatchObject({ error: { code: 'invalid-input' } });
  });
});

describe('the host', () => {
  test('owns the folder; other commands work through it', async () => {
    vi.stubEnv('QUARRY_HOME', home);
    const platform = await createNodePlatform();
    const app = await createApp(platform);
    writeFileSync(join(folder, 'index.html'), '');
    const { clock, log } = platform;
    const host = await startWebHost(app, { pageFolder: folder, clock, log });
    // The app alone, as the desktop app holds the folder.
    const refused = await quarry('connections', 'list', '--json');
    expect(refused.code).toBe(10);
    expect(JSON.parse(refused.talk)).toMatchObject({ error: { code: 'conflict' } });
    writeRuntimeFile(home, { address: new URL(host.address).origin, token: host.token, pid: process.pid });
    expect(json(await quarry('connections', 'list', '--json'))).toHaveLength(1);
    expect((await quarry('jb', 'topics')).data).toContain('Mine');
    await host.close();
    // A file that a killed host has left behind.
    expect((await quarry('connections', 'list', '--json')).code).toBe(10);
    await app.close();
    expect((await quarry('connections', 'list', '--json')).code).toBe(0);
  });
});

describe('use', () => {
  test.each([
    [['nonsense', '--json']],
    [['figure', 'conductivity', '--json']],
    [['demo', '--mode', 'C', '--json']],
    [['serve', '--port', 'x', '--json']],
  ])('%j is a usage error', async (args) => {
    const ended = await quarry(...args);
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.talk)).toMatchObject({ error: { code: 'invalid-input', remedy: expect.any(String) } });
  });

  test('--home stands before or behind the command', async () => {
    const other = join(folder, 'other');
    expect(json(await quarry('--home', other, '--json', 'connections', 'list'))).toEqual([]);
    expect(json(await quarry('connections', 'list', '--home', other, '--json'))).toEqual([]);
  });
});
