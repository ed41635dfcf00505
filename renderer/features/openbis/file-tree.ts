import type { OpenbisFile } from '../../../app/contract/openbis.ts';

/** A file or folder of a data set with what lies in it. */
export interface FileNode {
  path: string;
  name: string;
  sizeBytes: number | null;
  crc32: number | null;
  /** Undefined for a file. */
  children: FileNode[] | undefined;
}

/** Folders first, then by name; folders that the server does not list are there all the same. */
export function fileTree(files: readonly OpenbisFile[]): FileNode[] {
  const root: FileNode[] = [];
  const folders = new Map<string, FileNode>();
  const folder = (path: string): FileNode[] => {
    if (path === '') return root;
    const known = folders.get(path);
    if (known?.children !== undefined) return known.children;
    const node: FileNode = { path, name: lastPart(path), sizeBytes: null, crc32: null, children: [] };
    folders.set(path, node);
    folder(parentOf(path)).push(node);
    return node.children ?? [];
  };
  for (const { path, isFolder, sizeBytes, crc32 } of files) {
    const clean = path.replace(/^\/+|\/+$/g, '');
    if (clean === '') continue;
    if (isFolder) folder(clean);
    else folder(parentOf(clean)).push({ path: clean, name: lastPart(clean), sizeBytes, crc32, children: undefined });
  }
  for (const { children } of folders.values()) children?.sort(foldersFirst);
  return root.sort(foldersFirst);
}

/** Bytes of all files below; null if one of them is not told. */
export function sizeOf({ children, sizeBytes }: FileNode): number | null {
  if (children === undefined) return sizeBytes;
  let sum = 0;
  for (const child of children) {
    const size = sizeOf(child);
    if (size === null) return null;
    sum += size;
  }
  return sum;
}

function foldersFirst(one: FileNode, other: FileNode): number {
  const kinds = Number(one.children === undefined) - Number(other.children === undefined);
  return kinds || one.name.localeCompare(other.name, 'en', { numeric: true });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
