import { expect, test } from 'vitest';
import type { SessionNews } from '../clients/http/session-manager.ts';
import type { JuliaBaseClient, JuliaBaseOptions } from '../clients/juliabase/api.ts';
import { AppError } from '../contract/app-error.ts';
import { createMemorySecrets } from '../platform/node/secrets.ts';
import type { SecretStore } from '../platform/platform.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/silent-log.ts';
import { ConnectionPool, type KeptConnection } from './connection-pool.ts';

const kept: KeptConnection = {
  kind: 'juliabase',
  ...{ id: 'lab', name: 'Lab', url: 'http://lab.test/', user: 'a.lang', ca: null },
  ...{ pinnedFingerprint: null, proxy: null, verifyCertificates: true, keepPassword: true },
};
const refused = new AppError('auth-required', 'Refused.', { details: { reason: 'password-refused' } });

interface Bench {
  pool: ConnectionPool;
  /** What the client of the connection tells and asks. */
  tell(news: SessionNews): void;
  password(): Promise<string>;
  states: string[];
}

async function bench(secrets: SecretStore): Promise<Bench> {
  let given: JuliaBaseOptions | undefined;
  const states: string[] = [];
  const pool: ConnectionPool = new ConnectionPool({
    platform: { secrets, clock: new FakeClock(), log: silentLog },
    load: async () => kept,
    createJuliaBase: async (options) => {
      given = options;
      // Of the client only these are called here.
      return { signIn: async () => undefined, close: async () => undefined } as unknown as JuliaBaseClient;
    },
    createOpenbis: () => Promise.reject(new Error('There is none.')),
    undoJournalOf: () => ({ begin: async () => '', done: async () => undefined }),
    onState: () => void states.push(pool.state('lab').state),
  });
  await pool.juliaBase('lab');
  return {
    pool,
    states,
    tell: (news) => given?.onSession?.(news),
    password: async () => {
      if (typeof given?.password !== 'function') throw new Error('The password is not asked for.');
      return given.password();
    },
  };
}

function keyStore(): SecretStore & { isLocked: boolean } {
  const memory = createMemorySecrets();
  const open = async <T>(work: () => Promise<T>): Promise<T> => {
    if (store.isLocked) throw new AppError('storage', 'The key store of this computer cannot be read.');
    return work();
  };
  const store = {
    ...{ where: 'key-store' as const, isLocked: false },
    get: (name: string) => open(() => memory.get(name)),
    set: (name: string, secret: string) => open(() => memory.set(name, secret)),
    delete: (name: string) => open(() => memory.delete(name)),
  };
  return store;
}

test('the state follows the sessions of the client, also those that nobody has asked for', async () => {
  const { pool, tell, states } = await bench(keyStore());
  tell({ kind: 'signing-in' });
  tell({ kind: 'signed-in' });
  tell({ kind: 'signing-in' });
  tell({ kind: 'failed', error: new AppError('network', 'Not reached.') });
  tell({ kind: 'signing-in' });
  tell({ kind: 'failed', error: new AppError('remote-failed', 'Out of order.') });
  tell({ kind: 'failed', error: refused });
  expect(states).toEqual([
    ...['signing-in', 'signed-in', 'signing-in', 'offline', 'signing-in', 'signed-out', 'needs-you'],
  ]);
  expect(pool.state('lab')).toEqual({ state: 'needs-you', message: 'Refused.' });
});

test('row 7: a kept password that was refused is not given again, in this run or the next one, until somebody asks', async () => {
  const secrets = keyStore();
  const first = await bench(secrets);
  await first.pool.setPassword(kept, 'wrong');
  expect(await first.password()).toBe('wrong');
  first.tell({ kind: 'failed', error: refused });
  await expect(first.password()).rejects.toMatchObject({
    code: 'auth-required',
    message: 'Lab has refused the password.',
  });
  await first.pool.drop('lab');
  await expect(first.password()).rejects.toMatchObject({ code: 'auth-required' });

  const second = await bench(secrets);
  await expect(second.password()).rejects.toMatchObject({ details: { reason: 'password-refused' } });
  expect(await second.pool.passwordKept('lab')).toBe('key-store');
  await second.pool.signIn('lab', new AbortController().signal);
  expect(await second.password()).toBe('wrong');
  await second.pool.setPassword(kept, 'right');
  expect(await (await bench(secrets)).password()).toBe('right');
});

test('row 35: a key store that cannot be read asks for the password, keeps what it has, and stops no login', async () => {
  const secrets = keyStore();
  const { pool, password } = await bench(secrets);
  await secrets.set('connection:lab', 'kept');
  secrets.isLocked = true;
  expect(await pool.passwordKept('lab')).toBe('none');
  await expect(password()).rejects.toMatchObject({
    code: 'auth-required',
    message: 'You are not logged in at Lab. The key store of this computer cannot be read.',
  });
  await pool.setPassword({ ...kept, keepPassword: false }, 'typed');
  await pool.signIn('lab', new AbortController().signal);
  expect(await password()).toBe('typed');
  secrets.isLocked = false;
  expect(await secrets.get('connection:lab')).toBe('kept');
});

test('row 35: without a key store a password lives in memory only, and that is said', async () => {
  const { pool, password } = await bench(createMemorySecrets());
  await pool.setPassword(kept, 'typed');
  expect([await pool.passwordKept('lab'), await password()]).toEqual(['memory', 'typed']);
});
