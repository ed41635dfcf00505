import { randomUUID } from 'node:crypto';
import type { SecretStore } from '../platform.ts';

const service = 'Quarry';

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
    return await openKeyStore();
  } catch {
    return createMemorySecrets();
  }
}

async function openKeyStore(): Promise<SecretStore> {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  const probe = new AsyncEntry(service, `probe-${randomUUID()}`);
  // Only a store that gives back what it took is one; a locked or missing service fails or hangs here.
  const signal = AbortSignal.timeout(3000);
  await probe.setPassword('probe', signal);
  const back = await probe.getPassword(signal);
  await probe.deletePassword(signal);
  if (back !== 'probe') throw new Error('The key store does not keep what it is given.');
  return {
    where: 'key-store',
    get: async (account) => (await new AsyncEntry(service, account).getPassword()) ?? undefined,
    set: (account, secret) => new AsyncEntry(service, account).setPassword(secret),
    delete: async (account) => {
      await new AsyncEntry(service, account).deletePassword().catch(() => undefined);
    },
  };
}
