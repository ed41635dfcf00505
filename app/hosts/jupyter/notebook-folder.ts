import { lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../contract/app-error.ts';

export interface NotebookFolder {
  /** Absolute. */
  path: string;
  /**
   * Where something named by a notebook really lies: in the folder, whatever its path says and its links lead to.
   * @throws AppError 'invalid-input' for everything outside
   */
  inside(path: string): Promise<string>;
  /**
   * Where a download may go: into the folder itself if nothing is named, below it, or below an allowed folder.
   * @throws AppError 'invalid-input' for everything else, which is put up for a decision
   */
  downloadFolder(path: string): Promise<string>;
  /** A path below the folder, with / between its parts. */
  nameOf(path: string): string;
}

export interface NotebookFolderOptions {
  allowedFolders(): readonly string[];
  onRefusedFolder(folder: string): void;
}

/** @throws AppError 'storage' if it is no folder and cannot be made */
export async function openNotebookFolder(folder: string, options: NotebookFolderOptions): Promise<NotebookFolder> {
  const root = await madeFolder(resolve(folder));

  return {
    path: root,
    async inside(path) {
      const target = await realTarget(resolve(root, checked(path)));
      if (target !== undefined && isBelow(root, target)) return target;
      throw new AppError('invalid-input', `${path} is not in the notebook folder.`, {
        remedy: 'Give a path below it, without links that lead out.',
      });
    },
    async downloadFolder(path) {
      const wanted = resolve(root, checked(path));
      const target = await realTarget(wanted);
      const allowed = await Promise.all(options.allowedFolders().map(realTarget));
      const roots = [root, ...allowed.filter((one) => one !== undefined)];
      if (target !== undefined && roots.some((one) => isBelow(one, target))) return target;
      options.onRefusedFolder(target ?? wanted);
      throw new AppError('invalid-input', `Downloads into ${wanted} are not allowed.`, {
        remedy: 'Choose a folder below the notebook folder, or allow this one in Quarry (Jupyter API).',
      });
    },
    nameOf: (path) => relative(root, path).split(sep).join('/'),
  };
}

async function madeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await realpath(folder);
  } catch (cause) {
    throw new AppError('storage', `The notebook folder ${folder} cannot be used.`, {
      remedy: 'Choose a folder that you may write to.',
      cause,
    });
  }
}

function checked(path: string): string {
  if (!path.includes('\0')) return path;
  throw new AppError('invalid-input', 'A path holds a zero byte.', { remedy: 'Give another path.' });
}

/** The path with all links followed, as far as it exists; undefined for a link into nothing. */
async function realTarget(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(await realpath(at), ...missing);
    } catch {
      const isThere = await lstat(at).then(
        () => true,
        () => false,
      );
      // Whoever makes what it points to decides where we write.
      if (isThere || at === dirname(at)) return undefined;
      missing.unshift(basename(at));
    }
  }
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
