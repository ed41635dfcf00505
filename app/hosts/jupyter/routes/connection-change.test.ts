import { describe, expect, test } from 'vitest';
import { AppError } from '../../../contract/app-error.ts';
import type { Connection } from '../../../contract/connections.ts';
import { ApiFailure, toApiFailure } from '../api-failure.ts';
import type { Desk, Route } from '../route.ts';
import { connectionChangeRoute } from './connection-change.ts';
import { connectionRoutes } from './connections.ts';

const connection: Connection = {
  ...{ id: 'c', kind: 'openbis', name: 'lab', url: 'https://lab.example/', user: 'ada', pathRules: [], ca: null },
  ...{ pinnedFingerprint: null, proxy: null, verifyCertificates: true, keepPassword: false, isDemo: false },
  ...{ settleWindowS: 300, usesMarks: true },
  ...{ state: 'signed-in', stateMessage: null, passwordKept: 'memory' },
};

const mounted = { connectionId: 'c', mountpoint: '/home/ada/lab', state: 'mounted', isOurs: true, source: 'ada@lab:/' };

/** A core of which only what is said here works; what was called stands in `called`. */
function deskWith(answers: Record<string, unknown>) {
  const called: string[] = [];
  const usual: Record<string, unknown> = {
    'connections.list': [connection],
    'jupyter.connections.check': [{ connectionId: 'c', isConnected: true }],
    'openbis.mounts.list': { obstacle: null, mounts: [] },
  };
  const call = async (name: string): Promise<unknown> => {
    called.push(name);
    const answer = { ...usual, ...answers }[name];
    if (answer instanceof Error) throw answer;
    return answer ?? {};
  };
  // The routes under test call nothing else.
  return { called, desk: { client: { call }, notebooks: { path: '/work' } } as unknown as Desk };
}

async function run(route: Route | undefined, desk: Desk, body: object): Promise<unknown> {
  const { signal } = new AbortController();
  const call = { parameters: ['lab'], query: {}, body, desk, connections: [connection], signal };
  try {
    // As the routing gives it.
    return await route?.run(call as never);
  } catch (error) {
    const { status, body: failure } = toApiFailure(error, route?.statuses);
    expect(error).toBeInstanceOf(error instanceof ApiFailure ? ApiFailure : AppError);
    return [status, failure.reason];
  }
}

const change = (desk: Desk, action: string): Promise<unknown> => run(connectionChangeRoute, desk, { action });
const failure = (code: 'unsupported' | 'conflict' | 'network') => new AppError(code, `It is ${code}.`);

describe('mount', () => {
  test('mounts and tells where', async () => {
    const { desk, called } = deskWith({ 'openbis.mounts.mount': mounted });
    expect(await change(desk, 'mount')).toMatchObject({ status: 200, connection: { name: 'lab' } });
    expect(called).toContain('openbis.mounts.mount');
  });

  test('only if already mounted, it stays a no-op success; it never unmounts', async () => {
    const { desk, called } = deskWith({ 'openbis.mounts.list': { obstacle: null, mounts: [mounted] } });
    const answer = await change(desk, 'mount');
    expect(answer).toMatchObject({ connection: { isMounted: true, mountpoint: '/home/ada/lab' } });
    expect(called.filter((name) => /mount$/.test(name))).toEqual([]);
  });

  test('a mount made earlier or by another program is reported', async () => {
    const foreign = { ...mounted, isOurs: false };
    const { desk } = deskWith({ 'openbis.mounts.list': { obstacle: null, mounts: [foreign] } });
    expect(await change(desk, 'login')).toMatchObject({ connection: { isMounted: true } });
  });

  test('failures are 500 "Mounting failed: …", missing sshfs and unsupported OS 501', async () => {
    for (const [code, answer] of [
      ['conflict', [500, 'Mounting failed: It is conflict.']],
      ['network', [500, 'Mounting failed: It is network.']],
      ['unsupported', [501, 'It is unsupported.']],
    ] as const)
      expect(await change(deskWith({ 'openbis.mounts.mount': failure(code) }).desk, 'mount')).toEqual(answer);
  });
});

describe('what fails at the end', () => {
  test('unmount failure 500', async () => {
    const answers = { 'openbis.mounts.list': { obstacle: null, mounts: [mounted] } };
    const { desk } = deskWith({ ...answers, 'openbis.mounts.unmount': failure('conflict') });
    expect(await change(desk, 'unmount')).toEqual([500, 'Unmounting failed: It is conflict.']);
  });

  test('logout failure 500', async () => {
    const { desk } = deskWith({ 'connections.logout': failure('network') });
    expect(await change(desk, 'logout')).toEqual([500, 'Logging out of lab failed: It is network.']);
  });

  test('mount is kept by a logout', async () => {
    const { desk, called } = deskWith({ 'openbis.mounts.list': { obstacle: null, mounts: [mounted] } });
    expect(await change(desk, 'logout')).toMatchObject({ connection: { isMounted: true } });
    expect(called).not.toContain('openbis.mounts.unmount');
  });
});

describe('DELETE', () => {
  const remove = connectionRoutes.find(({ method }) => method === 'DELETE');

  test('unmounts and logs out as far as it goes, and forgets', async () => {
    const answers = { 'openbis.mounts.list': { obstacle: null, mounts: [mounted] } };
    const failures = { 'openbis.mounts.unmount': failure('conflict'), 'connections.logout': failure('network') };
    const { desk, called } = deskWith({ ...answers, ...failures });
    expect(await run(remove, desk, {})).toEqual({ status: 200 });
    expect(called.slice(-3)).toEqual(['openbis.mounts.unmount', 'connections.logout', 'connections.remove']);
  });

  test('leaves mounts of others alone', async () => {
    const foreign = { ...mounted, isOurs: false };
    const { desk, called } = deskWith({ 'openbis.mounts.list': { obstacle: null, mounts: [foreign] } });
    await run(remove, desk, {});
    expect(called).not.toContain('openbis.mounts.unmount');
  });
});

test('where nobody can tell about mounts, connections are listed all the same', async () => {
  const { desk } = deskWith({ 'openbis.mounts.list': failure('network') });
  const list = connectionRoutes.find(({ method, paths }) => method === 'GET' && paths[0] === 'openbis/conns');
  expect(await run(list, desk, {})).toMatchObject({ connections: [{ isMounted: false, mountpoint: '' }] });
});
