import { digestOf, walkFolder } from './folder-walk.ts';
import { pathFilter } from './path-filter.ts';

export interface WalkOrder {
  /** Absolute. */
  root: string;
  patterns: readonly string[];
}

/** Relative folder, digest of its wanted files, and how many they are. Null: something in it cannot be seen. */
export type FolderLook = [folder: string, digest: string | null, files: number];

export interface WalkPart extends WalkOrder {
  /** Relative; with all that lies below them. */
  folders: readonly string[];
  /** Ends after about so many milliseconds, and after one folder at least. */
  sliceMs: number;
}

export interface WalkedPart {
  looks: FolderLook[];
  /** Folders to which it has not come. */
  waiting: string[];
}

/** Sees how folders look, and notes nothing: what differs from what is known is looked at again by who knows it. */
export function walkPart({ root, patterns, folders, sliceMs }: WalkPart): WalkedPart {
  const wants = pathFilter(patterns);
  const waiting = [...folders];
  const looks: FolderLook[] = [];
  const endMs = performance.now() + sliceMs;
  do {
    const folder = waiting.pop();
    if (folder === undefined) break;
    looks.push(lookAt(root, folder, patterns, wants, waiting));
  } while (performance.now() < endMs);
  return { looks, waiting };
}

function lookAt(
  root: string,
  folder: string,
  patterns: readonly string[],
  wants: (path: string) => boolean,
  waiting: string[],
): FolderLook {
  try {
    const { walked, folders } = walkFolder(root, folder, wants);
    waiting.push(...folders);
    const isClear = walked.problems.length === 0 && walked.unclear.size === 0 && !walked.isUnreadable;
    return [folder, isClear ? digestOf(walked, patterns) : null, walked.names.length];
  } catch {
    // The root is not there, which is told when it is looked at again.
    return [folder, null, 0];
  }
}
