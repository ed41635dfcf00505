import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { toAppError } from '../../../contract/app-error.ts';
import { fileNameKey } from '../../../domain/drms/file-names.ts';
import type {
  ArchiveContent,
  DownloadFolder,
  DownloadItem,
  FetchOptions,
  FetchOutcome,
  FileEntry,
  FileTally,
  OpenFile,
  UnpackOutcome,
} from './api.ts';
import { Unpacking } from './archive/unpack.ts';
import { FetchRun, type FetchRunParts } from './fetch-run.ts';
import { grouped } from './grouped.ts';
import { Manifest } from './manifest.ts';
import { distinctNames, journalEnding, partEnding, safeName } from './safe-names.ts';
import { onDisk } from './storage-error.ts';

export interface OpenFolderParts extends Omit<FetchRunParts, 'manifest' | 'folder' | 'syncFolder'> {
  path: string;
  closing: AbortSignal;
  onClose(): void;
}

interface Wanted {
  item: DownloadItem;
  file: string;
}

/** File systems tell times with different precision. */
const touchedMs = 2000;
const pieceBytes = 1024 * 1024;

export class OpenFolder implements DownloadFolder {
  readonly path: string;
  private readonly parts: OpenFolderParts;
  private readonly manifest: Manifest;
  private readonly syncFolder: () => Promise<void>;
  private run: FetchRun | undefined;

  private constructor(parts: OpenFolderParts, manifest: Manifest) {
    this.parts = parts;
    this.path = parts.path;
    this.manifest = manifest;
    this.syncFolder = grouped(() => onDisk(join(this.path, '.'), () => parts.disk.syncFolder(this.path)));
  }

  static async open(parts: OpenFolderParts): Promise<OpenFolder> {
    return new OpenFolder(parts, await Manifest.open(parts.disk, parts.path));
  }

  entry(id: string): FileEntry | undefined {
    return this.manifest.entry(id);
  }

  entries(group: string): FileEntry[] {
    return this.manifest.entries().filter((entry) => entry.group === group);
  }

  tally(group: string): FileTally {
    return this.manifest.tally(group);
  }

  openFiles(): OpenFile[] {
    return this.run?.openFiles() ?? [];
  }

  note(name: string): unknown {
    return this.manifest.note(name);
  }

  keepNote(name: string, value: unknown): Promise<void> {
    return this.manifest.putNote(name, value);
  }

  putEntry(entry: FileEntry): Promise<void> {
    return this.manifest.put(entry);
  }

  dropEntry(id: string): Promise<void> {
    return this.manifest.drop(id);
  }

  async isPresent({ file, bytes, sha256, state, asOf }: FileEntry): Promise<boolean> {
    if (file === null || (state !== 'verified' && state !== 'size-unconfirmed') || file !== safeName(file))
      return false;
    const path = join(this.path, file);
    const found = await onDisk(path, () => this.parts.disk.stat(path));
    if (found.kind !== 'file' || found.size !== bytes) return false;
    if (found.mtimeMs <= Date.parse(asOf) + touchedMs) return true;
    return (await onDisk(path, () => this.digest(path, found.size))) === sha256;
  }

  async fetch(items: readonly DownloadItem[], options: FetchOptions): Promise<FetchOutcome> {
    const signal = AbortSignal.any([options.signal, this.parts.closing]);
    try {
      signal.throwIfAborted();
      const wanted = await this.plan(items);
      const parts = { ...this.parts, manifest: this.manifest, folder: this.path, syncFolder: this.syncFolder };
      const open = new Set(wanted.map(({ item }) => item));
      const present = items.filter((item) => !open.has(item));
      this.run = new FetchRun(parts, wanted, present, { ...options, signal });
      return await this.run.run();
    } catch (error) {
      const reason = toAppError(error);
      if (reason.code === 'storage') return { outcome: 'storage', reason, open: [...items] };
      throw reason;
    } finally {
      this.run = undefined;
    }
  }

  unpack(archive: DownloadItem, contents: readonly ArchiveContent[], signal: AbortSignal): Promise<UnpackOutcome> {
    const { disk, clock, closing } = this.parts;
    const parts = {
      ...{ disk, manifest: this.manifest, folder: this.path, syncFolder: this.syncFolder },
      isPresent: (entry: FileEntry) => this.isPresent(entry),
      nowMs: () => clock.nowMs(),
    };
    return Unpacking.run(parts, archive, contents, AbortSignal.any([signal, closing]));
  }

  writeManifest(): Promise<void> {
    return this.manifest.writeWhole();
  }

  async close(): Promise<void> {
    try {
      await this.manifest.close();
    } finally {
      this.parts.onClose();
    }
  }

  /** What is not there yet, each with its name. A file that is not ours is never written over: it keeps its name. */
  private async plan(items: readonly DownloadItem[]): Promise<Wanted[]> {
    const present = new Set<string>();
    const ours = new Set<string>();
    for (const entry of this.manifest.entries()) {
      if (entry.file === null || !(await this.isPresent(entry))) continue;
      present.add(entry.id);
      ours.add(entry.file);
    }
    const names = await onDisk(join(this.path, '.'), () => this.parts.disk.list(this.path));
    await this.clearJournals(names, ours);
    const taken = names.filter((name) => !name.endsWith(partEnding) && !name.endsWith(journalEnding));
    const open = items.filter(({ id }) => !present.has(id));
    const earlier = this.earlierNames(open, new Set([...taken, ...ours].map(fileNameKey)));
    const others = open.filter(({ id }) => !earlier.has(id));
    const fresh = distinctNames(others, [...taken, ...earlier.values()]);
    const named = new Map([...earlier, ...others.map(({ id }, index) => [id, fresh[index] ?? ''] as const)]);
    return open.map((item) => ({ item, file: named.get(item.id) ?? '' }));
  }

  /** Of files that were named and not yet cleared up after when a run was cut off. */
  private async clearJournals(names: readonly string[], finished: ReadonlySet<string>): Promise<void> {
    for (const name of names) {
      if (!name.endsWith(journalEnding) || !finished.has(name.slice(0, -journalEnding.length))) continue;
      const path = join(this.path, name);
      await onDisk(path, () => this.parts.disk.remove(path));
    }
  }

  /** Names that files had before they were lost or while a run was cut off; a part of them may be there. */
  private earlierNames(items: readonly DownloadItem[], taken: ReadonlySet<string>): Map<string, string> {
    const names = new Map<string, string>();
    for (const { id } of items) {
      const file = this.manifest.entry(id)?.file ?? null;
      if (file !== null && file === safeName(file) && !taken.has(fileNameKey(file))) names.set(id, file);
    }
    return names;
  }

  private async digest(path: string, size: number): Promise<string> {
    const hash = createHash('sha256');
    const file = await this.parts.disk.open(path);
    try {
      for (let at = 0; at < size; ) {
        const piece = await file.read(at, Math.min(pieceBytes, size - at));
        if (piece.length === 0) break;
        hash.update(piece);
        at += piece.length;
      }
    } finally {
      await file.close();
    }
    return hash.digest('hex');
  }
}
