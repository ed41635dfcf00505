import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../app/platform/platform.ts';

/** The part of Electron's `safeStorage` that is used. */
export interface Encryption {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

const Blobs = z.record(z.string(), z.string());

/** Undefined where the system keeps no real secret: `basic_text` encrypts with a key that everybody knows. */
export function openSafeSecrets(encryption: Encryption, file: string): SecretStore | undefined {
  if (!encryption.isEncryptionAvailable() || encryption.getSelectedStorageBackend?.() === 'basic_text') {
    return undefined;
  }
  const load = (): Map<string, string> => {
    try {
      return new Map(Object.entries(Blobs.parse(JSON.parse(readFileSync(file, 'utf8')))));
    } catch {
      return new Map();
    }
  };
  const save = (blobs: Map<string, string>): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(Object.fromEntries(blobs)), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  };
  return {
    where: 'key-store',
    async get(account) {
      const blob = load().get(account);
      if (blob === undefined) return undefined;
      try {
        return encryption.decryptString(Buffer.from(blob, 'base64'));
      } catch {
        // The system's key has changed: the user is asked again, and the blob stays until it is replaced.
        return undefined;
      }
    },
    async set(account, secret) {
      save(load().set(account, encryption.encryptString(secret).toString('base64')));
    },
    async delete(account) {
      const blobs = load();
      if (blobs.delete(account) || existsSync(`${file}.part`)) save(blobs);
    },
  };
}
