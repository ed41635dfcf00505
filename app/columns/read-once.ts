import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';

const bytesPerPiece = 256 * 1024;

/** The bytes of a file that nobody else needs: it has no name any more when they come, so nothing can stay behind. */
export async function readOnce(path: string): Promise<Readable> {
  const file = await open(path);
  await rm(path, { force: true });
  return file.createReadStream({ highWaterMark: bytesPerPiece });
}
