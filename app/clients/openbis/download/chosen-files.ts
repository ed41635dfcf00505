import { AppError } from '../../../contract/app-error.ts';
import type { DataSetFile } from '../model.ts';

/**
 * The files of a data set that were asked for, with those below the folders that were; without a wish everything.
 * @throws AppError 'not-found' for a path that the data set does not have
 */
export function chosenFiles(
  listed: readonly DataSetFile[],
  wanted: readonly string[] | undefined,
  permId: string,
  source: string,
): DataSetFile[] {
  if (wanted === undefined) return [...listed];
  const wishes = new Set(wanted.map((path) => path.replace(/\/+$/, '')));
  const missing = new Set(wishes);
  const chosen = listed.filter(({ path, isFolder }) => {
    const wishesMet = lineage(path).filter((one) => wishes.has(one));
    for (const one of wishesMet) missing.delete(one);
    return wishesMet.length > 0 && !isFolder;
  });
  const [first] = missing;
  if (first === undefined) return chosen;
  const more = missing.size > 1 ? ` (and ${missing.size - 1} more)` : '';
  throw new AppError('not-found', `The data set ${permId} has no file “${first}”${more}.`, {
    remedy: 'Name files and folders as the server lists them.',
    source,
    details: { paths: [...missing].slice(0, 100) },
  });
}

/** Whether a path, or a folder above it, is among the wishes. */
export function isChosen(path: string, wishes: ReadonlySet<string>): boolean {
  return lineage(path).some((one) => wishes.has(one));
}

/** The path and all folders above it, up to the root. */
function lineage(path: string): string[] {
  const parts = path.split('/');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
