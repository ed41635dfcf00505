import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { FileCopy, OutboxItem } from './item.ts';

/** Copies of the files of all items, each under the SHA-256 of its content. */
export class FileCopies {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** On disk when it resolves. */
  async keep(name: string, bytes: Uint8Array): Promise<FileCopy> {
    const sha256 = digestOf(bytes);
    const copy: FileCopy = { sha256, name, bytes: bytes.length };
    const path = join(this.folder, sha256);
    if (await hasSize(path, bytes.length)) return copy;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const aside = `${path}.${process.pid}.part`;
    await writeSynced(aside, bytes);
    await rename(aside, path);
    await syncFolder(this.folder);
    return copy;
  }

  /** @throws AppError 'storage' if the copy is gone or is not what it was */
  async read({ sha256, name }: FileCopy): Promise<Uint8Array> {
    const path = join(this.folder, sha256);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw damaged(name, path, 'cannot be read', cause);
    });
    if (digestOf(bytes) !== sha256) throw damaged(name, path, 'is damaged');
    return bytes;
  }

  /** Removes what no open item needs. Call before anything is kept. */
  async tidy(open: readonly OutboxItem[]): Promise<void> {
    const needed = new Set(open.flatMap(({ order }) => order.files.map(({ sha256 }) => sha256)));
    const names = await readdir(this.folder).catch(() => []);
    await Promise.all(
      names.filter((name) => !needed.has(name)).map((name) => rm(join(this.folder, name), { force: true })),
    );
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size === bytes,
    () => false,
  );
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows does it by itself and knows no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function damaged(name: string, path: string, what: string, cause?: unknown): AppError {
  return new AppError('storage', `The copy of ${name} in the outbox ${what}.`, {
    remedy: 'Withdraw the item and queue it again with the original file.',
    details: { path },
    cause,
  });
}
