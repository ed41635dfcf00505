import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError, isAppError, toAppError } from '../../../../contract/app-error.ts';
import type { ArchiveContent, DownloadItem, FileEntry, UnpackOutcome } from '../api.ts';
import { isFitsName, judgedBytes, wrongBeginning, wrongSize } from '../content-check.ts';
import type { Disk } from '../disk.ts';
import { wrongFitsStructure } from '../fits-structure.ts';
import type { Manifest } from '../manifest.ts';
import { distinctNames } from '../safe-names.ts';
import { onDisk, spaceError } from '../storage-error.ts';
import {
  ArchiveError,
  type ArchiveLimits,
  type RefusedMember,
  readArchive,
  usualArchiveLimits,
} from './read-archive.ts';

export interface UnpackParts {
  disk: Disk;
  manifest: Manifest;
  folder: string;
  /** Makes new names safe. */
  syncFolder(): Promise<void>;
  isPresent(entry: FileEntry): Promise<boolean>;
  nowMs(): number;
  limits?: ArchiveLimits;
}

/** A file that lies aside, whole and safe. */
interface Member {
  content: ArchiveContent;
  aside: string;
  bytes: number;
  sha256: string;
  /** What is wrong with it, in words. */
  wrong: string | undefined;
}

const asideFolder = '.unpacking';
const pieceBytes = 64 * 1024;

/** Unpacks one archive: files are written aside under numbers, and get their names when all of them are safe. */
export class Unpacking {
  private readonly parts: UnpackParts;
  private readonly archive: DownloadItem;
  private readonly signal: AbortSignal;
  private readonly aside: string;
  private readonly open: ReadonlyMap<string, ArchiveContent>;
  private readonly members: Member[] = [];
  /** Ids of contents that the archive has. */
  private readonly found = new Set<string>();

  private constructor(parts: UnpackParts, archive: DownloadItem, open: readonly ArchiveContent[], signal: AbortSignal) {
    this.parts = parts;
    this.archive = archive;
    this.signal = signal;
    this.aside = join(parts.folder, asideFolder);
    this.open = new Map(open.map((content) => [plainPath(content.path), content]));
  }

  static async run(
    parts: UnpackParts,
    archive: DownloadItem,
    contents: readonly ArchiveContent[],
    signal: AbortSignal,
  ): Promise<UnpackOutcome> {
    try {
      const open: ArchiveContent[] = [];
      for (const content of contents) {
        const entry = parts.manifest.entry(content.id);
        if (entry === undefined || !(await parts.isPresent(entry))) open.push(content);
      }
      const refused = await new Unpacking(parts, archive, open, signal).unpack();
      return { outcome: 'finished', refused };
    } catch (error) {
      signal.throwIfAborted();
      const reason = toAppError(error);
      if (isAppError(reason, 'storage')) return { outcome: 'storage', reason };
      if (isAppError(reason, 'bad-response')) return { outcome: 'bad', reason };
      throw reason;
    }
  }

  private async unpack(): Promise<RefusedMember[]> {
    const { disk, manifest } = this.parts;
    const file = manifest.entry(this.archive.id)?.file ?? this.archive.name;
    const path = join(this.parts.folder, file);
    await onDisk(this.aside, () => disk.removeFolder(this.aside));
    await onDisk(this.aside, () => disk.makeFolder(this.aside));
    try {
      const refused = await this.read(path);
      await this.name();
      await this.noteMissing();
      await this.drop(path);
      return refused;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      await this.drop(path);
      throw new AppError('bad-response', error.message, {
        remedy: 'Try again; if it stays so, choose single files instead of an archive.',
        source: new URL(this.archive.url).host,
        retryable: true,
      });
    } finally {
      await disk.removeFolder(this.aside).catch(() => undefined);
    }
  }

