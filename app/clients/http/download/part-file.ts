import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Disk, DiskFile } from './disk.ts';
import type { Held } from './resume.ts';
import { journalEnding, partEnding } from './safe-names.ts';
import { onDisk } from './storage-error.ts';

/** First line of a journal: which file of the server the part belongs to. */
export interface Opening {
  url: string;
  etag: string | null;
  lastModified: string | null;
  total: number | null;
  /** Since this start of the computer no power was lost, so what was written but not synced is there. */
  boot: string | null;
}

/** What a journal says after its whole lines; a torn last one counts for nothing. */
export interface JournalState {
  opening: Opening;
  /** Bytes that are safely on disk. */
  synced: number;
}

const pieceBytes = 1024 * 1024;
/** Linux gives each start a name; elsewhere only what was synced is trusted. */
const thisBoot: string | null = readBoot();

/**
 * A file under way: `<final>.part` with the journal `<final>.part.log` beside it. The journal gets a line when bytes
 * are safely on disk, never before; so after a loss of power the part is trusted as far as the journal says, and after
 * a mere end of the process as far as it reaches.
 */
export class PartFile {
  private readonly disk: Disk;
  readonly final: string;
  private readonly boot: string | null;
  private file: DiskFile | undefined;
  private log: DiskFile | undefined;
  private logBytes = 0;
  private opening: Opening | undefined;
  private hash: Hash = createHash('sha256');
  /** Bytes written to the part. */
  private written = 0;
  private syncedBytes = 0;
  private syncing: Promise<void> | undefined;
  private failed: unknown;

  constructor(disk: Disk, final: string, boot: string | null = thisBoot) {
    this.disk = disk;
    this.final = final;
    this.boot = boot;
  }

  /** What of the file is here; hashes it, so that the rest can be added. Address: of the file on the server. */
  load(url: string): Promise<Held> {
    return this.guarded(async () => {
      const state = readJournal(await this.disk.readText(this.final + journalEnding));
      if (state === undefined || pathOf(state.opening.url) !== pathOf(url)) return this.empty();
      const found = await this.disk.stat(this.final + partEnding);
      const size = found.kind === 'file' ? found.size : 0;
      const isSameBoot = state.opening.boot !== null && state.opening.boot === this.boot;
      const trusted = Math.min(size, state.opening.total ?? size, isSameBoot ? size : state.synced);
      if (trusted === 0) return this.empty();
      this.opening = state.opening;
      this.log = await this.disk.open(this.final + journalEnding);
      this.logBytes = await this.log.size();
      await this.openPart();
      await this.rehash(trusted);
      return this.held();
    });
  }

  held(): Held {
    const { total = null, etag = null, lastModified = null } = this.opening ?? {};
    return { bytes: this.written, total, etag, lastModified };
  }

  /** Forgets what is held and begins with the first byte. */
  startOver(opening: Omit<Opening, 'boot'>): Promise<void> {
    return this.guarded(async () => {
      await this.settle();
      const part = await this.openPart();
      this.log ??= await this.disk.open(this.final + journalEnding);
      await this.log.truncate(0);
      // No line about the old part may come back to vouch for the new one.
      if (this.opening !== undefined) await this.log.sync();
      await part.truncate(0);
      this.written = 0;
      this.syncedBytes = 0;
      this.logBytes = 0;
      this.hash = createHash('sha256');
      this.opening = { ...opening, boot: this.boot };
      await this.say(this.opening);
    });
  }

  /** Adds to the end. Synced in the background, each time a MiB has come together. */
  append(pieces: readonly Uint8Array[]): Promise<void> {
    return this.guarded(async () => {
      if (this.failed !== undefined) throw this.failed;
      const part = await this.openPart();
      for (const piece of pieces) this.hash.update(piece);
      await part.write(pieces, this.written);
      this.written += pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (this.written - this.syncedBytes >= pieceBytes) this.syncSoon();
    });
  }

  /** Starts a sync unless one is under way. */
  syncSoon(): void {
    if (this.syncing !== undefined || this.written === this.syncedBytes) return;
    this.syncing = this.sync()
      .catch((error: unknown) => {
        this.failed ??= error;
      })
      .finally(() => {
        this.syncing = undefined;
      });
  }

