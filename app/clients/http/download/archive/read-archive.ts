import { Parser, type ReadEntry } from 'tar';
import { refusedMember } from './member-rules.ts';

export interface ArchiveLimits {
  entries: number;
  /** Unpacked bytes for each byte of the archive, once `freeBytes` have come. */
  ratio: number;
  freeBytes: number;
}

export const usualArchiveLimits: ArchiveLimits = { entries: 100_000, ratio: 200, freeBytes: 10 * 1024 * 1024 };

export interface RefusedMember {
  path: string;
  message: string;
}

export interface ArchiveReading {
  /** Of the archive, in order. Small ones, since a packed piece may become a thousand times as large. */
  pieces: AsyncIterable<Uint8Array>;
  /** Of the archive. */
  bytes: number;
  limits: ArchiveLimits;
  /** Takes a file to its end; one after the other. @param bytes as the archive tells them */
  onFile(path: string, bytes: number, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** Whether a file is wanted; others are passed over. */
  isWanted(path: string): boolean;
}

/** What is wrong with an archive as a whole. */
export class ArchiveError extends Error {}

/**
 * Reads a tar archive, packed or not. Nothing is written here, so that no entry decides where anything goes.
 * @returns entries that were refused, and why
 * @throws ArchiveError if it is no whole archive, or more than the limits allow; else what `onFile` throws
 */
export async function readArchive(reading: ArchiveReading): Promise<RefusedMember[]> {
  const reader = new Reader(reading);
  await reader.run();
  return reader.refused;
}

class Reader {
  readonly refused: RefusedMember[] = [];
  private readonly reading: ArchiveReading;
  private readonly parser: Parser;
  private readonly seen = new Set<string>();
  private work: Promise<void> = Promise.resolve();
  private entries = 0;
  private unpacked = 0;
  private failure: unknown;
  private tellFailed: () => void = () => undefined;
  private readonly failed = new Promise<void>((resolve) => {
    this.tellFailed = resolve;
  });

  constructor(reading: ArchiveReading) {
    this.reading = reading;
    this.parser = new Parser({ onReadEntry: (entry) => this.enqueue(entry) });
    this.parser.on('ignoredEntry', (entry: ReadEntry) => this.refuse(entry.path, 'It is no file.'));
    this.parser.on('error', (error: Error) =>
      this.fail(new ArchiveError(`The archive cannot be read: ${error.message}.`)),
    );
    this.parser.on('warn', (code: string, message: string | Error) => this.warned(code, `${message}`));
  }

  async run(): Promise<void> {
    const ended = this.told('end');
    for await (const piece of this.reading.pieces) {
      if (this.failure !== undefined) break;
      if (!this.feed(piece)) await this.told('drain');
    }
    if (this.failure === undefined) {
      this.parser.end();
      await ended;
    }
    await this.work;
    if (this.failure !== undefined) throw this.failure;
  }

  /** @returns false if it is full */
  private feed(piece: Uint8Array): boolean {
    try {
      return this.parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    } catch (error) {
      // The library throws where it gives up: of packed data that are spoilt, or grow beyond its own limit.
      const message = error instanceof Error ? error.message : 'unknown';
      this.fail(new ArchiveError(`The archive cannot be read: ${message}.`));
      return true;
    }
  }

  /** Also resolves when something has failed, since then nothing may follow. */
  private told(event: 'drain' | 'end'): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => this.parser.once(event, () => resolve())), this.failed]);
  }

  private enqueue(entry: ReadEntry): void {
    this.entries += 1;
    if (this.entries > this.reading.limits.entries)
      this.fail(new ArchiveError(`The archive has more than ${this.reading.limits.entries} entries.`));
    this.work = this.work.then(() => this.take(entry)).catch((error: unknown) => this.fail(error));
    // Who waits for room would wait for ever if nobody took what has come.
    this.work = this.work.finally(() => void entry.resume());
  }

  private async take(entry: ReadEntry): Promise<void> {
    if (this.failure !== undefined || entry.type === 'Directory') return;
    const path = entry.path.replace(/^(?:\.\/)+/, '');
    const message = refusedMember(entry.path, entry.type);
    if (message !== undefined) return this.refuse(entry.path, message);
    if (this.seen.has(path)) return this.refuse(entry.path, 'The archive names it twice.');
    this.seen.add(path);
    if (!this.reading.isWanted(path)) return;
    await this.reading.onFile(path, entry.size, this.counted(entry));
  }

  private async *counted(entry: ReadEntry): AsyncGenerator<Uint8Array> {
    const { bytes, limits } = this.reading;
    let received = 0;
    for await (const piece of entry) {
      received += piece.length;
      this.unpacked += piece.length;
      if (this.unpacked > Math.max(limits.freeBytes, bytes * limits.ratio))
        throw new ArchiveError(`The archive becomes more than ${limits.ratio} times as large when it is unpacked.`);
      yield piece;
    }
    if (received !== entry.size) throw new ArchiveError(`The archive ends in the middle of ${entry.path}.`);
  }

  private refuse(path: string, message: string): void {
    this.refused.push({ path, message });
  }

  private warned(code: string, message: string): void {
    if (code === 'TAR_ENTRY_INVALID') this.refuse('an entry without a valid head', `It cannot be read (${message}).`);
    // Of a file that is not wanted nobody notices that the rest is missing.
    else if (code === 'TAR_BAD_ARCHIVE') this.fail(new ArchiveError(`The archive cannot be read: ${message}.`));
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.tellFailed();
  }
}