  private async read(path: string): Promise<RefusedMember[]> {
    const { disk, limits = usualArchiveLimits } = this.parts;
    const archive = await onDisk(path, () => disk.open(path));
    try {
      const bytes = await archive.size();
      const free = await onDisk(path, () => disk.freeBytes(this.parts.folder));
      const noRoom = spaceError(bytes, free, path);
      if (noRoom !== undefined) throw noRoom;
      const { signal } = this;
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes; at += pieceBytes) {
          signal.throwIfAborted();
          yield await onDisk(path, () => archive.read(at, Math.min(pieceBytes, bytes - at)));
        }
      }
      return await readArchive({
        ...{ pieces: pieces(), bytes, limits },
        isWanted: (member) => this.contentOf(member) !== undefined,
        onFile: (member, size, body) => this.keep(member, size, body),
      });
    } finally {
      await archive.close();
    }
  }

  private async keep(member: string, size: number, body: AsyncIterable<Uint8Array>): Promise<void> {
    const content = this.contentOf(member);
    if (content === undefined) return;
    this.found.add(wholeId(content.id));
    const entry = this.parts.manifest.entry(content.id);
    if (entry !== undefined && (await this.parts.isPresent(entry))) return;
    const aside = join(this.aside, `${this.members.length}`);
    await onDisk(aside, async () => {
      const file = await this.parts.disk.open(aside);
      try {
        const hash = createHash('sha256');
        let at = 0;
        for await (const piece of body) {
          hash.update(piece);
          await file.write([piece], at);
          at += piece.length;
        }
        await file.sync();
        const wrong = await wrongMember(member, size, (from, length) => file.read(from, length));
        this.members.push({ content, aside, bytes: size, sha256: hash.digest('hex'), wrong });
      } finally {
        await file.close();
      }
    });
  }

  /** The order matters: safe bytes, then the manifest, then the names. Whatever is cut off is done again for nothing. */
  private async name(): Promise<void> {
    const { disk, manifest, folder, syncFolder } = this.parts;
    const good = this.members.filter(({ wrong }) => wrong === undefined);
    const taken = await onDisk(this.aside, () => disk.list(folder));
    const names = distinctNames(
      good.map(({ content }) => ({ id: content.id, name: plainPath(content.path).replaceAll('/', '.') })),
      taken,
    );
    const named = good.map((member, index) => ({ member, file: names[index] ?? '' }));
    await Promise.all([
      ...named.map(({ member, file }) => manifest.put({ ...this.entryOf(member), file, state: 'verified' as const })),
      ...this.members
        .filter(({ wrong }) => wrong !== undefined)
        .map((member) => manifest.put({ ...this.entryOf(member), sha256: null, message: member.wrong ?? null })),
    ]);
    for (const { member, file } of named)
      await onDisk(member.aside, () => disk.rename(member.aside, join(folder, file)));
    await syncFolder();
  }

  private async noteMissing(): Promise<void> {
    const lost = [...this.open.values()].filter(({ id }) => !this.found.has(id));
    const message = 'The archive does not have this file.';
    await Promise.all(
      lost.map((content) =>
        this.parts.manifest.put({
          ...this.entryOf({ content, bytes: 0, sha256: '' }),
          ...{ bytes: null, sha256: null, state: 'missing', message },
        }),
      ),
    );
  }

  private async drop(path: string): Promise<void> {
    await onDisk(path, () => this.parts.disk.remove(path));
    await this.parts.manifest.drop(this.archive.id);
  }

  /** A file below a wanted folder is a content of its own. */
  private contentOf(member: string): ArchiveContent | undefined {
    const whole = this.open.get(member);
    if (whole !== undefined) return whole;
    for (let at = member.lastIndexOf('/'); at > 0; at = member.lastIndexOf('/', at - 1)) {
      const folder = this.open.get(member.slice(0, at));
      if (folder !== undefined) return { ...folder, id: insideId(folder.id, member.slice(at + 1)), path: member };
    }
    return undefined;
  }

  private entryOf({ content, bytes, sha256 }: Pick<Member, 'content' | 'bytes' | 'sha256'>): FileEntry {
    const { id, record, segment } = content;
    return {
      ...{ id, group: this.archive.group, record, segment, file: null, url: this.archive.url, bytes, sha256 },
      ...{ state: 'failed', message: null, asOf: new Date(this.parts.nowMs()).toISOString() },
    };
  }
}

/** Ids of files below a wanted folder. */
function insideId(id: string, path: string): string {
  return `${id}\n${path}`;
}

function wholeId(id: string): string {
  return id.split('\n')[0] ?? id;
}

async function wrongMember(
  name: string,
  bytes: number,
  read: (position: number, length: number) => Promise<Uint8Array>,
): Promise<string | undefined> {
  const wrong = wrongSize(name, bytes) ?? wrongBeginning(name, await read(0, judgedBytes), undefined);
  return wrong ?? (isFitsName(name) ? wrongFitsStructure(bytes, read) : undefined);
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}
