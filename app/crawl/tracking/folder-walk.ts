import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import { type FileFacts, joinPath } from './file-record.ts';

export interface WalkedFolder {
  /** Relative, '' for the root. */
  folder: string;
  /** Names of the files that can be seen. */
  names: string[];
  /** Size and time of each of them, one after the other: an object a file would be most of the cost. */
  numbers: number[];
  /** Names of files that are there and cannot be seen. */
  unclear: Set<string>;
  /** It could not be listed: nothing is known of what lies in it or below it. */
  isUnreadable: boolean;
  /** Sentences on what could not be seen. */
  problems: string[];
}

/**
 * The wanted files of one folder, and the folders in it. Links to files are followed, links to folders are not, for
 * they may lead in a circle.
 * @throws AppError 'not-found' if the root itself cannot be listed
 */
export function walkFolder(
  root: string,
  folder: string,
  wants: (path: string) => boolean,
): { walked: WalkedFolder; folders: string[] } {
  const walked = nothingIn(folder);
  const folders: string[] = [];
  const place = join(root, folder);
  for (const entry of listOf(root, walked)) {
    const path = joinPath(folder, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if ((entry.isFile() || entry.isSymbolicLink()) && wants(path))
      addFile(`${place}/${entry.name}`, path, entry.name, walked);
  }
  return { walked, folders };
}

export function nothingIn(folder: string): WalkedFolder {
  return { folder, names: [], numbers: [], unclear: new Set(), isUnreadable: false, problems: [] };
}

/** By name. */
export function factsIn({ names, numbers }: WalkedFolder): Map<string, FileFacts> {
  const facts = new Map<string, FileFacts>();
  for (const [index, name] of names.entries())
    facts.set(name, { size: numbers[index * 2] ?? 0, mtimeMs: numbers[index * 2 + 1] ?? 0 });
  return facts;
}

/** The same for two looks that saw the same files with the same sizes and times by the same patterns. */
export function digestOf({ names, numbers }: WalkedFolder, patterns: readonly string[]): string {
  return (
    createHash('sha256')
      .update(JSON.stringify([patterns, names.length]))
      // No name has a slash.
      .update(names.join('/'))
      .update(new Float64Array(numbers))
      .digest('base64')
  );
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

function addFile(place: string, path: string, name: string, { names, numbers, unclear, problems }: WalkedFolder): void {
  const stats = factsOf(place);
  if (typeof stats === 'string') {
    unclear.add(name);
    problems.push(`The file ${path} cannot be seen (${stats}).`);
  } else if (stats !== undefined) {
    names.push(name);
    numbers.push(stats.size, stats.mtimeMs);
  } else if (name.includes('\ufffd'))
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