  /** SHA-256 of what is written. */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  read(position: number, length: number): Promise<Uint8Array> {
    return this.guarded(async () => (await this.openPart()).read(position, length));
  }

  /** Makes what was received so far safe, for a later run. */
  keep(): Promise<void> {
    return this.guarded(async () => {
      await this.settle();
      await this.sync();
      await this.closeFiles();
    });
  }

  /** Nothing of it is worth keeping. */
  discard(): Promise<void> {
    return this.guarded(async () => {
      await this.settle();
      await this.closeFiles();
      await this.disk.remove(this.final + journalEnding);
      await this.disk.remove(this.final + partEnding);
      this.forget();
    });
  }

  /** Makes the whole file safe. From then on only `rename` may follow. */
  seal(): Promise<void> {
    return this.guarded(async () => {
      await this.settle();
      await (await this.openPart()).sync();
      await this.closeFiles();
    });
  }

  /** Gives the sealed file its final name; the caller syncs the folder, then removes the journal. */
  rename(): Promise<void> {
    return this.guarded(() => this.disk.rename(this.final + partEnding, this.final));
  }

  removeJournal(): Promise<void> {
    return this.guarded(() => this.disk.remove(this.final + journalEnding));
  }

  /** Ends without a word; the part stays as it is. */
  async release(): Promise<void> {
    await this.settle().catch(() => undefined);
    await this.closeFiles().catch(() => undefined);
  }

  private async sync(): Promise<void> {
    const upTo = this.written;
    if (upTo === this.syncedBytes || this.file === undefined) return;
    try {
      await this.file.sync();
    } catch (error) {
      // What a failed sync has left in memory may be gone unseen, so only what the journal vouches for counts from now.
      await this.say({ boot: null }).catch(() => undefined);
      throw error;
    }
    await this.say({ synced: upTo });
    this.syncedBytes = upTo;
  }

  private async settle(): Promise<void> {
    await this.syncing;
    if (this.failed !== undefined) throw this.failed;
  }

  private async say(line: object): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const at = this.logBytes;
    this.logBytes += bytes.length;
    await this.log?.write([bytes], at);
  }

  private async openPart(): Promise<DiskFile> {
    this.file ??= await this.disk.open(this.final + partEnding);
    return this.file;
  }

  private async closeFiles(): Promise<void> {
    const files = [this.file, this.log];
    this.file = undefined;
    this.log = undefined;
    for (const file of files) await file?.close();
  }

  private empty(): Held {
    this.forget();
    return this.held();
  }

  private forget(): void {
    this.opening = undefined;
    this.written = 0;
    this.syncedBytes = 0;
    this.logBytes = 0;
    this.failed = undefined;
    this.hash = createHash('sha256');
  }

  private async rehash(bytes: number): Promise<void> {
    const part = await this.openPart();
    this.hash = createHash('sha256');
    for (let at = 0; at < bytes; ) {
      const piece = await part.read(at, Math.min(pieceBytes, bytes - at));
      if (piece.length === 0) break;
      this.hash.update(piece);
      at += piece.length;
      this.written = at;
    }
    // What lies behind may be torn.
    await part.truncate(this.written);
    this.syncedBytes = 0;
  }

  private guarded<T>(work: () => Promise<T>): Promise<T> {
    return onDisk(this.final, work);
  }
}

export function readJournal(text: string | undefined): JournalState | undefined {
  const lines = (text ?? '').split('\n').slice(0, -1).map(readLine);
  const [first, ...rest] = lines;
  if (first === undefined || typeof first.url !== 'string') return undefined;
  const opening: Opening = {
    url: first.url,
    etag: textOf(first.etag),
    lastModified: textOf(first.lastModified),
    total: numberOf(first.total),
    boot: textOf(first.boot),
  };
  let synced = 0;
  for (const line of rest) {
    synced = numberOf(line.synced) ?? synced;
    if (line.boot === null) opening.boot = null;
  }
  return { opening, synced };
}

function readLine(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    // Any object will do: each field is looked at by itself.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** A server may move to another port or host; the validators decide whether it is the same file. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function readBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
