import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DemoOpenbis, startDemoOpenbis } from '../../../demo/openbis/index.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let home = '';
let demo: DemoOpenbis;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-openbis-cli-'));
  demo = await startDemoOpenbis();
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_PASSWORD', 'demo');
  const added = ['--name', 'Lab', '--url', demo.url, '--user', 'demo'];
  expect((await quarry('connections', 'add', 'openbis', ...added)).code).toBe(0);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await demo.close();
  rmSync(home, { recursive: true });
});
beforeEach(() => vi.stubEnv('QUARRY_PASSWORD', 'demo'));
afterEach(() => demo.control.clearTraffic());

function quarry(...args: string[]): Promise<CommandEnd> {
  return runCommandLine([...args, '--home', join(home, 'home')]);
}

async function json(...args: string[]) {
  const { code, data, talk } = await quarry('openbis', ...args, '--json');
  return { code, value: data === '' ? null : JSON.parse(data), talk };
}

function errorOf({ talk }: { talk: string }) {
  return JSON.parse(talk.split('\n').at(-1) ?? '').error;
}

function transfers(): number {
  return demo.control.requests().filter(({ path }) => /#download$|^\/datastore_server\/\d+-/.test(path)).length;
}

describe('download', () => {
  test('brings a dataset with a manifest; the second run fetches nothing', async () => {
    const to = join(home, 'files');
    const { parent } = demo.special;
    const first = await json('download', parent, '--to', to);
    expect(first).toMatchObject({ code: 0, value: { outcome: 'finished', permId: parent, folder: join(to, parent) } });
    const states = first.value.files.map(({ path, state }: { path: string; state: string }) => [path, state]);
    expect(states.toSorted()).toEqual([
      ['original/efficiencies.csv', 'verified'],
      ['original/film.fits', 'verified'],
    ]);
    for (const { file, bytes } of first.value.files) expect(readFileSync(file).length).toBe(bytes);
    expect(transfers()).toBeGreaterThan(0);
    demo.control.clearTraffic();
    const second = await json('download', parent, '--to', to);
    expect(second.value.files).toEqual(first.value.files);
    expect(transfers()).toBe(0);
  });

  test('takes files and folders out of it, without original/ if wanted', async () => {
    const to = join(home, 'some');
    const { series } = demo.special;
    const paths = ['--path', 'original/series/part-03/', '--path', 'original/series/part-00/frame-000.bin'];
    const { code, value } = await json('download', series, '--to', to, ...paths, '--flatten');
    expect(code).toBe(0);
    expect(value.files.length).toBeGreaterThanOrEqual(50);
    for (const { file } of value.files) expect(file).toContain(join(to, series, 'series'));
  });

  test.each([
    ['a dataset that is not there', ['20990101000000000-1'], 3, 'not-found'],
    ['a file that is not there', ['', '--path', 'original/nowhere.txt'], 3, 'not-found'],
  ])('of %s ends with the reason, and leaves no job', async (_, [permId = '', ...more], code, name) => {
    const ended = await json('download', permId || demo.special.parent, ...more, '--to', join(home, 'none'));
    expect(ended.code).toBe(code);
    expect(errorOf(ended)).toMatchObject({ code: name });
    const jobs = JSON.parse((await quarry('jobs', 'list', '--json')).data);
    expect(jobs.filter(({ status }: { status: string }) => status === 'failed')).toEqual([]);
  });

  test('with a wrong password ends with 4', async () => {
    vi.stubEnv('QUARRY_PASSWORD', 'wrong');
    expect((await json('download', demo.special.parent, '--to', join(home, 'none'))).code).toBe(4);
  });

  test('of archived data ends with 20 and the choices', async () => {
    const { code, value } = await json('download', demo.special.archived, '--to', join(home, 'archived'));
    expect(code).toBe(20);
    expect(value).toMatchObject({ outcome: 'needs-you', choices: [{ id: 'fetch-back' }, { id: 'leave' }] });
    await quarry('jobs', 'answer', value.jobId, 'leave');
  });
});

describe('upload', () => {
  test('registers files with properties and parents', async () => {
    const file = join(home, 'run.txt');
    writeFileSync(file, 'hello');
    const { parent } = demo.special;
    const about = ['--object', '/LAB/PROJ/S1', '--parent', parent, '--property', '$NAME=a=b'];
    const { code, value } = await json('upload', file, '--type', 'RAW_DATA', ...about);
    expect(code).toBe(0);
    expect(value).toMatchObject({ outcome: 'registered', how: 'answered', differences: [] });
    const made = await json('dataset', value.permId);
    expect(made.value.value).toMatchObject({ properties: { $NAME: 'a=b' }, parents: [{ permId: parent }] });
  });

  test('with several things wrong names them all, and sends nothing', async () => {
    const wrong = ['--type', 'MEASUREMENT', '--object', '/NO/WHERE', '--parent', '20990101000000000-1'];
    const before = demo.control.dataSetCodes().length;
    const { code, talk } = await quarry('openbis', 'upload', join(home, 'nowhere.txt'), ...wrong);
    expect(code).toBe(2);
    for (const key of ['entityIdentifier', 'parent', 'file', 'prop.METHOD']) expect(talk).toContain(`${key}: `);
    const told = errorOf(await json('upload', join(home, 'nowhere.txt'), ...wrong));
    expect(told.details.problems.length).toBeGreaterThanOrEqual(4);
    expect(demo.control.dataSetCodes().length).toBe(before);
    expect(demo.control.requests().filter(({ path }) => path.includes('upload'))).toEqual([]);
  });

  test.each([[['--object', 'S1', '--collection', 'EXP1']], [[]], [['--object', 'S1', '--property', 'NAME']]])(
    '%j is refused before anything is asked',
    async (options) => {
      const { code } = await json('upload', join(home, 'x'), '--type', 'RAW_DATA', ...options);
      expect(code).toBe(2);
      expect(demo.control.requests()).toEqual([]);
    },
  );
});

test('connections, login and logout are those of openBIS', async () => {
  await quarry('connections', 'add', 'juliabase', '--name', 'JB', '--url', 'http://127.0.0.1:9/', '--user', 'x');
  expect((await json('connections')).value.map(({ name }: { name: string }) => name)).toEqual(['Lab']);
  expect((await json('login')).value).toMatchObject({ name: 'Lab', state: 'signed-in' });
  expect((await json('logout', 'lab')).value).toMatchObject({ name: 'Lab', state: 'signed-out' });
  expect((await json('login', 'JB')).code).toBe(3);
});

test('mounts are listed; what Quarry has not mounted it does not end', async () => {
  const { code, value } = await json('mounts');
  expect(code).toBe(0);
  expect(value.mounts).toMatchObject([{ state: 'not-mounted', isOurs: false }]);
  expect((await json('unmount')).code).toBe(3);
});
