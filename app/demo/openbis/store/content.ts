import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../http/write-pieces.ts';

/** A file of a dataset. */
export interface StoredFile {
  /** Below the dataset, such as `original/a.txt`. */
  path: string;
  bytes: ByteSource;
  /** Unsigned; 0 where the server has not computed it. */
  crc32(): number;
}

/** What a dataset holds; folders follow from the paths of files, empty ones are named. */
export interface Content {
  files(): readonly StoredFile[];
  find(path: string): StoredFile | undefined;
  readonly emptyFolders: readonly string[];
}

export const noContent: Content = { files: () => [], find: () => undefined, emptyFolders: [] };

/** Content whose list is made when it is first asked for. */
export function contentOf(makeFiles: () => readonly StoredFile[], emptyFolders: readonly string[] = []): Content {
  let list: readonly StoredFile[] | undefined;
  let byPath: ReadonlyMap<string, StoredFile> | undefined;
  const files = (): readonly StoredFile[] => {
    list ??= makeFiles();
    return list;
  };
  return {
    files,
    find(path) {
      byPath ??= new Map(files().map((file) => [file.path, file]));
      return byPath.get(path);
    },
    emptyFolders,
  };
}

export function totalBytes(content: Content): number {
  return content.files().reduce((sum, { bytes }) => sum + bytes.size, 0);
}

/** The checksum is computed once, when it is first asked for. */
export function storedFile(path: string, bytes: ByteSource): StoredFile {
  let known: number | undefined;
  return {
    path,
    bytes,
    crc32() {
      known ??= checksumOf(bytes);
      return known;
    },
  };
}

/** A file so large that the server never counted through it. */
export function uncountedFile(path: string, bytes: ByteSource): StoredFile {
  return { path, bytes, crc32: () => 0 };
}

export function memoryBytes(data: Uint8Array): ByteSource {
  return { size: data.length, read: (start, end) => data.subarray(start, end) };
}

const pieceBytes = 1_048_576;

function checksumOf(bytes: ByteSource): number {
  let sum = 0;
  for (let at = 0; at < bytes.size; ) {
    const piece = bytes.read(at, Math.min(bytes.size, at + pieceBytes));
    sum = crc32(piece, sum);
    at += piece.length;
  }
  return sum;
}
