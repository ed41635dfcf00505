import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, type Disk, nodeDisk } from '../clients/http/download/disk.ts';
import { distinctNames, safeName } from '../clients/http/download/safe-names.ts';
import { AppError, isAppError, toAppError } from '../contract/app-error.ts';
import { readmeText } from './folder-texts.ts';
import {
  crateName,
  type Manifest,
  type ManifestFile,
  type ManifestItem,
  manifestFormat,
  manifestName,
  manifestVersion,
  readmeName,
} from './manifest.ts';
import { roCrate } from './ro-crate.ts';

/** A file with a part of what a thing holds. */
export interface DataFile {
  /** Need not be safe; made so. */
  name: string;
  mediaType: string;
  /** What it is, for people. */
  about: string;
  asOfUtc: string | null;
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

export type ExportedItem = Omit<ManifestItem, 'files' | 'problem'>;

export interface FolderExport {
  /** Absolute; not there yet. */
  folder: string;
  /** Lies beside the folder while it is written; one that an earlier try has left goes. */
  aside: string;
  collection: Manifest['collection'];
  items: readonly ExportedItem[];
  quarryVersion: string;
  exportedUtc: string;
  /**
   * Files of a thing, one after the other. A failure after some of them leaves those in the export; it and the reason
   * are told with the thing. Files that cannot be written end the whole.
   */
  read(item: ExportedItem, signal: AbortSignal): AsyncIterable<DataFile>;
  onProgress(done: number, total: number): void;
  signal: AbortSignal;
  /** For tests. */
  disk?: Disk;
}

export interface FolderSummary {
  files: number;
  bytes: number;
  /** Things whose data is missing, or a part of it. */
  incomplete: number;
}

const longestTitle = 60;
const encoder = new TextEncoder();

/** Refuses a folder that could not be written later, or in which something lies. @throws AppError */
export async function checkTarget(folder: string): Promise<void> {
  if ((await stateOf(folder)) !== 'none')
    throw new AppError('conflict', `${folder} is there already.`, {
      remedy: 'Give the name of a new folder; nothing is ever overwritten.',
    });
  if ((await stateOf(dirname(folder))) === 'folder') return;
  throw new AppError('not-found', `There is no folder ${dirname(folder)}.`, {
    remedy: 'Make it, or choose another one.',
  });
}

/**
 * Writes a collection with its data. The folder appears whole under its name, or not at all.
 * @throws AppError 'conflict' if the folder is there, 'storage' naming it if it cannot be written, 'cancelled'
 */
export async function writeFolder(wish: FolderExport): Promise<FolderSummary> {
  const disk = wish.disk ?? nodeDisk;
  await checkTarget(wish.folder);
  try {
    await disk.removeFolder(wish.aside);
    await disk.makeFolder(wish.aside);
    const summary = await new FolderWriter(wish, disk).write();
    await checkTarget(wish.folder);
    await disk.rename(wish.aside, wish.folder);
    await disk.syncFolder(dirname(wish.folder));
    return summary;
  } catch (error) {
    await disk.removeFolder(wish.aside).catch(() => undefined);
    throw isAppError(error) ? error : diskFailure(error, wish.folder);
  }
}

class FolderWriter {
  private readonly wish: FolderExport;
  private readonly disk: Disk;

  constructor(wish: FolderExport, disk: Disk) {
    this.wish = wish;
    this.disk = disk;
  }

  async write(): Promise<FolderSummary> {
    const { collection, quarryVersion, exportedUtc } = this.wish;
    const folders = itemFolders(this.wish.items);
    const items: ManifestItem[] = [];
    for (const [at, item] of this.wish.items.entries()) {
      this.wish.onProgress(at, folders.length);
      items.push({ ...item, ...(await this.writeItem(item, folders[at] ?? '')) });
    }
    this.wish.onProgress(folders.length, folders.length);
    const about: Omit<Manifest, 'files'> = {
      ...{ format: manifestFormat, version: manifestVersion, quarryVersion, exportedUtc },
      ...{ collection, items },
    };
    const readme = await this.writeText(
      readmeName,
      'text/markdown',
      'What the folder holds, for people',
      readmeText(about),
    );
    const crate = roCrate({
      ...about,
      readme,
      folders: items.map(({ files }, at) => (files.length === 0 ? null : `${folders[at]}/`)),
    });
    const crateFile = await this.writeText(
      ...([crateName, 'application/ld+json', 'The folder for other programs, as an RO-Crate'] as const),
      `${JSON.stringify(crate, null, 2)}\n`,
    );
    const manifest: Manifest = { ...about, files: [readme, crateFile] };
    // Last: a folder without it is none.
    await this.writeText(manifestName, 'application/json', '', `${JSON.stringify(manifest, null, 2)}\n`);
    const files = items.flatMap((item) => item.files);
    return {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      incomplete: items.filter(({ problem }) => problem !== null).length,
    };
  }

