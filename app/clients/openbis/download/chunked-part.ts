import { readFileSync } from 'node:fs';
import type { Disk, DiskFile } from '../../http/download/disk.ts';
import { journalEnding, partEnding } from '../../http/download/safe-names.ts';
import { onDisk } from '../../http/download/storage-error.ts';
import { fieldsOf, numberOf, textOf } from '../fields.ts';
import { Received } from './chunks.ts';
import { combinedCrc32 } from './crc-combine.ts';
import type { FilePiece } from './fast-fetch.ts';

/** What the part belongs to: of another size or checksum it is worth nothing. */
export interface PartIdentity {
  permId: string;
  path: string;
  sizeBytes: number;
  crc32: number | null;
}

/** Between two syncs; they go on beside the writing. */
const syncBytes = 8 * 1024 * 1024;
const readBytes = 256 * 1024;
/** Linux gives each start a name; elsewhere only what was synced is trusted. */
const thisBoot = readBoot();

/**
 * A file whose pieces come in any order: `<final>.part`, and beside it `<final>.part.log` with a line for each piece,
 * written after the piece. After a mere end of the process all lines count; after a loss of power those before the last
 * `synced` line.
 */
export class ChunkedPart {
  readonly final: string;
  private readonly disk: Disk;
  private readonly identity: PartIdentity;
  private readonly boot: string | null;
  private files: Promise<{ file: DiskFile; log: DiskFile }> | undefined;
  private logBytes = 0;
  /** First line of the journal, until it is written. */
  private opening = '';
  private held = new Received();
  /** Of pieces that came in this run, by where they begin. */
  private readonly sums = new Map<number, { bytes: number; crc32: number }>();
  /** Nothing of it was there before. */
  private isNew = false;
  private unsynced = 0;
  private syncing: Promise<void> | undefined;
  private failure: unknown;

  constructor(disk: Disk, final: string, identity: PartIdentity, boot: string | null = thisBoot) {
    this.disk = disk;
    this.final = final;
    this.identity = identity;
    this.boot = boot;
  }

  /** Finds what an earlier run has left. */
  load(): Promise<Received> {
    return this.guarded(async () => {
      const text = await this.disk.readText(this.final + journalEnding);
      const part = await this.disk.stat(this.final + partEnding);
      this.isNew = part.kind === 'none' && text === undefined;
      this.held = part.kind === 'file' ? this.readJournal(text ?? '') : new Received();
      return this.held;
    });
  }

  received(): Received {
    return this.held;
  }

  isWhole(): boolean {
    return this.held.bytes() === this.identity.sizeBytes;
  }

  write({ offset, payload, bytes, crc32 }: FilePiece): Promise<void> {
    return this.guarded(async () => {
      if (this.failure !== undefined) throw this.failure;
      const { file, log } = await this.open();
      await file.write(payload, offset);
      this.held.add(offset, bytes);
      this.sums.set(offset, { bytes, crc32 });
      this.unsynced += bytes;
      // Of a whole file nothing has to be found again: it gets its name next.
      if (!this.isWhole()) await this.say(log, { at: offset, bytes });
      if (this.unsynced >= syncBytes) this.syncSoon();
    });
  }

  /** CRC-32 of the whole file if all of it came in this run, each piece once; else it has to be read. */
  sum(): number | undefined {
    let [sum, end] = [0, 0];
    while (end < this.identity.sizeBytes) {
      const piece = this.sums.get(end);
      if (piece === undefined) return undefined;
      sum = combinedCrc32(sum, piece.crc32, piece.bytes);
      end += piece.bytes;
    }
    return end === this.identity.sizeBytes ? sum : undefined;
  }

  /** @param onPiece told of all bytes in their order */
  readAll(onPiece: (piece: Uint8Array) => void): Promise<void> {
    return this.guarded(async () => {
      const { file } = await this.open();
      for (let at = 0; at < this.identity.sizeBytes; ) {
        const piece = await file.read(at, Math.min(readBytes, this.identity.sizeBytes - at));
        if (piece.length === 0) return;
        onPiece(piece);
        at += piece.length;
      }
    });
  }

  /** Makes the whole file safe. From then on only `rename` may follow. */
  seal(): Promise<void> {
    return this.guarded(async () => {
      await this.syncing;
      const { file } = await this.open();
      if (!this.isNew) await file.truncate(this.identity.sizeBytes);
      await file.sync();
      await this.close();
    });
  }

