import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { codeOf } from '../../http/download/disk.ts';
import type { DraftProblem, UploadSource } from './api.ts';

/** A file that is to be uploaded. */
export interface UploadFile {
  path: string;
  /** In the data set, with `/`. */
  name: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface ReadSources {
  files: UploadFile[];
  /** Folders without files in them. */
  emptyFolders: string[];
  /** Names at the top: one of them may stand alone, several need a folder around them. */
  tops: string[];
  problems: DraftProblem[];
}

/** Left behind by systems and programs; nobody wants them in a data set. */
const unwanted: ReadonlySet<string> = new Set(['.DS_Store', '__MACOSX', 'Thumbs.db', '.ipynb_checkpoints']);
const mostFiles = 100_000;

/** All files behind the sources of a draft, in the order of their names; what cannot be sent is a problem. */
export async function readSources(sources: readonly UploadSource[]): Promise<ReadSources> {
  const found: ReadSources = { files: [], emptyFolders: [], tops: [], problems: [] };
  const refuse = (message: string): void => void found.problems.push({ key: 'file', message });
  for (const source of sources) {
    const name = (source.name ?? basename(source.path)).trim();
    const { path } = source;
    if (!isAbsolute(path)) refuse(`“${path}” is no whole path.`);
    else if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) refuse(`“${name}” is no file name.`);
    else if (found.tops.includes(name)) refuse(`Two files are called “${name}”.`);
    else {
      found.tops.push(name);
      await readOne(path, name, found, refuse, true);
    }
  }
  if (found.files.length === 0 && found.problems.length === 0) refuse('Please provide at least one file.');
  if (found.files.length > mostFiles) refuse(`${found.files.length} files are too many; ${mostFiles} can be sent.`);
  return found;
}

/** Links count only where the user names them: below a folder they could lead anywhere. */
async function readOne(
  path: string,
  name: string,
  found: ReadSources,
  refuse: (message: string) => void,
  isNamed: boolean,
): Promise<void> {
  try {
    const facts = isNamed ? await stat(path) : await lstat(path);
    if (facts.isFile()) {
      found.files.push({ path, name, sizeBytes: facts.size, modifiedMs: facts.mtimeMs });
      return;
    }
    if (!facts.isDirectory()) {
      const what = facts.isSymbolicLink() ? 'a link, which may lead out of the folder' : 'neither a file nor a folder';
      return refuse(`“${name}” is ${what}.`);
    }
    const names = (await readdir(path)).filter((one) => !unwanted.has(one)).toSorted();
    if (names.length === 0) found.emptyFolders.push(name);
    for (const one of names) {
      if (found.files.length > mostFiles) return;
      await readOne(join(path, one), `${name}/${one}`, found, refuse, false);
    }
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
    refuse(isMissing ? `There is no file “${path}”.` : `“${path}” cannot be read (${codeOf(error) || 'unknown'}).`);
  }
}

/** The first file that is not any more what it was when the upload began. */
export async function changedFile(files: readonly UploadFile[]): Promise<UploadFile | undefined> {
  for (const file of files) {
    const facts = await stat(file.path).catch(() => undefined);
    if (facts?.size !== file.sizeBytes || facts.mtimeMs !== file.modifiedMs) return file;
  }
  return undefined;
}
