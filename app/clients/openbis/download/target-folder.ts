import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../../../contract/app-error.ts';
import type { FileEntry } from '../../http/download/api.ts';
import { codeOf, type Disk } from '../../http/download/disk.ts';
import { grouped } from '../../http/download/grouped.ts';
import { distinctNames } from '../../http/download/safe-names.ts';
import { onDisk } from '../../http/download/storage-error.ts';
import type { DataSetFile } from '../model.ts';
import type { LocalFile } from './local-names.ts';

/** Where a file goes, or that it is there already. */
export interface Place {
  path: string;
  /** Below the folder, with `/`. */
  relative: string;
  isPresent: boolean;
}

const pieceBytes = 256 * 1024;
/** File systems tell times with different precision. */
const touchedMs = 2000;
const knownSums: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  'SHA-256': 'sha256',
  SHA512: 'sha512',
  'SHA-512': 'sha512',
};

/** The folder of a data set on this computer: folders are made, none is a link, what others wrote stays. */
export class TargetFolder {
  readonly root: string;
  private readonly disk: Disk;
  private readonly made = new Set<string>();
  private readonly syncs = new Map<string, () => Promise<void>>();

  constructor(disk: Disk, root: string) {
    this.disk = disk;
    this.root = root;
  }

  /** Makes a folder below the root. @throws AppError 'storage' if something else stands there, also a link */
  async makeFolder(folders: readonly string[]): Promise<void> {
    for (let depth = 1; depth <= folders.length; depth++) {
      const path = join(this.root, ...folders.slice(0, depth));
      if (this.made.has(path)) continue;
      await onDisk(join(path, '.'), () => makeRealFolder(path));
      this.made.add(path);
    }
  }

  /**
   * Where a file goes. What is there with the right content counts as it; what is there otherwise keeps its name, and
   * the file gets another one.
   * @param known what an earlier run has noted
   */
  async place({ file, folders, name }: LocalFile, known: FileEntry | undefined): Promise<Place> {
    const folder = join(this.root, ...folders);
    for (const taken: string[] = []; ; ) {
      const [free = name] = distinctNames([{ id: file.path, name }], taken);
      const place = { path: join(folder, free), relative: [...folders, free].join('/') };
      const found = await onDisk(place.path, () => this.disk.stat(place.path));
      if (found.kind === 'none') return { ...place, isPresent: false };
      if (found.kind === 'file' && found.size === file.sizeBytes) {
        const isNoted = known?.state === 'verified' && known.file === place.relative && known.bytes === found.size;
        if (isNoted && found.mtimeMs <= Date.parse(known.asOf) + touchedMs) return { ...place, isPresent: true };
        // Without a checksum nobody can say whether it is the same file.
        const isSame = hasSum(file) && (await this.wrongSum(place.path, file)) === undefined;
        if (isSame) return { ...place, isPresent: true };
      }
      taken.push(free);
    }
  }

  /** What is wrong with a whole file, in words; undefined if its size and its checksum are right. */
  async wrongSum(path: string, file: DataSetFile): Promise<string | undefined> {
    const checks = new Checks(file);
    await onDisk(path, async () => {
      const opened = await this.disk.open(path);
      try {
        const size = await opened.size();
        for (let at = 0; at < size; ) {
          const piece = await opened.read(at, Math.min(pieceBytes, size - at));
          if (piece.length === 0) break;
          checks.push(piece);
          at += piece.length;
        }
      } finally {
        await opened.close();
      }
    });
    return checks.wrong();
  }

  /** Makes new names beside that file survive a loss of power. */
  syncBeside(path: string): Promise<void> {
    const folder = dirname(path);
    let sync = this.syncs.get(folder);
    if (sync === undefined) {
      sync = grouped(() => onDisk(join(folder, '.'), () => this.disk.syncFolder(folder)));
      this.syncs.set(folder, sync);
    }
    return sync();
  }
}

function hasSum({ crc32: promised, checksum }: DataSetFile): boolean {
  return promised !== null || knownSums[checksum?.type.toUpperCase() ?? ''] !== undefined;
}

/** Compares the bytes of a file with what the server has told of it. */
export class Checks {
  private readonly file: DataSetFile;
  private readonly hash: ReturnType<typeof createHash> | undefined;
  private bytes = 0;
  private sum = 0;

  constructor(file: DataSetFile) {
    this.file = file;
    const algorithm = knownSums[file.checksum?.type.toUpperCase() ?? ''];
    this.hash = algorithm === undefined ? undefined : createHash(algorithm);
  }

  push(piece: Uint8Array): void {
    this.bytes += piece.length;
    if (this.file.crc32 !== null) this.sum = crc32(piece, this.sum);
    this.hash?.update(piece);
  }

  wrong(): string | undefined {
    const { sizeBytes, crc32: promised, checksum } = this.file;
    if (sizeBytes !== null && this.bytes !== sizeBytes)
      return `The file has ${this.bytes} bytes, ${sizeBytes} were promised.`;
    if (promised !== null && this.sum !== promised) return 'The file has another CRC-32 than the server promised.';
    const digest = this.hash?.digest('hex');
    return digest !== undefined && digest !== checksum?.value.toLowerCase()
      ? `The file has another ${checksum?.type} than the server promised.`
      : undefined;
  }
}

async function makeRealFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const found = await lstat(path);
    if (found.isDirectory()) return;
    throw new AppError('storage', `${path} is ${found.isSymbolicLink() ? 'a link' : 'no folder'}.`, {
      remedy: 'Remove it, or choose another folder.',
      details: { path },
    });
  }
}
