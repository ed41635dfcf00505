import { type FileHandle, open } from 'node:fs/promises';

/** Reads pieces of one file after the other without keeping more than one open. */
export class PieceReader {
  private path: string | undefined;
  private handle: FileHandle | undefined;

  async read(path: string, start: number, length: number): Promise<Uint8Array> {
    if (this.path !== path) {
      await this.close();
      this.handle = await open(path, 'r');
      this.path = path;
    }
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = (await this.handle?.read(buffer, filled, length - filled, start + filled)) ?? {
        bytesRead: 0,
      };
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
    this.path = undefined;
  }
}
