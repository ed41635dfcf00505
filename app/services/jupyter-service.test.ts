import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type App, createApp } from '../app.ts';
import { AppError } from '../contract/app-error.ts';
import type { Contract } from '../contract/contract.ts';
import { type Client, createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from '../testing/open-core.ts';
import type { JupyterServing, JupyterStarter } from './jupyter-starter.ts';

/** Stands in for the host: only switching is looked at here. */
class FakeStarter implements JupyterStarter {
  started: JupyterServing[] = [];
  open = 0;
  failure: AppError | undefined;

  async start(_router: unknown, options: JupyterServing) {
    if (this.failure !== undefined) throw this.failure;
    this.started.push(options);
    this.open += 1;
    const token = `token-${this.started.length}`;
    const close = async (): Promise<void> => {
      this.open -= 1;
    };
    return { port: 1234, address: `http://127.0.0.1:1234${options.basePath}`, token, close };
  }
}

let home: string;
let starter: FakeStarter;
let app: App;
let client: Client<Contract>;

async function openApp(jupyter?: JupyterStarter): Promise<void> {
  app = await createApp(testPlatform(home), jupyter === undefined ? {} : { jupyter });
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  client = createClient<Contract>(clientEnd);
}

beforeEach(async () => {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  home = mkdtempSync(join(tmpdir(), 'quarry-core-'));
  starter = new FakeStarter();
  await openApp(starter);
});
afterEach(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

const set = (change: object) => client.call('jupyter.settings.set', change);
const state = () => client.call('jupyter.state.get', {});

describe('switching', () => {
  test('it is off until it is switched on, and has no token then', async () => {
    expect(await state()).toMatchObject({ canServe: true, running: null, settings: { isOn: false } });
    await expect(client.call('jupyter.token.get', {})).rejects.toMatchObject({ code: 'conflict' });
    expect(starter.open).toBe(0);
  });

  test('on: the address without its token; the token when it is asked for', async () => {
    const on = await set({ isOn: true });
    expect(on.running).toEqual({ address: 'http://127.0.0.1:1234/', startedUtc: expect.any(String) });
    expect(on.settings.notebookFolder).toBe(join(home, 'notebooks'));
    expect(JSON.stringify(on)).not.toContain('token-1');
    expect(await client.call('jupyter.token.get', {})).toEqual({ token: 'token-1' });
    expect((await set({ isOn: false })).running).toBeNull();
    expect(starter.open).toBe(0);
  });

  test('the state is kept: on at the next start, and ended with the core', async () => {
    await set({ isOn: true, basePath: 'user/ada' });
    await app.close();
    expect(starter.open).toBe(0);
    await openApp(starter);
    expect((await state()).running?.address).toBe('http://127.0.0.1:1234/user/ada/');
  });

  test('another folder, port or path moves it; other origins do not', async () => {
    await set({ isOn: true });
    await set({ allowedOrigins: ['http://localhost:8888'], allowedFolders: ['/data'] });
    expect(starter.started).toHaveLength(1);
    expect(starter.started[0]?.allowedOrigins()).toEqual(['http://localhost:8888']);
    expect(starter.started[0]?.allowedFolders()).toEqual(['/data']);
    await set({ notebookFolder: '/work' });
    await set({ port: 8899 });
    expect(starter.started.map(({ notebookFolder, port }) => [notebookFolder, port]).slice(1)).toEqual([
      ['/work', 0],
      ['/work', 8899],
    ]);
    expect(starter.open).toBe(1);
  });

  test('changes at the same time leave one of it', async () => {
    await Promise.all([set({ isOn: true }), set({ port: 1 }), set({ port: 2 })]);
    expect(starter.open).toBe(1);
    expect((await state()).settings.port).toBe(2);
  });

  test('a start that fails is told, and tried again when it is switched on again', async () => {
    starter.failure = new AppError('conflict', 'Port 8899 is used.', { remedy: 'Give another one.' });
    expect(await set({ isOn: true })).toMatchObject({ running: null, failure: { message: 'Port 8899 is used.' } });
    starter.failure = undefined;
    expect(await set({ isOn: true })).toMatchObject({ failure: null, running: { address: expect.any(String) } });
  });

  test('a start that fails with the whole core is a message, and the core goes on', async () => {
    await set({ isOn: true });
    await app.close();
    starter.failure = new AppError('conflict', 'Port 8899 is used.');
    await openApp(starter);
    expect(await client.call('app.messages.list', {})).toMatchObject([{ level: 'bad', text: 'Port 8899 is used.' }]);
  });

  test('a host that cannot serve it says so', async () => {
    await app.close();
    await openApp();
    expect(await state()).toMatchObject({ canServe: false });
    await expect(set({ isOn: true })).rejects.toMatchObject({ code: 'unsupported', remedy: expect.any(String) });
  });

  test('settings that cannot be read count as none', async () => {
    await set({ isOn: true });
    await app.close();
    writeFileSync(join(home, 'marker'), '');
    await openApp(starter);
    expect((await state()).settings.isOn).toBe(true);
  });
});

describe('what is refused as a setting', () => {
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
  ])('%j', async (change) => {
    await expect(set(change)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test.each([
    ['', '/'],
    ['/', '/'],
    ['user/ada', '/user/ada/'],
    ['//x//', '/x/'],
  ])('the path %j becomes %j', async (basePath, kept) =>
    expect((await set({ basePath })).settings.basePath).toBe(kept),
  );
});

describe('while it runs', () => {
  test('calls are remembered, the newest first, two hundred of them', async () => {
    await set({ isOn: true });
    for (let index = 0; index < 205; index += 1)
      starter.started[0]?.onCall({ timeUtc: '', method: 'GET', path: `/${index}`, status: 200, durationMs: 1 });
    const calls = await client.call('jupyter.calls.list', {});
    expect([calls.length, calls[0]?.path]).toEqual([200, '/204']);
  });

  test('a refused folder waits for an answer', async () => {
    await set({ isOn: true });
    for (const folder of ['/a', '/b', '/a']) starter.started[0]?.onRefusedFolder(folder);
    expect((await state()).askedFolders).toEqual(['/a', '/b']);
    const answer = (folder: string, isAllowed: boolean) => client.call('jupyter.folders.answer', { folder, isAllowed });
    expect(await answer('/a', true)).toMatchObject({ askedFolders: ['/b'], settings: { allowedFolders: ['/a'] } });
    expect(await answer('/b', false)).toMatchObject({ askedFolders: [], settings: { allowedFolders: ['/a'] } });
    await expect(answer('/b', true)).rejects.toMatchObject({ code: 'not-found' });
  });
});
