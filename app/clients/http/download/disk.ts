import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, readFile, rename, rm, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { limited } from './limited.ts';

export interface DiskFile {
  size(): Promise<number>;
  read(position: number, length: number): Promise<Uint8Array>;
  write(pieces: readonly Uint8Array[], position: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Resolves when all that was written is safely on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type PathState = { kind: 'none' | 'other' } | { kind: 'file'; size: number; mtimeMs: number };

/** The few things downloads ask of a disk, so that tests can let each of them fail. Paths are absolute. */
export interface Disk {
  makeFolder(path: string): Promise<void>;
  /** Names in the folder. */
  list(path: string): Promise<string[]>;
  /** Links count as 'other'. */
  stat(path: string): Promise<PathState>;
  /** For reading and writing; made if it is not there, never through a link. */
  open(path: string): Promise<DiskFile>;
  /** Undefined if there is no such file. */
  readText(path: string): Promise<string | undefined>;
  rename(from: string, to: string): Promise<void>;
  /** Not there is as good as removed. */
  remove(path: string): Promise<void>;
  /** With all that is in it; not there is as good as removed. */
  removeFolder(path: string): Promise<void>;
  /** Makes new names in the folder survive a loss of power. */
  syncFolder(path: string): Promise<void>;
  freeBytes(path: string): Promise<number>;
}

/** Node works on files with four threads. Syncs take long, so they leave one of them to reads and writes. */
const syncing = limited(3);

/** Windows knows no O_NOFOLLOW; there links need rights that ordinary users lack. */
const noFollow = constants.O_NOFOLLOW ?? 0;

export const nodeDisk: Disk = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  list: (path) => readdir(path),
  async stat(path) {
    try {
      const found = await lstat(path);
      return found.isFile() ? { kind: 'file', size: found.size, mtimeMs: found.mtimeMs } : { kind: 'other' };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { kind: 'none' };
      throw error;
    }
  },
  open: async (path) => diskFile(await open(path, constants.O_RDWR | constants.O_CREAT | noFollow, 0o644)),
  async readText(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  rename,
  async remove(path) {
    try {
      await unlink(path);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  },
  removeFolder: (path) => rm(path, { recursive: true, force: true }),
  async syncFolder(path) {
    // Windows cannot open a folder for that, and writes names through by itself.
    if (process.platform === 'win32') return;
    await syncing(async () => {
      const folder = await open(path, constants.O_RDONLY);
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    });
  },
  async freeBytes(path) {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};

function diskFile(handle: FileHandle): DiskFile {
  return {
    size: async () => (await handle.stat()).size,
    async read(position, length) {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await handle.read(buffer, 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    async write(pieces, position) {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const { bytesWritten } = await handle.writev([...pieces], position);
      if (bytesWritten === length) return;
      // A full disk takes a part first and refuses the next write.
      const rest = Buffer.concat(pieces).subarray(bytesWritten);
      await handle.write(rest, 0, rest.length, position + bytesWritten);
    },
    truncate: (length) => handle.truncate(length),
    sync: () => syncing(() => handle.datasync()),
    close: () => handle.close(),
  };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Writes a whole small file so that it is the old or the new one, never a torn one. */
export async function replaceText(disk: Disk, path: string, text: string): Promise<void> {
  const aside = `${path}.new`;
  await disk.remove(aside);
  const file = await disk.open(aside);
  try {
    await file.write([Buffer.from(text)], 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(aside, path);
  await disk.syncFolder(dirname(path));
}
