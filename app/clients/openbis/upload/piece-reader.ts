import { type FileHandle, open } from 'node:fs/promises';

/** Reads pieces of one file after the other, keeps no more than one open, and uses one buffer for all. */
export class PieceReader {
  private path: string | undefined;
  private handle: FileHandle | undefined;
  private buffer = Buffer.alloc(0);

  /** Fewer bytes where the file ends. They stay until the next call. */
  async read(path: string, start: number, length: number): Promise<Uint8Array> {
    const handle = await this.open(path);
    if (this.buffer.length < length) this.buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(this.buffer, filled, length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return this.buffer.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
    this.path = undefined;
  }

  private async open(path: string): Promise<FileHandle> {
    if (this.handle !== undefined && this.path === path) return this.handle;
    await this.close();
    this.handle = await open(path, 'r');
    this.path = path;
    return this.handle;
  }
}
