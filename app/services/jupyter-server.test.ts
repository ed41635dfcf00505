import { beforeEach, describe, expect, test } from 'vitest';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import { JupyterSettings } from '../contract/jupyter.ts';
import { silentLog } from '../testing/silent-log.ts';
import { JupyterServer } from './jupyter-server.ts';
import type { JupyterServing, JupyterStarter } from './jupyter-starter.ts';

/** For work in the background on a busy computer. */
const patience = { timeout: 20_000 };

/** Stands in for the host: only switching is looked at here. */
class FakeStarter implements JupyterStarter {
  started: JupyterServing[] = [];
  open = 0;
  failure: AppError | undefined;

  async start(_router: unknown, options: JupyterServing) {
    if (this.failure !== undefined) throw this.failure;
    this.started.push(options);
    this.open += 1;
    const close = async (): Promise<void> => {
      this.open -= 1;
    };
    const token = `token-${this.started.length}`;
    return { port: 1234, address: `http://127.0.0.1:1234${options.basePath}`, token, close };
  }
}

let kept: Map<string, JsonValue>;
let starter: FakeStarter;
let wakes: (() => void)[];
let told: { changes: number; calls: number; failures: AppError[] };
let server: JupyterServer;

beforeEach(async () => {
  kept = new Map();
  starter = new FakeStarter();
  wakes = [];
  told = { changes: 0, calls: 0, failures: [] };
  server = await openServer(starter);
});

async function openServer(given: JupyterStarter | undefined): Promise<JupyterServer> {
  const opened = new JupyterServer({
    settings: {
      getSetting: async (key) => kept.get(key),
      putSetting: async (key, value) => void kept.set(key, value),
    },
    starter: given,
    router: () => ({ serve: () => undefined }),
    ...{ usualFolder: '/home/notebooks', version: '0', log: silentLog },
    clock: { nowMs: () => 0, monotonicMs: () => 0, sleep: () => new Promise((wake) => wakes.push(wake)) },
    onChange: () => {
      told.changes += 1;
    },
    onFailure: (failure) => void told.failures.push(failure),
    onCall: () => {
      told.calls += 1;
    },
  });
  await opened.open();
  return opened;
}

const call = (path: string) => ({ timeUtc: '', method: 'GET', path, status: 200, durationMs: 1 });

