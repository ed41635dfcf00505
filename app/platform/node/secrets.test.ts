import { describe, expect, test } from 'vitest';
import { createMemorySecrets, type KeyEntry, openKeyStore, openSecrets } from './secrets.ts';

function fakeKeyStore(change: Partial<KeyEntry> = {}): {
  kept: Map<string, string>;
  entryOf(account: string): KeyEntry;
} {
  const kept = new Map<string, string>();
  return {
    kept,
    entryOf: (account) => ({
      setPassword: async (secret) => {
        kept.set(account, secret);
      },
      getPassword: async () => kept.get(account) ?? null,
      deletePassword: async () => kept.delete(account),
      ...change,
    }),
  };
}

describe('row 35: secrets', () => {
  test.each([
    ['memory', async () => createMemorySecrets()],
    ['a key store', async () => openKeyStore(fakeKeyStore().entryOf, 1000)],
  ])('in %s are given back until they are deleted', async (_where, open) => {
    const secrets = await open();
    expect(await secrets.get('a')).toBeUndefined();
    await secrets.set('a', 'hush');
    expect(await secrets.get('a')).toBe('hush');
    expect(await secrets.get('b')).toBeUndefined();
    await secrets.delete('a');
    await secrets.delete('a');
    expect(await secrets.get('a')).toBeUndefined();
  });

  test('the probe of a key store leaves nothing behind', async () => {
    const { kept, entryOf } = fakeKeyStore();
    expect((await openKeyStore(entryOf, 1000)).where).toBe('key-store');
    expect(kept.size).toBe(0);
  });

  test.each<[string, Partial<KeyEntry>]>([
    ['forgets', { getPassword: async () => null }],
    ['gives back something else', { getPassword: async () => 'other' }],
    ['refuses', { setPassword: () => Promise.reject(new Error('locked')) }],
    ['cannot delete', { deletePassword: () => Promise.reject(new Error('locked')) }],
    ['hangs', { setPassword: () => new Promise(() => undefined) }],
  ])('a key store that %s is none', async (_name, change) => {
    await expect(openKeyStore(fakeKeyStore(change).entryOf, 20)).rejects.toThrow();
  });

  test('a failure names the key store, and nothing of what it holds', async () => {
    const change: Partial<KeyEntry> = {};
    const { entryOf } = fakeKeyStore();
    const secrets = await openKeyStore((account) => ({ ...entryOf(account), ...change }), 1000);
    change.getPassword = () => Promise.reject(new Error('hush is not readable'));
    const failure = await secrets.get('a').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'storage', message: expect.stringContaining('key store') });
    expect(String(failure)).not.toContain('hush');
    expect(failure).not.toHaveProperty('cause');
  });

  test('memory is used when it is asked for', async () => {
    expect((await openSecrets('memory')).where).toBe('memory');
  });
});
