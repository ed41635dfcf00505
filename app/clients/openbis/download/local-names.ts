import { fileNameKey } from '../../../domain/drms/file-names.ts';
import { distinctNames, safeName } from '../../http/download/safe-names.ts';
import type { DataSetFile } from '../model.ts';

/** Where a file of a data set goes on this computer. */
export interface LocalFile {
  file: DataSetFile;
  /** Below the folder of the data set: safe names, none of which leads out of it. */
  folders: string[];
  name: string;
}

export interface LocalPlan {
  /** Paths of all folders, also of empty ones, parents first. */
  folders: string[][];
  files: LocalFile[];
  /** What no path on this computer may be, with the reason in words. */
  refused: { file: DataSetFile; reason: string }[];
}

/**
 * Safe and distinct names for what a server lists. What is safe keeps its name; the same list gives the same names,
 * in whatever order it comes.
 * @param flatten leaves out a leading `original/` and then a leading `DEFAULT/`
 */
export function localPlan(listed: readonly DataSetFile[], flatten: boolean): LocalPlan {
  const plan: LocalPlan = { folders: [], files: [], refused: [] };
  const names = new FolderNames(plan.folders);
  const byFolder = new Map<string, { file: DataSetFile; folders: string[]; name: string }[]>();
  for (const entry of listed.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const reason = danger(entry.path);
    const parts = partsOf(entry.path, flatten);
    if (reason !== undefined) plan.refused.push({ file: entry, reason });
    else if (entry.isFolder) names.path(parts);
    else if (parts.length > 0) {
      const folders = names.path(parts.slice(0, -1));
      const key = folders.join('/');
      const siblings = byFolder.get(key) ?? [];
      byFolder.set(key, siblings);
      siblings.push({ file: entry, folders, name: parts.at(-1) ?? '' });
    }
  }
  for (const [key, siblings] of byFolder) {
    const wished = siblings.map(({ file, name }) => ({ id: file.path, name }));
    const chosen = distinctNames(wished, names.inside(key));
    for (const [index, one] of siblings.entries()) plan.files.push({ ...one, name: chosen[index] ?? '' });
  }
  return plan;
}

/** Why nothing on this computer may have such a path; undefined if it may. */
function danger(path: string): string | undefined {
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)) return 'Its path is absolute and would lead out of the folder.';
  if (path.includes('\0')) return 'Its path holds a sign that no file name can have.';
  if (path.split(/[/\\]/).includes('..')) return 'Its path leads out of the folder.';
  return undefined;
}

function partsOf(path: string, flatten: boolean): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (!flatten || parts[0] !== 'original') return parts;
  return parts.slice(parts[1]?.toUpperCase() === 'DEFAULT' ? 2 : 1);
}

/** One safe name for each folder of the server; two of them are never one here. */
class FolderNames {
  private readonly told: string[][];
  private readonly chosen = new Map<string, string[]>();
  /** By path of the folder: names of the folders in it, and what they count as. */
  private readonly names = new Map<string, { names: string[]; keys: Set<string> }>();

  /** @param told gets each folder once */
  constructor(told: string[][]) {
    this.told = told;
  }

  path(parts: readonly string[]): string[] {
    const last = parts.at(-1);
    if (last === undefined) return [];
    const id = parts.join('/');
    const known = this.chosen.get(id);
    if (known !== undefined) return known;
    const parent = this.path(parts.slice(0, -1));
    const path = [...parent, this.choose(parent.join('/'), id, last)];
    this.chosen.set(id, path);
    this.told.push(path);
    return path;
  }

  inside(folder: string): string[] {
    return this.names.get(folder)?.names ?? [];
  }

  private choose(parent: string, id: string, part: string): string {
    const siblings = this.names.get(parent) ?? { names: [], keys: new Set<string>() };
    this.names.set(parent, siblings);
    const safe = safeName(part);
    const isFree = !siblings.keys.has(fileNameKey(safe));
    const [name = safe] = isFree ? [safe] : distinctNames([{ id, name: part }], siblings.names);
    siblings.names.push(name);
    siblings.keys.add(fileNameKey(name));
    return name;
  }
}
