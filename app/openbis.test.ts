import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from './app.ts';
import type { Contract } from './contract/contract.ts';
import { type DemoOpenbis, startDemoOpenbis } from './demo/openbis/index.ts';
import type { Client } from './rpc/client.ts';
import { openCoreAt } from './testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let demo: DemoOpenbis;
let home: string;
let connectionId: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-openbis-'));
  demo = await startDemoOpenbis();
  ({ app, client } = await openCoreAt(home));
  const connection = await client.call('connections.add', {
    ...{ kind: 'openbis', name: 'Lab', url: `${demo.url}/openbis/webapp/eln-lims`, ...firstUser() },
  });
  connectionId = connection.id;
});

afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

function firstUser(): { user: string; password: string } {
  const { user = '', password = '' } = demo.users[0] ?? {};
  return { user, password };
}

describe('a connection to openBIS', () => {
  test('is tested step by step, as it is kept and before', async () => {
    const kept = await client.call('connections.test', { id: connectionId });
    expect(kept.ok).toBe(true);
    expect(kept.steps.map(({ id, state }) => [id, state])).toEqual([
      ['reach', 'ok'],
      ['openbis', 'ok'],
      ['sign-in', 'ok'],
      ['read', 'ok'],
    ]);
    const draft = { kind: 'openbis' as const, name: 'Other', ...firstUser() };
    const wrong = await client.call('connections.test', { ...draft, url: demo.url, password: 'wrong' });
    expect(wrong.steps.map(({ state }) => state)).toEqual(['ok', 'ok', 'failed', 'skipped']);
    const nobody = await client.call('connections.test', { ...draft, url: 'http://127.0.0.1:9' });
    expect(nobody.steps.map(({ state }) => state)).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
  });

  test('tells its state, and logs in and out', async () => {
    const loggedIn = await client.call('connections.login', { id: connectionId });
    expect(loggedIn).toMatchObject({ kind: 'openbis', state: 'signed-in', passwordKept: 'memory' });
    expect(await client.call('connections.logout', { id: connectionId })).toMatchObject({ state: 'signed-out' });
    await expect(client.call('openbis.spaces.list', { connectionId })).rejects.toMatchObject({ code: 'auth-required' });
    await client.call('connections.login', { id: connectionId, password: firstUser().password });
  });

  test('needs no user name for a token; a JuliaBase server does', async () => {
    await expect(
      client.call('connections.add', { kind: 'juliabase', name: 'JB', url: 'https://lab.example', user: '' }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    const token = await client.call('connections.add', { kind: 'openbis', name: 'Token', url: demo.url, user: '' });
    await expect(
      client.call('connections.login', { id: token.id, password: '$pat-demo-20230405101112131x00' }),
    ).rejects.toMatchObject({ code: 'auth-required' });
    await client.call('connections.remove', { id: token.id });
  });

  test('is not taken for one to JuliaBase', async () => {
    await expect(client.call('juliabase.topics.list', { connectionId })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('reading openBIS', () => {
  test('the tree: spaces, projects, collections, with the time of the answer', async () => {
    const spaces = await client.call('openbis.spaces.list', { connectionId });
    expect(spaces).toMatchObject({ source: 'server', staleReason: null });
    expect(spaces.value.map(({ code }) => code)).toContain('LAB');
    const projects = await client.call('openbis.projects.list', { connectionId, space: 'LAB' });
    expect(projects.value.every(({ space }) => space === 'LAB')).toBe(true);
    const project = projects.value[0]?.identifier ?? '';
    const collections = await client.call('openbis.collections.search', { connectionId, project });
    expect(collections.value.items.length).toBeGreaterThan(0);
    const reference = collections.value.items[0]?.identifier ?? '';
    const collection = await client.call('openbis.collections.get', { connectionId, reference });
    expect(collection.value.identifier).toBe(reference);
  });

  test('objects in pages that fit together, and one with its relations', async () => {
    const page = (from: number) => client.call('openbis.objects.search', { connectionId, from, count: 50 });
    const [first, second] = [await page(0), await page(50)];
    const all = [...first.value.items, ...second.value.items].map(({ permId }) => permId);
    expect(new Set(all).size).toBe(100);
    expect(first.value.totalCount).toBeGreaterThanOrEqual(200);
    const reference = first.value.items[0]?.identifier ?? '';
    const found = await client.call('openbis.objects.get', { connectionId, reference });
    expect(found.value).toMatchObject({ identifier: reference, parents: expect.any(Array) });
    await expect(
      client.call('openbis.objects.get', { connectionId, reference: '/LAB/PROJ/NOTHING' }),
    ).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('/LAB/PROJ/NOTHING') });
  });

  test('names of all collections and objects, for the filter of the tree', async () => {
    const { value } = await client.call('openbis.names.list', { connectionId });
    const { value: objects } = await client.call('openbis.objects.search', { connectionId, count: 1 });
    expect(value.hasObjects).toBe(true);
    expect(value.names.filter(({ kind }) => kind === 'object')).toHaveLength(objects.totalCount);
    expect(new Set(value.names.map(({ permId }) => permId)).size).toBe(value.names.length);
    expect(value.names).toContainEqual({
      ...{ kind: 'collection', identifier: '/LAB/PROJ/EXP1', name: 'Trial of the new oven' },
      permId: expect.any(String),
    });
  });

  test('datasets with files and types', async () => {
    const found = await client.call('openbis.data-sets.search', { connectionId, status: 'AVAILABLE', count: 5 });
    expect(found.value.items).toHaveLength(5);
    const permId = found.value.items.at(-1)?.permId ?? '';
    const dataSet = await client.call('openbis.data-sets.get', { connectionId, permId });
    expect(dataSet.value.permId).toBe(permId);
    const files = await client.call('openbis.data-sets.files', { connectionId, permId });
    expect(files.value.some(({ isFolder }) => !isFolder)).toBe(true);
    const types = await client.call('openbis.types.list', { connectionId });
    expect(types.value.find(({ code }) => code === dataSet.value.type)).toBeDefined();
    await expect(client.call('openbis.data-sets.get', { connectionId, permId: '1-1' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('what the server is; a session that has ended is made again', async () => {
    const asked = await client.call('openbis.server.get', { connectionId });
    expect(asked.value).toMatchObject({ user: firstUser().user, hasFastDownload: true });
    demo.control.expireSessions();
    const again = await client.call('openbis.spaces.list', { connectionId, refresh: true });
    expect(again.source).toBe('server');
  });
});
