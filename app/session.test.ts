import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from './contract/connections.ts';
import { createMemorySecrets } from './platform/node/secrets.ts';
import type { PowerEvents, SecretStore } from './platform/platform.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
afterEach(() => core.close());

async function connection(): Promise<Connection> {
  const [only] = await core.client.call('connections.list', {});
  if (only === undefined) throw new Error('There is no connection.');
  return only;
}

async function addResult(): Promise<string> {
  const result = {
    ...{
      title: 'Night shift',
      comments: 'Measured twice.',
      timestampUtc: '2026-03-05T13:20:00.000Z',
      timestampInaccuracy: 0,
    },
    ...{ sampleIds: [], seriesNames: [core.demo.series[0] ?? ''], table: { headings: ['T/°C'], rows: [['25']] } },
  };
  return (await core.client.call('outbox.result.add', { connectionId: core.connectionId, result })).id;
}

async function reached(id: string, state: string): Promise<void> {
  const look = async () => (await core.client.call('outbox.get', { id })).item.state;
  await expect.poll(look, { timeout: 20_000, interval: 20 }).toBe(state);
}

const signIns = (): number => core.demo.control.requestCounts()['POST login_remote_client'] ?? 0;

describe('a login of JuliaBase', () => {
  test('row 6: that ends before eight questions at once is renewed once, and the connection says so', async () => {
    core = await openTestCore();
    const { client, connectionId } = core;
    const page = await client.call('juliabase.series.get', { connectionId, name: 'Reference 2026' });
    const names = page.value.members.slice(0, 8).map(({ name }) => name);
    const ask = (name: string) => client.call('juliabase.sample.get', { connectionId, name, refresh: true });
    core.demo.control.clearRequests();
    core.demo.control.expireSessions();
    await Promise.all(names.map(ask));
    expect(signIns()).toBe(1);
    expect(await connection()).toMatchObject({ state: 'signed-in', stateMessage: null });
  });

  test('row 7: with a wrong password is tried once, whatever asks for it, and needs a person', async () => {
    core = await openTestCore();
    const { client, connectionId: id } = core;
    await client.call('connections.update', { id, password: 'wrong' });
    core.demo.control.clearRequests();
    const ask = (name: string) =>
      client.call('juliabase.series.get', { connectionId: id, name, refresh: true }).catch((error: unknown) => error);
    for (const failure of await Promise.all(core.demo.series.slice(0, 8).map(ask)))
      expect(failure).toMatchObject({ code: 'auth-required' });
    const item = await addResult();
    await client.call('connections.update', { id, name: 'Renamed' });
    await ask(core.demo.series[0] ?? '');
    expect(signIns()).toBe(1);
    expect((await connection()).state).toBe('needs-you');
    await client.call('connections.login', { id, password: 'quarry-demo' });
    expect((await connection()).state).toBe('signed-in');
    await reached(item, 'done');
  });
});

test('row 35: with a key store that cannot be read, uploads stay queued until somebody logs in', async () => {
  const memory = createMemorySecrets();
  let isLocked = false;
  const open = <T>(work: Promise<T>): Promise<T> => (isLocked ? Promise.reject(new Error('locked')) : work);
  const secrets: SecretStore = {
    where: 'key-store',
    get: (account) => open(memory.get(account)),
    set: (account, secret) => open(memory.set(account, secret)),
    delete: (account) => open(memory.delete(account)),
  };
  core = await openTestCore({ platform: { secrets } });
  const { client, connectionId: id } = core;
  await client.call('connections.update', { id, keepPassword: true, password: 'quarry-demo' });
  await client.call('connections.logout', { id });
  isLocked = true;
  const item = await addResult();
  const waiting = async () => (await client.call('outbox.get', { id: item })).item.error?.code;
  await expect.poll(waiting).toBe('auth-required');
  expect(await connection()).toMatchObject({ state: 'needs-you', passwordKept: 'none' });
  await client.call('connections.login', { id, password: 'quarry-demo', keepPassword: false });
  await reached(item, 'done');
});

test('row 5: before a sleep an upload that is under way is stopped, and nothing is sent meanwhile', async () => {
  let tell: (event: 'suspend' | 'resume') => void = () => undefined;
  const power: PowerEvents = {
    subscribe: (listener) => {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  core = await openTestCore({ platform: { power } });
  const strike = { match: { method: 'POST', path: '^results/add/' }, kind: 'delay', delayMs: 600_000 } as const;
  core.demo.control.setFaults([strike]);
  const item = await addResult();
  await reached(item, 'sending');
  tell('suspend');
  // Without the word it would wait for the answer for a minute.
  const state = async () => (await core.client.call('outbox.get', { id: item })).item.state;
  await expect.poll(state, { timeout: 20_000, interval: 20 }).toMatch(/^(checking|waiting)$/);
  expect((await core.client.call('outbox.get', { id: item })).item.attempts).toBe(1);
  tell('resume');
});

test('a removed connection comes back as it was, without password and answers, and only once', async () => {
  core = await openTestCore();
  const { client, connectionId: id } = core;
  const { state: _, stateMessage: __, passwordKept: ___, ...before } = await connection();
  const { removed } = await client.call('connections.remove', { id });
  expect(removed).toEqual(before);
  expect(await client.call('connections.list', {})).toEqual([]);
  const back = await client.call('connections.restore', removed);
  expect(back).toMatchObject({ ...before, state: 'signed-out', passwordKept: 'none' });
  await expect(client.call('connections.restore', removed)).rejects.toMatchObject({ code: 'conflict' });
  const other = client.call('connections.restore', { ...removed, id: 'another' });
  await expect(other).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(before.name) });
  await client.call('connections.login', { id, password: 'quarry-demo' });
  expect((await connection()).state).toBe('signed-in');
});
