import PQueue from 'p-queue';
import type { FileEntry } from '../../http/download/api.ts';
import type { Disk, DiskFile } from '../../http/download/disk.ts';
import { partEnding } from '../../http/download/safe-names.ts';
import { onDisk } from '../../http/download/storage-error.ts';
import { ChunkedPart } from './chunked-part.ts';
import { Received } from './chunks.ts';
import type { FastTarget, FilePiece } from './fast-fetch.ts';
import type { LocalFile } from './local-names.ts';
import { Checks, type Place, type TargetFolder } from './target-folder.ts';

export interface FinishingParts {
  disk: Disk;
  folder: TargetFolder;
  permId: string;
  /** UTC. */
  now(): string;
  /** On disk when it resolves. */
  note(entry: FileEntry): Promise<void>;
}

/** Files that are synced and named while others are on their way, and those that may wait for it. */
const finishing = 16;
const waiting = 8;

/** Gives files that came whole their names: safe bytes first, then the manifest, then the name. */
export class Finishing {
  readonly parts: FinishingParts;
  private readonly queue = new PQueue({ concurrency: finishing });
  private failure: unknown;

  constructor(parts: FinishingParts) {
    this.parts = parts;
  }

  /** Waits for a place, not for the end. @throws what an earlier one has failed with */
  async add(work: () => Promise<void>): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    await this.queue.onSizeLessThan(waiting);
    this.queue.add(work).catch((error: unknown) => {
      this.failure ??= error;
    });
  }

  /** Nothing is under way any more. */
  async idle(): Promise<void> {
    await this.queue.onIdle();
  }

  async end(): Promise<void> {
    await this.idle();
    if (this.failure !== undefined) throw this.failure;
  }

  entry({ file }: LocalFile, change: Partial<FileEntry>): FileEntry {
    return {
      ...{ id: file.path, group: this.parts.permId, record: null, segment: null, url: null, sha256: null },
      ...{ file: null, bytes: null, state: 'failed', message: null, asOf: this.parts.now() },
      ...change,
    };
  }
}

/** One file that is fetched in pieces. */
export class FileRun implements FastTarget {
  readonly item: string;
  readonly local: LocalFile;
  readonly place: Place;
  readonly sizeBytes: number;
  /** It has come to an end, good or bad. */
  isEnded = false;
  private readonly finishing: Finishing;
  /** Of a file of several pieces; small ones come at once. */
  private readonly part: ChunkedPart;
  private isTaken = false;

  constructor(finishing: Finishing, local: LocalFile, place: Place, sizeBytes: number) {
    const { disk, permId } = finishing.parts;
    const { path, crc32 } = local.file;
    this.finishing = finishing;
    this.local = local;
    this.place = place;
    this.sizeBytes = sizeBytes;
    this.item = `${permId}/${path}`;
    this.part = new ChunkedPart(disk, place.path, { permId, path, sizeBytes, crc32 });
  }

  async load(): Promise<void> {
    await this.part.load();
    if (this.sizeBytes > 0 && this.part.isWhole()) await this.finishing.add(() => this.finishChunked());
  }

  received(): Received {
    return this.isTaken ? everything(this.sizeBytes) : this.part.received();
  }

  startOver(): Promise<void> {
    return this.part.discard();
  }

  async take(piece: FilePiece): Promise<void> {
    if (this.isTaken || this.isEnded) return;
    if (piece.bytes === this.sizeBytes) {
      this.isTaken = true;
      return this.takeWhole(piece);
    }
    await this.part.write(piece);
    if (!this.part.isWhole() || this.isTaken) return;
    this.isTaken = true;
    await this.finishing.add(() => this.finishChunked());
  }

  /** What came of it stays for a later run. */
  keep(): Promise<void> {
    return this.part.keep();
  }

  /** The file came another way, for which pieces are of no use. */
  discard(): Promise<void> {
    return this.part.discard();
  }

  /** Written at once, so that the memory of the piece is free; the rest may wait. */
  private async takeWhole({ payload, bytes, crc32 }: FilePiece): Promise<void> {
    const wrong = await this.wrong(crc32, async (onPiece) => payload.forEach(onPiece));
    if (wrong !== undefined) return this.refuse(wrong);
    const { disk } = this.finishing.parts;
    const { path } = this.place;
    const file = await onDisk(path, () => disk.open(path + partEnding));
    try {
      await onDisk(path, async () => {
        if ((await file.size()) > 0) await file.truncate(0);
        if (bytes > 0) await file.write(payload, 0);
      });
      await this.finishing.add(() => this.finishWhole(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async finishWhole(file: DiskFile): Promise<void> {
    const { disk } = this.finishing.parts;
    const { path } = this.place;
    await onDisk(path, () => file.sync().finally(() => file.close()));
    await this.name(() => onDisk(path, () => disk.rename(path + partEnding, path)));
  }

  private async finishChunked(): Promise<void> {
    const wrong = await this.wrong(this.part.sum(), (onPiece) => this.part.readAll(onPiece));
    if (wrong !== undefined) {
      await this.part.discard();
      return this.refuse(wrong);
    }
    await this.part.seal();
    await this.name(() => this.part.rename());
    await this.part.removeJournal();
  }

  /** Where the CRC-32 is known on both sides, nothing has to be read for it. */
  private async wrong(
    sum: number | undefined,
    read: (onPiece: (piece: Uint8Array) => void) => Promise<void>,
  ): Promise<string | undefined> {
    const { crc32: promised } = this.local.file;
    if (promised !== null && sum === promised) return undefined;
    const checks = new Checks(this.local.file);
    await read((piece) => checks.push(piece));
    return checks.wrong();
  }

  private async name(rename: () => Promise<void>): Promise<void> {
    const { folder, note } = this.finishing.parts;
    const { relative, path } = this.place;
    const entry = this.finishing.entry(this.local, { file: relative, bytes: this.sizeBytes, state: 'verified' });
    await note(entry);
    await rename();
    await folder.syncBeside(path);
    this.isEnded = true;
  }

  private async refuse(message: string): Promise<void> {
    await this.finishing.parts.note(this.finishing.entry(this.local, { message }));
    this.isEnded = true;
  }
}

function everything(sizeBytes: number): Received {
  const all = new Received();
  all.add(0, sizeBytes);
  return all;
}
