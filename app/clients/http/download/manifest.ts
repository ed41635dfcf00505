import { join } from 'node:path';
import type { FileEntry, FileState } from './api.ts';
import { type Disk, type DiskFile, replaceText } from './disk.ts';
import { onDisk } from './storage-error.ts';

const linesName = 'manifest.jsonl';
const wholeName = 'manifest.json';

interface Waiting {
  line: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * What is known of the files of a folder. Every fact is a line of `manifest.jsonl`, added at the end, so that a crash
 * can tear the last one only; `manifest.json` is made of them for people and programs. Lines that come together are
 * synced together.
 */
export class Manifest {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly files = new Map<string, FileEntry>();
  private readonly notes = new Map<string, unknown>();
  private readonly log: DiskFile;
  private logBytes: number;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  private constructor(disk: Disk, folder: string, log: DiskFile, logBytes: number) {
    this.disk = disk;
    this.folder = folder;
    this.log = log;
    this.logBytes = logBytes;
  }

  static async open(disk: Disk, folder: string): Promise<Manifest> {
    const path = join(folder, linesName);
    return onDisk(path, async () => {
      const text = (await disk.readText(path)) ?? '';
      const log = await disk.open(path);
      try {
        // A torn last line is written over.
        const whole = text.slice(0, text.lastIndexOf('\n') + 1);
        const manifest = new Manifest(disk, folder, log, Buffer.byteLength(whole));
        await log.truncate(manifest.logBytes);
        await disk.syncFolder(folder);
        for (const line of whole.split('\n')) manifest.read(line);
        return manifest;
      } catch (error) {
        await log.close();
        throw error;
      }
    });
  }

  entry(id: string): FileEntry | undefined {
    return this.files.get(id);
  }

  /** In the order in which they were first noted. */
  entries(): FileEntry[] {
    return [...this.files.values()];
  }

  note(name: string): unknown {
    return this.notes.get(name);
  }

  /** Resolves when it is safely on disk. */
  put(entry: FileEntry): Promise<void> {
    this.files.set(entry.id, entry);
    return this.add({ file: entry });
  }

  drop(id: string): Promise<void> {
    return this.files.delete(id) ? this.add({ dropped: id }) : Promise.resolve();
  }

  putNote(name: string, value: unknown): Promise<void> {
    this.notes.set(name, value);
    return this.add({ note: name, value });
  }

  /** For people and programs: all files as they are known now, and the notes. */
  async writeWhole(): Promise<void> {
    const path = join(this.folder, wholeName);
    const files = this.entries().map(({ id: _, ...shown }) => shown);
    const whole = { format: 'quarry-manifest', version: 1, notes: Object.fromEntries(this.notes), files };
    await onDisk(path, () => replaceText(this.disk, path, `${JSON.stringify(whole, null, 1)}\n`));
  }

  async close(): Promise<void> {
    await this.writing;
    await this.log.close();
  }

  private add(line: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line: `${JSON.stringify(line)}\n`, resolve, reject });
      this.writing ??= this.writeWaiting();
    });
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        const bytes = Buffer.from(group.map(({ line }) => line).join(''));
        await onDisk(join(this.folder, linesName), async () => {
          await this.log.write([bytes], this.logBytes);
          await this.log.sync();
        });
        this.logBytes += bytes.length;
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    // In the same step as the last look: who comes next begins anew.
    this.writing = undefined;
  }

  private read(line: string): void {
    const value = objectOf(line);
    if (value === undefined) return;
    if (typeof value.note === 'string') this.notes.set(value.note, value.value);
    if (typeof value.dropped === 'string') this.files.delete(value.dropped);
    const entry = entryOf(value.file);
    if (entry !== undefined) this.files.set(entry.id, entry);
  }
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // Any object will do: each field is looked at by itself.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const states: readonly FileState[] = ['verified', 'size-unconfirmed', 'missing', 'failed'];

/** People may edit the file; what does not read as an entry is none, and its file is looked at anew. */
function entryOf(value: unknown): FileEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Record<string, unknown>;
  const text = (key: string): string | null => {
    const found = given[key];
    return typeof found === 'string' ? found : null;
  };
  const state = states.find((one) => one === given.state);
  const id = text('id');
  if (state === undefined || id === null) return undefined;
  return {
    ...{ id, group: text('group') ?? '', record: text('record'), segment: text('segment'), file: text('file') },
    ...{ url: text('url'), bytes: typeof given.bytes === 'number' ? given.bytes : null, sha256: text('sha256') },
    ...{ state, message: text('message'), asOf: text('asOf') ?? '' },
  };
}
