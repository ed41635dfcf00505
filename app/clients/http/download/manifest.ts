import { join } from 'node:path';
import type { FileEntry, FileTally } from './api.ts';
import { type Disk, type DiskFile, replaceText } from './disk.ts';
import { manifestCsv } from './manifest-csv.ts';
import { ManifestFacts } from './manifest-facts.ts';
import { onDisk } from './storage-error.ts';

const linesName = 'manifest.jsonl';
const wholeName = 'manifest.json';
const csvName = 'manifest.csv';

interface Waiting {
  line: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * What is known of the files of a folder. Every fact is a line of `manifest.jsonl`, added at the end, so that a crash
 * can tear the last one only; `manifest.json` and `manifest.csv` are made of them for programs and people. Lines that
 * come together are synced together.
 */
export class Manifest {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly facts: ManifestFacts;
  private readonly log: DiskFile;
  private logBytes: number;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  private constructor(disk: Disk, folder: string, facts: ManifestFacts, log: DiskFile, logBytes: number) {
    this.disk = disk;
    this.folder = folder;
    this.facts = facts;
    this.log = log;
    this.logBytes = logBytes;
  }

  static async open(disk: Disk, folder: string): Promise<Manifest> {
    const path = join(folder, linesName);
    return onDisk(path, async () => {
      const whole = wholeLines(await disk.readText(path));
      const log = await disk.open(path);
      try {
        const manifest = new Manifest(disk, folder, factsOf(whole), log, Buffer.byteLength(whole));
        // A torn last line is written over.
        await log.truncate(manifest.logBytes);
        await disk.syncFolder(folder);
        return manifest;
      } catch (error) {
        await log.close();
        throw error;
      }
    });
  }

  /** What is said in a folder that another download may work in. */
  static look(disk: Disk, folder: string): Promise<ManifestFacts> {
    const path = join(folder, linesName);
    return onDisk(path, async () => factsOf(wholeLines(await disk.readText(path))));
  }

  entry(id: string): FileEntry | undefined {
    return this.facts.entry(id);
  }

  /** In the order in which they were first noted. */
  entries(): FileEntry[] {
    return this.facts.entries();
  }

  tally(group: string): FileTally {
    return this.facts.tally(group);
  }

  note(name: string): unknown {
    return this.facts.note(name);
  }

  /** Resolves when it is safely on disk. */
  put(entry: FileEntry): Promise<void> {
    this.facts.put(entry);
    return this.add({ file: entry });
  }

  drop(id: string): Promise<void> {
    return this.facts.drop(id) ? this.add({ dropped: id }) : Promise.resolve();
  }

  putNote(name: string, value: unknown): Promise<void> {
    this.facts.putNote(name, value);
    return this.add({ note: name, value });
  }

  /** For programs and people: all files as they are known now; notes in the JSON only. */
  async writeWhole(): Promise<void> {
    const entries = this.entries();
    const files = entries.map(({ id: _, ...shown }) => shown);
    const whole = { format: 'quarry-manifest', version: 1, notes: this.facts.allNotes(), files };
    await this.replace(wholeName, `${JSON.stringify(whole, null, 1)}\n`);
    await this.replace(csvName, manifestCsv(entries));
  }

  async close(): Promise<void> {
    await this.writing;
    await this.log.close();
  }

  private replace(name: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    return onDisk(path, () => replaceText(this.disk, path, text));
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
}

/** Without the last line if it is torn. */
function wholeLines(text = ''): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

function factsOf(lines: string): ManifestFacts {
  const facts = new ManifestFacts();
  for (const line of lines.split('\n')) facts.read(line);
  return facts;
}
