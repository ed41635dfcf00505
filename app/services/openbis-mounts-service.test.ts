import { beforeEach, expect, test } from 'vitest';
import type { MountRequest, OwnMount } from '../clients/openbis/mount/mount.ts';
import type { SshfsMount } from '../clients/openbis/mount/mount-table.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import { createOpenbisMountsHandlers } from './openbis-mounts-service.ts';
import type { ConnectionRecord } from './service-context.ts';

const calm = { signal: new AbortController().signal };
const home = '/nowhere/ada';
const usual = `${home}/openbis.example`;

/** A computer with SSHFS: what is mounted is in `table`. */
let table: SshfsMount[];
let refused: string[];
let missing: AppError | undefined;
let stale: boolean;
let asked: MountRequest[];
let ended: { own: OwnMount; force: boolean }[];
let kept: Map<string, JsonValue>;
let password: string | undefined;

beforeEach(() => {
  [table, refused, asked, ended, kept] = [[], [], [], [], new Map()];
  [missing, stale, password] = [undefined, false, 'secret'];
});

const sshfs = {
  list: async () => table,
  requireSshfs: async () => {
    if (missing !== undefined) throw missing;
  },
  mount: async (request: MountRequest): Promise<OwnMount> => {
    asked.push(request);
    const { mountpoint, host, user } = request;
    if (refused.includes(user)) throw new AppError('auth-required', 'The SFTP server refused the login: no.');
    table.push({ mountpoint, host, user, path: '/' });
    return { mountpoint, host, user, madeFolder: true };
  },
  health: async () => (stale ? ('stale' as const) : ('mounted' as const)),
  unmount: async (own: OwnMount, { force = false } = {}) => {
    ended.push({ own, force });
    table = table.filter(({ mountpoint }) => mountpoint !== own.mountpoint);
  },
};

function connection(id: string, change: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    ...{ id, kind: 'openbis', name: `Lab ${id}`, url: 'https://OpenBIS.example:8443', user: 'ada', ca: null },
    ...{ pinnedFingerprint: null, proxy: null, verifyCertificates: true, keepPassword: false, pathRules: [] },
    ...{ settleWindowS: 300, usesMarks: true, isDemo: false, ...change },
  };
}

/** Each call as after a new start: only what is kept is remembered. */
function handlers(connections = [connection('a')]) {
  return createOpenbisMountsHandlers({
    settings: {
      getSetting: async (key) => kept.get(key),
      putSetting: async (key, value) => void kept.set(key, value),
    },
    connections: {
      list: async () => connections,
      get: async (id) => {
        const found = connections.find((one) => one.id === id);
        if (found === undefined) throw new AppError('not-found', 'There is no such connection.');
        return found;
      },
    },
    // Nothing else of it is asked for.
    clientOf: async () => ({ session: { token: async () => 'the token' } }) as never,
    passwordOf: async () => {
      if (password === undefined) throw new AppError('auth-required', 'Nobody knows it.');
      return password;
    },
    sshfs: async () => sshfs,
    homeFolder: home,
    knownHostsFile: '/nowhere/known',
  });
}

function list(connectionId?: string) {
  return handlers()['openbis.mounts.list'](connectionId === undefined ? {} : { connectionId }, calm);
}

function mount(change: { folder?: string | null; connectionId?: string } = {}) {
  return handlers()['openbis.mounts.mount']({ connectionId: 'a', folder: null, port: 2222, ...change }, calm);
}

function unmount(force = false) {
  return handlers()['openbis.mounts.unmount']({ connectionId: 'a', force }, calm);
}

