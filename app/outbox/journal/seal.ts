import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Sums } from './sums.ts';

/**
 * Size and sum of all bytes of a database that was sound when it was closed. A file that still has them need not be
 * checked row by row; after a crash, or without this, it is.
 */
export class Seal {
  private readonly path: string;
  private readonly databasePath: string;
  private readonly sums: Sums;

  constructor(path: string, databasePath: string, sums: Sums) {
    this.path = path;
    this.databasePath = databasePath;
    this.sums = sums;
  }

  /** Whether the database is, byte by byte, the one that was sealed. */
  fits(): boolean {
    try {
      const sealed = readFileSync(this.path, 'utf8');
      return !this.hasMore() && sealed.startsWith(`${statSync(this.databasePath).size} `) && sealed === this.text();
    } catch {
      // What cannot be read is found out by the check that follows.
      return false;
    }
  }

  /** Call when the database is closed. */
  write(): void {
    try {
      if (this.hasMore()) return;
      writeFileSync(`${this.path}.new`, this.text(), { mode: 0o600 });
      renameSync(`${this.path}.new`, this.path);
    } catch {
      // Without it the next start takes longer, no more.
    }
  }

  /** A write-ahead log with changes that the database itself lacks. */
  private hasMore(): boolean {
    const ahead = `${this.databasePath}-wal`;
    return existsSync(ahead) && statSync(ahead).size > 0;
  }

  private text(): string {
    const piece = Buffer.allocUnsafe(1024 * 1024);
    const file = openSync(this.databasePath, 'r');
    try {
      let [bytes, sum] = [0, this.sums.ofBytes(new Uint8Array())];
      for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
        bytes += read;
        sum = this.sums.ofBytes(piece.subarray(0, read), sum);
      }
      return `${bytes} ${sum}\n`;
    } finally {
      closeSync(file);
    }
  }
}
