import { randomUUID } from 'node:crypto';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { AppError } from '../contract/app-error.ts';

/** Moves a finished file to where the user wants it, also onto another disk; never torn at its final name. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to).catch(() => copyAcross(from, to));
  } catch (cause) {
    throw new AppError('storage', `The file ${to} could not be written.`, {
      remedy: 'Choose a folder that exists, where you may write, with enough room.',
      cause,
    });
  } finally {
    await rm(from, { force: true });
  }
}

async function copyAcross(from: string, to: string): Promise<void> {
  const aside = `${to}.${randomUUID().slice(0, 8)}.part`;
  try {
    await copyFile(from, aside);
    const file = await open(aside, 'r+');
    await file.sync().finally(() => file.close());
    await rename(aside, to);
  } finally {
    await rm(aside, { force: true });
  }
}