  /** Gives the sealed file its final name; the caller syncs the folder, then removes the journal. */
  rename(): Promise<void> {
    return this.guarded(() => this.disk.rename(this.final + partEnding, this.final));
  }

  removeJournal(): Promise<void> {
    return this.guarded(() => this.disk.remove(this.final + journalEnding));
  }

  /** Nothing of it is worth keeping. */
  discard(): Promise<void> {
    return this.guarded(async () => {
      await this.syncing;
      await this.close();
      await this.disk.remove(this.final + journalEnding);
      await this.disk.remove(this.final + partEnding);
      this.held = new Received();
      this.sums.clear();
      this.isNew = true;
    });
  }

  /** Makes what was received safe, for a later run. */
  keep(): Promise<void> {
    return this.guarded(async () => {
      await this.syncing;
      await this.sync();
      await this.close();
    });
  }

  private syncSoon(): void {
    this.syncing ??= this.sync()
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.syncing = undefined;
      });
  }

  private async sync(): Promise<void> {
    if (this.unsynced === 0 || this.files === undefined) return;
    const { file, log } = await this.files;
    this.unsynced = 0;
    const upTo = this.logBytes;
    await file.sync();
    await this.say(log, { synced: upTo });
  }

  private async say(log: DiskFile, line: object): Promise<void> {
    const bytes = Buffer.from(`${this.opening}${JSON.stringify(line)}\n`);
    this.opening = '';
    const at = this.logBytes;
    this.logBytes += bytes.length;
    await log.write([bytes], at);
  }

  /** Pieces come in parallel, the files are opened once. */
  private open(): Promise<{ file: DiskFile; log: DiskFile }> {
    this.files ??= this.openFiles();
    return this.files;
  }

  private async openFiles(): Promise<{ file: DiskFile; log: DiskFile }> {
    const file = await this.disk.open(this.final + partEnding);
    const log = await this.disk.open(this.final + journalEnding);
    if (this.logBytes > 0) return { file, log };
    // No line about an older part, and none that is not trusted, may vouch for this one.
    if (!this.isNew) {
      await log.truncate(0);
      if (this.held.bytes() === 0) await file.truncate(0);
    }
    // Goes to the disk with the first piece.
    this.opening = `${JSON.stringify({ ...this.identity, boot: this.boot })}\n`;
    for (const { start, end } of this.held.pieces()) await this.say(log, { at: start, bytes: end - start });
    if (this.held.bytes() > 0) {
      await file.sync();
      await this.say(log, { synced: this.logBytes });
    }
    return { file, log };
  }

  private async close(): Promise<void> {
    const opened = this.files;
    this.files = undefined;
    if (opened === undefined) return;
    const { file, log } = await opened;
    await file.close();
    await log.close();
  }

  /** Takes whole lines up to the first that makes no sense. */
  private readJournal(text: string): Received {
    const received = new Received();
    const end = text.lastIndexOf('\n') + 1;
    const lines = text.slice(0, end).split('\n').slice(0, -1).map(lineOf);
    const [opening = {}] = lines;
    const { permId, path, sizeBytes, crc32 } = this.identity;
    const isSame =
      opening.permId === permId && opening.path === path && opening.sizeBytes === sizeBytes && opening.crc32 === crc32;
    if (!isSame) return received;
    const isSameBoot = this.boot !== null && textOf(opening.boot) === this.boot;
    const safeBytes = lines.reduce((most, line) => Math.max(most, numberOf(line.synced) ?? 0), 0);
    const trusted = isSameBoot ? lines : linesOf(Buffer.from(text).subarray(0, safeBytes).toString());
    for (const line of trusted) {
      const [at, bytes] = [numberOf(line.at), numberOf(line.bytes)];
      if (at !== null && bytes !== null && at >= 0 && at + bytes <= sizeBytes) received.add(at, bytes);
    }
    // After a loss of power the journal is written anew, without the lines that nothing vouches for.
    this.logBytes = isSameBoot ? Buffer.byteLength(text.slice(0, end)) : 0;
    return received;
  }

  private guarded<T>(work: () => Promise<T>): Promise<T> {
    return onDisk(this.final, work);
  }
}

function linesOf(text: string): Record<string, unknown>[] {
  return text.split('\n').slice(0, -1).map(lineOf);
}

function lineOf(line: string): Record<string, unknown> {
  try {
    return { ...fieldsOf(JSON.parse(line)) };
  } catch {
    return {};
  }
}

function readBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
