import { dirname } from 'node:path';
import { AppError } from '../../../contract/app-error.ts';
import { codeOf } from './disk.ts';

/** Space that is left to the rest of the computer. */
export const spareBytes = 200 * 1024 * 1024;

const causes: Record<string, { what: string; remedy: string }> = {
  ENOSPC: { what: 'The disk of {place} is full', remedy: 'Make room; the download goes on by itself.' },
  EDQUOT: {
    what: 'Your share of the disk of {place} is used up',
    remedy: 'Make room; the download goes on by itself.',
  },
  ENOENT: {
    what: 'The folder {place} is gone',
    remedy: 'Connect the drive again, or make the folder; the download goes on by itself.',
  },
  ENOTDIR: { what: '{place} is no folder', remedy: 'Choose another folder.' },
  EROFS: { what: 'The disk of {place} can only be read', remedy: 'Choose a folder that can be written to.' },
  EACCES: { what: '{place} may not be written to', remedy: 'Allow it for your account, or choose another folder.' },
  EPERM: { what: '{place} may not be written to', remedy: 'Allow it for your account, or choose another folder.' },
  EIO: { what: 'The disk of {place} does not work', remedy: 'Check the drive and its cable.' },
  ENXIO: { what: 'The disk of {place} does not work', remedy: 'Check the drive and its cable.' },
};

/** A failure of the disk in words; the work may go on later, so it is retryable. */
export function storageError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const cause = causes[code];
  const place = dirname(path);
  return new AppError('storage', `${cause?.what.replace('{place}', place) ?? `${place} cannot be written to`}.`, {
    remedy: cause?.remedy ?? 'Check the folder and its drive.',
    retryable: true,
    details: { reason: code === '' ? 'unknown' : code, path },
    cause: error,
  });
}

/** Runs something on the disk; what fails is told with its place. */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error, path);
  }
}

/** @returns the error if a file of that size would not leave enough space, else undefined */
export function spaceError(neededBytes: number, freeBytes: number, path: string): AppError | undefined {
  if (freeBytes >= neededBytes * 1.05 + spareBytes) return undefined;
  return new AppError('storage', `The disk of ${dirname(path)} has no room for ${megabytes(neededBytes)}.`, {
    remedy: 'Make room; the download goes on by itself.',
    retryable: true,
    details: { reason: 'ENOSPC', path, neededBytes, freeBytes },
  });
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.ceil(bytes / 1e6))} MB`;
}
