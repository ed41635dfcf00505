import type { Disk, DiskFile, PathState } from '../clients/http/download/disk.ts';

type Change = { at: number; bytes: Uint8Array } | { length: number };

interface Inode {
  safe: Uint8Array;
  /** Since the last sync, in order. */
  pending: Change[];
}

type Move = { path: string; inode: Inode | undefined }[];

/** A disk that can fail at any operation, and lose power: then of what was not synced any part may be gone. */
export class MemoryDisk implements Disk {
  /** Counts down with each operation that changes something; at 0 `failure` decides. */
  operationsLeft = Number.POSITIVE_INFINITY;
  operations = 0;
  /** Thrown from then on. */
  failure: Error = failing('EIO');
  free = 1e12;
  private names = new Map<string, Inode>();
  private safeNames = new Map<string, Inode>();
  private moves: Move[] = [];

  files(): Record<string, Uint8Array> {
    return Object.fromEntries([...this.names].map(([path, inode]) => [path, contentOf(inode)]));
  }

  /** @param random in [0, 1) */
  losePower(random: () => number): void {
    for (const move of this.moves)
      if (random() < 0.5)
        for (const { path, inode } of move) {
          if (inode === undefined) this.safeNames.delete(path);
          else this.safeNames.set(path, inode);
        }
    this.moves = [];
    for (const inode of new Set(this.safeNames.values())) {
      inode.pending = inode.pending.filter(() => random() < 0.5);
      inode.safe = contentOf(inode);
      inode.pending = [];
    }
    this.names = new Map(this.safeNames);
  }

  heal(): void {
    this.operationsLeft = Number.POSITIVE_INFINITY;
  }

  async makeFolder(): Promise<void> {}

  async list(path: string): Promise<string[]> {
    return [...this.names.keys()]
      .filter((name) => name.startsWith(`${path}/`))
      .map((name) => name.slice(path.length + 1));
  }

  async stat(path: string): Promise<PathState> {
    const inode = this.names.get(path);
    return inode === undefined ? { kind: 'none' } : { kind: 'file', size: contentOf(inode).length, mtimeMs: 0 };
  }

  async open(path: string): Promise<DiskFile> {
    let inode = this.names.get(path);
    if (inode === undefined) {
      this.change();
      inode = { safe: new Uint8Array(), pending: [] };
      this.move([{ path, inode }]);
    }
    return this.file(inode);
  }

  async readText(path: string): Promise<string | undefined> {
    const inode = this.names.get(path);
    return inode === undefined ? undefined : Buffer.from(contentOf(inode)).toString('utf8');
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.names.get(from);
    if (inode === undefined) throw failing('ENOENT');
    this.change();
    this.move([
      { path: from, inode: undefined },
      { path: to, inode },
    ]);
  }

  async remove(path: string): Promise<void> {
    if (!this.names.has(path)) return;
    this.change();
    this.move([{ path, inode: undefined }]);
  }

  async removeFolder(path: string): Promise<void> {
    const inside = [...this.names.keys()].filter((name) => name.startsWith(`${path}/`));
    if (inside.length === 0) return;
    this.change();
    this.move(inside.map((name) => ({ path: name, inode: undefined })));
  }

  async syncFolder(): Promise<void> {
    this.change();
    this.safeNames = new Map(this.names);
    this.moves = [];
  }

  async freeBytes(): Promise<number> {
    return this.free;
  }

  private move(move: Move): void {
    for (const { path, inode } of move) {
      if (inode === undefined) this.names.delete(path);
      else this.names.set(path, inode);
    }
    this.moves.push(move);
  }

  private change(): void {
    this.operations += 1;
    this.operationsLeft -= 1;
    if (this.operationsLeft < 0) throw this.failure;
  }

  private file(inode: Inode): DiskFile {
    return {
      size: async () => contentOf(inode).length,
      read: async (position, length) => contentOf(inode).slice(position, position + length),
      write: async (pieces, position) => {
        this.change();
        inode.pending.push({ at: position, bytes: Buffer.concat(pieces) });
      },
      truncate: async (length) => {
        this.change();
        inode.pending.push({ length });
      },
      sync: async () => {
        this.change();
        inode.safe = contentOf(inode);
        inode.pending = [];
      },
      close: async () => undefined,
    };
  }
}

function contentOf({ safe, pending }: Inode): Uint8Array {
  let content = safe;
  for (const change of pending) {
    const length = 'length' in change ? change.length : Math.max(content.length, change.at + change.bytes.length);
    // What lies between is zeros, as on a real disk.
    const next = new Uint8Array(length);
    next.set(content.subarray(0, length));
    if ('bytes' in change) next.set(change.bytes, change.at);
    content = next;
  }
  return content;
}

export function failing(code: string): Error {
  return Object.assign(new Error(code), { code });
}