  private async writeItem(item: ExportedItem, folder: string): Promise<Pick<ManifestItem, 'files' | 'problem'>> {
    const files: ManifestFile[] = [];
    const reading = this.wish.read(item, this.wish.signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await readNext(reading);
        if (next === undefined) return { files, problem: null };
        files.push(await this.writeFile(folder, files, next));
      }
    } catch (error) {
      // What the disk refuses ends the export; what a server refuses is told with the thing.
      if (!(error instanceof ReadFailure) || this.wish.signal.aborted) throw error;
      return { files, problem: error.reason.message };
    } finally {
      await reading.return?.();
    }
  }

  private async writeFile(folder: string, before: readonly ManifestFile[], file: DataFile): Promise<ManifestFile> {
    const taken = before.map(({ path }) => path.slice(folder.length + 1));
    const [name = ''] = distinctNames([{ id: `${before.length}`, name: file.name }], taken);
    const path = `${folder}/${name}`;
    if (before.length === 0) await this.disk.makeFolder(join(this.wish.aside, folder));
    const { mediaType, about, asOfUtc } = file;
    return { path, ...(await this.writeBytes(path, file.bytes)), mediaType, about, asOfUtc };
  }

  private async writeText(path: string, mediaType: string, about: string, text: string): Promise<ManifestFile> {
    const written = await this.writeBytes(path, encoder.encode(text));
    return { path, ...written, mediaType, about, asOfUtc: this.wish.exportedUtc };
  }

  private async writeBytes(path: string, bytes: DataFile['bytes']): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
    const place = join(this.wish.aside, path);
    const hash = createHash('sha256');
    const pieces: AsyncIterator<Uint8Array> =
      bytes instanceof Uint8Array ? oneOf(bytes) : bytes[Symbol.asyncIterator]();
    const file = await this.disk.open(place);
    let size = 0;
    let isWhole = false;
    try {
      for (let piece = await readNext(pieces); piece !== undefined; piece = await readNext(pieces)) {
        this.wish.signal.throwIfAborted();
        hash.update(piece);
        await file.write([piece], size);
        size += piece.length;
      }
      await file.sync();
      isWhole = true;
    } finally {
      await file.close();
      if (!isWhole) {
        await pieces.return?.();
        // No manifest would name the part of it.
        await this.disk.remove(place);
      }
    }
    return { bytes: size, sha256: hash.digest('hex') };
  }
}

/** What goes wrong while something is read, told apart from what the disk of the export refuses. */
class ReadFailure extends Error {
  readonly reason: AppError;

  constructor(reason: AppError) {
    super(reason.message, { cause: reason });
    this.reason = reason;
  }
}

async function readNext<T>(source: AsyncIterator<T>): Promise<T | undefined> {
  try {
    const step = await source.next();
    return step.done === true ? undefined : step.value;
  } catch (error) {
    throw new ReadFailure(toAppError(error));
  }
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}

/** Such as `data/003-sample-26S-001`: in order, and readable. */
function itemFolders(items: readonly ExportedItem[]): string[] {
  const digits = Math.max(3, String(items.length).length);
  return items.map(({ thing, title }, at) => {
    const words = [...title].slice(0, longestTitle).join('').trim();
    return `data/${safeName(`${String(at + 1).padStart(digits, '0')}-${thing.kind}-${words.replaceAll(/[/\\]/g, '_')}`)}`;
  });
}

async function stateOf(path: string): Promise<'none' | 'folder' | 'other'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'none' : 'other';
  }
}

const diskSentences: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'Make room'],
  EDQUOT: ['your share of the disk is used up', 'Make room'],
  EROFS: ['the disk can only be read', 'Choose another folder'],
  EACCES: ['it may not be written to', 'Choose another folder'],
  EPERM: ['it may not be written to', 'Choose another folder'],
};

function diskFailure(error: unknown, folder: string): AppError {
  const failure = error instanceof ReadFailure ? error.reason : error;
  if (isAppError(failure)) return failure;
  if (failure instanceof Error && failure.name === 'AbortError') return toAppError(failure);
  const [what, remedy] = diskSentences[codeOf(failure)] ?? ['it cannot be written', 'Check the disk'];
  return new AppError('storage', `${folder} was not exported: ${what}.`, {
    remedy: `${remedy}, then export again; nothing was left behind.`,
    // A job that goes on by itself would write where a person may have put something else meanwhile.
    retryable: false,
    cause: failure,
  });
}
