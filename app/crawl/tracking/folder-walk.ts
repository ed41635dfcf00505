import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import { type FileFacts, joinPath } from './file-record.ts';

export interface WalkedFolder {
  /** Relative, '' for the root. */
  folder: string;
  /** By name. */
  files: Map<string, FileFacts>;
  /** Names of files that are there and cannot be seen. */
  unclear: Set<string>;
  /** It could not be listed: nothing is known of what lies in it or below it. */
  isUnreadable: boolean;
  /** Sentences on what could not be seen. */
  problems: string[];
}

/**
 * Gives folder by folder all wanted files below `root`. Links to files are followed, links to folders are not, for they
 * may lead in a circle.
 * @throws AppError 'not-found' if the root cannot be listed
 */
export function* walkFolder(root: string, wants: (path: string) => boolean): Generator<WalkedFolder, void> {
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const walked: WalkedFolder = { folder, files: new Map(), unclear: new Set(), isUnreadable: false, problems: [] };
    const place = join(root, folder);
    for (const entry of listOf(root, walked)) {
      const path = joinPath(folder, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if ((entry.isFile() || entry.isSymbolicLink()) && wants(path))
        addFile(`${place}/${entry.name}`, path, entry.name, walked);
    }
    yield walked;
  }
}

function listOf(root: string, walked: WalkedFolder): Dirent[] {
  try {
    return readdirSync(join(root, walked.folder), { withFileTypes: true });
  } catch (cause) {
    const code = codeOf(cause);
    if (walked.folder === '')
      throw new AppError('not-found', `The folder ${root} cannot be read (${code}).`, {
        remedy: 'Look whether its drive is there and whether you may read it; nothing is forgotten meanwhile.',
        cause,
      });
    // It went away since its parent was listed, and its files with it.
    if (code !== 'ENOENT') {
      walked.isUnreadable = true;
      walked.problems.push(`The folder ${walked.folder} cannot be read (${code}).`);
    }
    return [];
  }
}

function addFile(place: string, path: string, name: string, { files, unclear, problems }: WalkedFolder): void {
  const stats = factsOf(place);
  if (typeof stats === 'string') {
    unclear.add(name);
    problems.push(`The file ${path} cannot be seen (${stats}).`);
  } else if (stats !== undefined) files.set(name, stats);
  else if (name.includes('\ufffd'))
    problems.push(`The name of the file ${path} is not valid UTF-8, so it cannot be opened; rename it.`);
}

const noThrow = { throwIfNoEntry: false } as const;

/** Undefined where no file is, e.g. behind a broken link; the code of a failure. */
export function factsOf(path: string): FileFacts | undefined | string {
  try {
    const stats = statSync(path, noThrow);
    return stats?.isFile() === true ? { size: stats.size, mtimeMs: stats.mtimeMs } : undefined;
  } catch (error) {
    return codeOf(error);
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
