import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Encryption, openSafeSecrets } from './safe-secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Turns bits around, with a key of one byte. */
function encryption(key: number, backend = 'gnome_libsecret'): Encryption {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ 255)]),
    decryptString(bytes) {
      if (bytes[0] !== key) throw new Error('wrong key');
      return Buffer.from(bytes.subarray(1).map((byte) => byte ^ 255)).toString('utf8');
    },
  };
}

test('keeps secrets encrypted, over starts, until they are deleted', async () => {
  const file = join(folder, 'deep', 'secrets.json');
  await openSafeSecrets(encryption(1), file)?.set('a', 'CANARY-pass');
  expect(readFileSync(file, 'utf8')).not.toContain('CANARY');
  const later = openSafeSecrets(encryption(1), file);
  expect(await later?.get('a')).toBe('CANARY-pass');
  await later?.delete('a');
  expect(await later?.get('a')).toBeUndefined();
});

test('row 35: a changed system key asks again and keeps the blob', async () => {
  const file = join(folder, 'secrets.json');
  await openSafeSecrets(encryption(1), file)?.set('a', 'secret');
  expect(await openSafeSecrets(encryption(2), file)?.get('a')).toBeUndefined();
  expect(await openSafeSecrets(encryption(1), file)?.get('a')).toBe('secret');
});

test('is no store without encryption, or with a key that everybody knows', () => {
  expect(openSafeSecrets(encryption(1, 'basic_text'), join(folder, 's'))).toBeUndefined();
  expect(openSafeSecrets({ ...encryption(1), isEncryptionAvailable: () => false }, join(folder, 's'))).toBeUndefined();
});
