import type { DataSetFile } from '../model.ts';
import type { UploadWay } from './api.ts';
import { PieceReader } from './piece-reader.ts';
import type { ReadSources, UploadFile } from './upload-files.ts';
import { checksumOf } from './zip.ts';

const mostDifferences = 20;

/** Whether the files need a folder around them: an upload has exactly one child (protocol 8.1). */
export function isSeveral({ tops }: Pick<ReadSources, 'tops'>): boolean {
  return tops.length > 1;
}

/** Where the server puts what was sent (protocol 8.4). */
export function layoutPrefix(way: UploadWay, sources: ReadSources): string {
  switch (way) {
    case 'workspace':
      return isSeveral(sources) ? 'original/default/' : 'original/';
    case 'share':
      return isSeveral(sources) ? 'original/upload/' : 'original/';
    case 'plug-in':
      return isSeveral(sources) || isArchived(sources) ? 'original/DEFAULT/' : 'original/';
    default:
      return way satisfies never;
  }
}

/** Files in folders go through the plug-in as one archive. */
export function isArchived({ files }: Pick<ReadSources, 'files'>): boolean {
  return files.some(({ name }) => name.includes('/'));
}

/**
 * How the files of a data set differ from those that were sent, in words; empty if they are the same. Checksums are
 * compared where the server has them.
 */
export async function differences(
  sources: ReadSources,
  way: UploadWay,
  listed: readonly DataSetFile[],
): Promise<string[]> {
  const prefix = layoutPrefix(way, sources);
  const there = new Map(listed.filter(({ isFolder }) => !isFolder).map((file) => [file.path, file]));
  const folders = new Set(listed.filter(({ isFolder }) => isFolder).map(({ path }) => path));
  const told = sources.emptyFolders
    .filter((name) => !folders.has(prefix + name))
    .map((name) => `The empty folder ${name} is missing.`)
    .slice(0, mostDifferences);
  const reader = new PieceReader();
  try {
    for (const file of sources.files) {
      if (told.length >= mostDifferences) break;
      const other = there.get(prefix + file.name);
      there.delete(prefix + file.name);
      const difference = await differenceOf(file, other, reader);
      if (difference !== undefined) told.push(difference);
    }
  } finally {
    await reader.close();
  }
  for (const path of there.keys()) if (told.length < mostDifferences) told.push(`${path} was not sent.`);
  return told;
}

async function differenceOf(
  file: UploadFile,
  other: DataSetFile | undefined,
  reader: PieceReader,
): Promise<string | undefined> {
  if (other === undefined) return `${file.name} is missing.`;
  if (other.sizeBytes !== null && other.sizeBytes !== file.sizeBytes)
    return `${file.name} has ${other.sizeBytes} bytes there and ${file.sizeBytes} here.`;
  if (other.crc32 !== null && other.crc32 !== (await checksumOf(file, reader)))
    return `${file.name} has another content.`;
  return undefined;
}