test('mounts with the token of the session, knows it after a new start, and ends it', async () => {
  const none = { connectionId: 'a', mountpoint: usual, state: 'not-mounted', isOurs: false, source: null };
  expect(await list()).toEqual({ obstacle: null, mounts: [none] });
  const ours = { ...none, state: 'mounted', isOurs: true, source: '?@openbis.example:/' };
  expect(await mount()).toEqual(ours);
  expect(asked).toMatchObject([{ user: '?', password: 'the token', host: 'openbis.example', port: 2222 }]);
  expect((await list()).mounts).toEqual([ours]);
  await expect(mount({ folder: '/elsewhere' })).rejects.toMatchObject({ code: 'conflict' });
  stale = true;
  expect((await list()).mounts).toMatchObject([{ state: 'stale', isOurs: true }]);
  expect(await unmount(true)).toEqual(none);
  expect(ended).toMatchObject([{ own: { mountpoint: usual, user: '?' }, force: true }]);
  expect([...kept.values()]).toEqual([{}]);
});

test('no secret is kept', async () => {
  await mount();
  expect(JSON.stringify([...kept])).not.toMatch(/token|secret/);
});

test('a server that takes no token gets user and password, once; a refused login leaves nothing behind', async () => {
  refused = ['?'];
  expect(await mount()).toMatchObject({ source: 'ada@openbis.example:/' });
  expect(asked.map((one) => [one.user, one.password])).toEqual([
    ['?', 'the token'],
    ['ada', 'secret'],
  ]);
  await unmount();
  refused = ['?', 'ada'];
  await expect(mount()).rejects.toMatchObject({ code: 'auth-required' });
  password = undefined;
  await expect(mount()).rejects.toMatchObject({ code: 'auth-required', message: expect.stringContaining('SFTP') });
  expect((await list()).mounts).toMatchObject([{ state: 'not-mounted' }]);
  expect([...kept.values()]).toEqual([{}]);
});

test('a mount of another program is shown, and left alone', async () => {
  table = [{ mountpoint: '/mnt/lab', host: 'openbis.EXAMPLE', user: 'eve', path: '/' }];
  expect((await list('a')).mounts).toEqual([
    {
      ...{ connectionId: 'a', mountpoint: '/mnt/lab', state: 'mounted', isOurs: false },
      source: 'eve@openbis.EXAMPLE:/',
    },
  ]);
  await expect(unmount(true)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('/mnt/lab') });
  expect(ended).toEqual([]);
  table = [];
  await expect(unmount()).rejects.toMatchObject({ code: 'not-found' });
});

test('what one connection has mounted does not count for another one of the same server', async () => {
  await mount();
  const both = handlers([connection('a'), connection('b')]);
  const { mounts } = await both['openbis.mounts.list']({}, calm);
  expect(mounts.map(({ connectionId, state }) => [connectionId, state])).toEqual([
    ['a', 'mounted'],
    ['b', 'not-mounted'],
  ]);
});

test('what a connection has left behind belongs to the next one to the same server', async () => {
  await mount();
  const next = handlers([connection('b')]);
  const { mounts } = await next['openbis.mounts.list']({}, calm);
  expect(mounts).toMatchObject([{ connectionId: 'b', state: 'mounted', isOurs: true }]);
  await next['openbis.mounts.unmount']({ connectionId: 'b', force: false }, calm);
  expect(table).toEqual([]);
  expect([...kept.values()]).toEqual([{}]);
});

test('where nothing can be mounted, that is said with what helps', async () => {
  missing = new AppError('unsupported', 'This computer has no sshfs.', { remedy: 'Install it.' });
  expect((await list()).obstacle).toEqual({ message: 'This computer has no sshfs.', remedy: 'Install it.' });
  await expect(mount()).rejects.toMatchObject({ code: 'unsupported' });
  expect(asked).toEqual([]);
});

test.each([
  [{ folder: 'relative' }, 'invalid-input'],
  [{ connectionId: 'nobody' }, 'not-found'],
])('%o is refused', async (change, code) => {
  await expect(mount(change)).rejects.toMatchObject({ code });
});

test('a connection to something else is refused', async () => {
  const other = handlers([connection('a', { kind: 'juliabase' })]);
  await expect(other['openbis.mounts.list']({ connectionId: 'a' }, calm)).rejects.toMatchObject({
    code: 'unsupported',
  });
  expect((await other['openbis.mounts.list']({}, calm)).mounts).toEqual([]);
});
