import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from '../../http/write-pieces.ts';

/** Uploaded bytes, written in any order. */
export interface Blob extends ByteSource {
  write(bytes: Uint8Array, at: number): void;
  /** What lay behind is gone. */
  truncate(size: number): void;
}

/** Keeps uploaded bytes in files of its own; what a client calls them is nobody's path here. */
export class BlobStore {
  private folder: string | undefined;
  private readonly open: number[] = [];

  create(): Blob {
    this.folder ??= mkdtempSync(join(tmpdir(), 'quarry-demo-openbis-'));
    const file = openSync(join(this.folder, String(this.open.length)), 'w+');
    this.open.push(file);
    let size = 0;
    return {
      get size() {
        return size;
      },
      read(start, end) {
        const bytes = Buffer.alloc(end - start);
        return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
      },
      write(bytes, at) {
        writeSync(file, bytes, 0, bytes.length, at);
        size = Math.max(size, at + bytes.length);
      },
      truncate(to) {
        ftruncateSync(file, to);
        size = Math.min(size, to);
      },
    };
  }

  close(): void {
    for (const file of this.open) closeSync(file);
    this.open.length = 0;
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }
}
