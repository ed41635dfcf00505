import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/app-error.ts';
import type { SecretStore } from '../platform.ts';

const service = 'Quarry';
const probeTimeoutMs = 3000;

/** One entry of a key store; `null` means that it holds nothing. */
export interface KeyEntry {
  setPassword(secret: string): Promise<void>;
  getPassword(): Promise<string | null | undefined>;
  deletePassword(): Promise<unknown>;
}

/** Keeps secrets until the process ends. */
export function createMemorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    where: 'memory',
    get: async (account) => secrets.get(account),
    set: async (account, secret) => {
      secrets.set(account, secret);
    },
    delete: async (account) => {
      secrets.delete(account);
    },
  };
}

/** The key store of the operating system, or memory where there is none that works. */
export async function openSecrets(mode: string | undefined): Promise<SecretStore> {
  if (mode === 'memory') return createMemorySecrets();
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    // Without this Linux falls back to the kernel's keyring, which forgets everything at the next start.
    const options = { linux: { store: 'secret-service' as const } };
    return await openKeyStore((account) => new AsyncEntry(service, account, options), probeTimeoutMs);
  } catch {
    return createMemorySecrets();
  }
}

/**
 * A key store that has proven to give back what it takes.
 * @throws if it does not, or does not answer in time: a locked or missing service may hang for ever.
 */
export async function openKeyStore(
  entryOf: (account: string) => KeyEntry,
  answerWithinMs: number,
): Promise<SecretStore> {
  await within(answerWithinMs, probe(entryOf(`probe-${randomUUID()}`)));
  return {
    where: 'key-store',
    get: (account) => named('read', async () => (await entryOf(account).getPassword()) ?? undefined),
    set: (account, secret) => named('written', () => entryOf(account).setPassword(secret)),
    delete: (account) =>
      named('changed', async () => {
        await entryOf(account).deletePassword();
      }),
  };
}

async function probe(entry: KeyEntry): Promise<void> {
  const secret = randomUUID();
  await entry.setPassword(secret);
  const back = await entry.getPassword();
  await entry.deletePassword();
  if (back !== secret) throw new Error('The key store does not keep what it is given.');
}

/** The native call cannot be stopped; it is only no longer waited for. */
async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The key store does not answer.')), timeoutMs);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The cause stays behind: what a key store writes into its errors is not ours to judge. */
async function named<T>(done: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new AppError('storage', `The key store of this computer cannot be ${done}.`, {
      remedy: 'Unlock it and try again, or do not keep the password.',
    });
  }
}
