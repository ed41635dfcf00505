import { containsWords } from '../../ui/contains-words.ts';
import type { FileNode } from './file-tree.ts';

/** A line of the tree of files. */
export interface FileLine {
  node: FileNode;
  /** From 0. */
  depth: number;
  isOpen: boolean;
}

/** What is to be seen of the tree: all but what lies in closed folders. */
export function visibleLines(nodes: readonly FileNode[], closed: ReadonlySet<string>, depth = 0): FileLine[] {
  return nodes.flatMap((node) => {
    const isOpen = node.children !== undefined && !closed.has(node.path);
    return [{ node, depth, isOpen }, ...(isOpen ? visibleLines(node.children ?? [], closed, depth + 1) : [])];
  });
}

/** A dataset may hold a hundred thousand files; two levels are enough at first. */
export function deepFolders(nodes: readonly FileNode[], depth = 0): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ path, children }) =>
      children === undefined ? [] : [...(depth > 0 ? [path] : []), ...deepFolders(children, depth + 1)],
    ),
  );
}

/** Files whose path holds the text, in any letter case, with the folders in which they lie. */
export function filteredTree(nodes: readonly FileNode[], text: string): FileNode[] {
  const wanted = text.trim();
  return wanted === '' ? [...nodes] : nodes.flatMap((node) => filteredNode(node, wanted));
}

function filteredNode(node: FileNode, wanted: string): FileNode[] {
  if (node.children === undefined) return containsWords(node.path, wanted) ? [node] : [];
  const children = node.children.flatMap((child) => filteredNode(child, wanted));
  return children.length === 0 ? [] : [{ ...node, children }];
}

/** The file itself, or all files below a folder. */
export function filesOf(node: FileNode): FileNode[] {
  return node.children === undefined ? [node] : node.children.flatMap(filesOf);
}