describe('switching', () => {
  test('it is off until it is switched on, and has no token then', () => {
    expect(server.state()).toMatchObject({ canServe: true, running: null, settings: { isOn: false } });
    expect(() => server.token()).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(starter.open).toBe(0);
  });

  test('on: the address without its token; the token when it is asked for', async () => {
    await server.change({ isOn: true });
    expect(server.state()).toMatchObject({
      running: { address: 'http://127.0.0.1:1234/', startedUtc: '1970-01-01T00:00:00.000Z' },
      settings: { notebookFolder: '/home/notebooks' },
    });
    expect(JSON.stringify(server.state())).not.toContain('token-1');
    expect(server.token()).toBe('token-1');
    await server.change({ isOn: false });
    expect([server.state().running, starter.open]).toEqual([null, 0]);
  });

  test('the state is kept: on at the next start, and ended with the core', async () => {
    await server.change({ isOn: true, basePath: '/user/ada/' });
    await server.close();
    expect(starter.open).toBe(0);
    const next = await openServer(starter);
    expect(next.state().running?.address).toBe('http://127.0.0.1:1234/user/ada/');
  });

  test('settings that cannot be read count as none', async () => {
    kept.set('jupyter', { isOn: 'yes' });
    expect((await openServer(starter)).state().settings.isOn).toBe(false);
  });

  test('another folder, port or path moves it; other origins do not', async () => {
    await server.change({ isOn: true });
    await server.change({ allowedOrigins: ['http://localhost:8888'], allowedFolders: ['/data'] });
    expect(starter.started).toHaveLength(1);
    expect(starter.started[0]?.allowedOrigins()).toEqual(['http://localhost:8888']);
    expect(starter.started[0]?.allowedFolders()).toEqual(['/data']);
    await server.change({ notebookFolder: '/work' });
    await server.change({ port: 8899 });
    expect(starter.started.map(({ notebookFolder, port }) => [notebookFolder, port]).slice(1)).toEqual([
      ['/work', 0],
      ['/work', 8899],
    ]);
    expect(starter.open).toBe(1);
  });

  test('changes at the same time leave one of it', async () => {
    await Promise.all([server.change({ isOn: true }), server.change({ port: 1 }), server.change({ port: 2 })]);
    expect([starter.open, server.state().settings.port]).toEqual([1, 2]);
  });

  test('a start that fails is told, and tried again when it is switched on again', async () => {
    starter.failure = new AppError('conflict', 'Port 8899 is used.', { remedy: 'Give another one.' });
    await server.change({ isOn: true });
    expect(server.state()).toMatchObject({ running: null, failure: { message: 'Port 8899 is used.' } });
    expect(told.failures).toEqual([]);
    starter.failure = undefined;
    await server.change({ isOn: true });
    expect(server.state()).toMatchObject({ failure: null, running: { address: expect.any(String) } });
  });

  test('one that fails with the whole core is told where messages are', async () => {
    await server.change({ isOn: true });
    starter.failure = new AppError('conflict', 'Port 8899 is used.');
    await openServer(starter);
    expect(told.failures).toMatchObject([{ code: 'conflict', message: 'Port 8899 is used.' }]);
  });

  test('a host that cannot serve it says so', async () => {
    const bare = await openServer(undefined);
    expect(bare.state().canServe).toBe(false);
    expect(() => bare.change({ isOn: true })).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

describe('settings', () => {
  test.each([
    [{ allowedOrigins: ['localhost:8888'] }],
    [{ allowedOrigins: ['http://localhost:8888/lab'] }],
    [{ allowedOrigins: ['*'] }],
    [{ allowedOrigins: ['null'] }],
    [{ allowedFolders: ['data'] }],
    [{ notebookFolder: '' }],
    [{ basePath: '/a/../b' }],
    [{ basePath: '/a b/' }],
    [{ port: 70_000 }],
  ])('%j is refused', (change) => expect(JupyterSettings.safeParse(change).success).toBe(false));

  test.each([
    ['', '/'],
    ['/', '/'],
    ['user/ada', '/user/ada/'],
    ['//x//', '/x/'],
  ])('the path %j becomes %j', (basePath, clean) => expect(JupyterSettings.parse({ basePath }).basePath).toBe(clean));
});

describe('while it runs', () => {
  beforeEach(() => server.change({ isOn: true }));

  test('calls are remembered, the newest first, two hundred of them', () => {
    for (let index = 0; index < 205; index += 1) starter.started[0]?.onCall(call(`/${index}`));
    expect([server.calls().length, server.calls()[0]?.path]).toEqual([200, '/204']);
  });

  test('of many calls one word is passed on at a time', async () => {
    for (let index = 0; index < 50; index += 1) starter.started[0]?.onCall(call('/'));
    expect([told.calls, wakes.length]).toEqual([0, 1]);
    wakes.pop()?.();
    await expect.poll(() => told.calls, patience).toBe(1);
    starter.started[0]?.onCall(call('/'));
    expect(wakes).toHaveLength(1);
  });

  test('a refused folder waits for an answer', async () => {
    for (const folder of ['/a', '/b', '/a']) starter.started[0]?.onRefusedFolder(folder);
    expect(server.state().askedFolders).toEqual(['/a', '/b']);
    await server.answerFolder('/a', true);
    expect(server.state()).toMatchObject({ askedFolders: ['/b'], settings: { allowedFolders: ['/a'] } });
    await server.answerFolder('/b', false);
    expect(server.state()).toMatchObject({ askedFolders: [], settings: { allowedFolders: ['/a'] } });
    await expect(server.answerFolder('/b', true)).rejects.toMatchObject({ code: 'not-found' });
  });
});
