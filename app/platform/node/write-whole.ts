import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { AppError, isAppError } from '../../contract/app-error.ts';

/**
 * Writes a file that the user has asked for. The file under its name is the old one or the whole new one.
 * @throws AppError 'storage' naming the path; what fails on the side of the bytes comes through as it is.
 */
export async function writeWhole(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    // The types of Node lack the option here.
    await writeFile(part, bytes, { flush: true } as Parameters<typeof writeFile>[2]);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (isAppError(error)) throw error;
    if (isFull(error))
      throw new AppError('storage', `The disk with ${path} is full.`, {
        remedy: 'Make room, then write again; nothing was left behind.',
        retryable: true,
        cause: error,
      });
    throw new AppError('storage', `The file ${path} cannot be written.`, {
      remedy: 'Choose a folder that exists and that you may write to, with enough room.',
      cause: error,
    });
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
