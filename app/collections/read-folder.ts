import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAppError } from '../contract/app-error.ts';
import { filesOf, type Manifest, type ManifestFile, manifestName, parseManifest } from './manifest.ts';

const mostManifestBytes = 200 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
/** Windows knows no O_NOFOLLOW; the look before the opening has to do there. */
const noFollow = constants.O_NOFOLLOW ?? 0;

/**
 * The manifest of an exported folder. Its files are not looked at.
 * @throws AppError 'not-found', 'invalid-input' and 'unsupported' with the path or the entry
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined)
    throw new AppError('not-found', `There is no folder ${folder}.`, { remedy: 'Choose an exported folder.' });
  const file = await openInside(root, manifestName, path).catch((error: unknown) => {
    if (!isAppError(error, 'not-found')) throw error;
    throw new AppError('not-found', `${folder} holds no exported collection: it has no ${manifestName}.`, {
      remedy: 'Choose the folder that Quarry has written.',
      cause: error,
    });
  });
  try {
    if ((await file.stat()).size > mostManifestBytes)
      throw new AppError('invalid-input', `${path} is too large for a manifest.`, {
        remedy: 'Choose a folder that Quarry has exported.',
      });
    return parseManifest(await file.readFile('utf8'), path);
  } finally {
    await file.close();
  }
}

export interface CheckProgress {
  doneBytes: number;
  totalBytes: number;
}

/**
 * Compares every file of an exported folder with its manifest.
 * @throws AppError 'invalid-input' or 'not-found' naming the first file that is not as it was exported
 */
export async function checkFiles(
  folder: string,
  manifest: Manifest,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: CheckProgress): void },
): Promise<void> {
  const root = await realpath(folder);
  const files = filesOf(manifest);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  for (const file of files) {
    await checkFile(root, file, (bytes) => {
      if (signal.aborted) throw new AppError('cancelled', 'The import was cancelled.');
      doneBytes += bytes;
      onProgress({ doneBytes, totalBytes });
    });
  }
}

async function checkFile(root: string, file: ManifestFile, onRead: (bytes: number) => void): Promise<void> {
  const handle = await openInside(root, file.path, file.path);
  try {
    const { size } = await handle.stat();
    if (size !== file.bytes) throw notAsExported(file.path, `has ${size} bytes, the manifest says ${file.bytes}`);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(1, size)));
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      onRead(bytesRead);
    }
    if (hash.digest('hex') !== file.sha256)
      throw notAsExported(file.path, 'has another content than the manifest says');
  } finally {
    await handle.close();
  }
}

/** A plain file below the folder, with no link on the way to it. */
async function openInside(root: string, path: string, shown: string): Promise<FileHandle> {
  let place = root;
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    place = join(place, part);
    const found = await lstat(place).catch(() => undefined);
    if (found === undefined)
      throw new AppError('not-found', `The file ${shown} is missing in the folder.`, {
        remedy: 'Nothing was imported. Copy the exported folder anew, whole.',
      });
    if (found.isSymbolicLink()) throw notAsExported(shown, 'is a link, or lies behind one');
    const isLast = at === parts.length - 1;
    if (isLast ? !found.isFile() : !found.isDirectory()) throw notAsExported(shown, 'is no plain file');
  }
  return open(place, constants.O_RDONLY | noFollow);
}

function notAsExported(path: string, how: string): AppError {
  return new AppError('invalid-input', `The file ${path} ${how}.`, {
    remedy: 'Nothing was imported. Copy the exported folder anew, whole.',
  });
}
