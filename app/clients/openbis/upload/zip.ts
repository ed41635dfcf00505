import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { AppError } from '../../../contract/app-error.ts';
import { PieceReader } from './piece-reader.ts';
import type { UploadFile } from './upload-files.ts';

const localHeaderBytes = 30;
const centralHeaderBytes = 46;
const endBytes = 22;
const mostBytes = 0xffff_ffff;
const mostEntries = 0xffff;
/** Names are UTF-8. */
const flags = 0x0800;
const readBytes = 256 * 1024;
/** 1980-01-01: the time within an archive tells nobody anything here. */
const zipDate = 0x0021;

/** @throws AppError 'unsupported' for more than the plain form of archives can hold */
export function zipLength(files: readonly UploadFile[], emptyFolders: readonly string[]): number {
  const entries = [...files, ...emptyFolders.map(folderEntry)];
  let length = endBytes;
  for (const { name, sizeBytes } of entries)
    length += localHeaderBytes + centralHeaderBytes + 2 * Buffer.byteLength(name) + sizeBytes;
  if (length > mostBytes || entries.length > mostEntries)
    throw new AppError('unsupported', 'The folder is too large for this server, which takes folders as one archive.', {
      remedy: 'Send fewer files at once (4 GiB and 65 535 files at most), or single files.',
      details: { outcome: 'not-created' },
    });
  return length;
}

/** The files as an archive, uncompressed, in pieces. Each file is read twice: its checksum stands before it. */
export async function* zipPieces(
  files: readonly UploadFile[],
  emptyFolders: readonly string[],
): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = [];
  const reader = new PieceReader();
  let offset = 0;
  try {
    for (const file of [...files, ...emptyFolders.map(folderEntry)]) {
      const name = Buffer.from(file.name);
      const common = commonHeader(await checksumOf(file, reader), file.sizeBytes, name.length);
      yield Buffer.concat([Buffer.from('PK\x03\x04'), common, name]);
      yield* contentOf(file);
      const position = Buffer.alloc(14);
      position.writeUInt32LE(offset, 10);
      central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, position, name]));
      offset += localHeaderBytes + name.length + file.sizeBytes;
    }
  } finally {
    await reader.close();
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(endBytes);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield directory;
  yield end;
}

/** A name that ends in `/`, with nothing in it. */
function folderEntry(name: string): UploadFile {
  return { path: '', name: `${name}/`, sizeBytes: 0, modifiedMs: 0 };
}

/** What both headers of an entry say about it; both sizes are the same, as nothing is compressed. */
function commonHeader(sum: number, sizeBytes: number, nameBytes: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(flags, 2);
  header.writeUInt16LE(zipDate, 8);
  header.writeUInt32LE(sum, 10);
  header.writeUInt32LE(sizeBytes, 14);
  header.writeUInt32LE(sizeBytes, 18);
  header.writeUInt16LE(nameBytes, 22);
  return header;
}

/** The CRC-32 of a file as it is now. @param reader one for many files: a buffer for each piece would pile up */
export async function checksumOf({ path, sizeBytes }: UploadFile, reader: PieceReader): Promise<number> {
  let sum = 0;
  for (let start = 0; start < sizeBytes; start += readBytes)
    sum = crc32(await reader.read(path, start, Math.min(readBytes, sizeBytes - start)), sum);
  return sum;
}

async function* contentOf({ path, sizeBytes }: UploadFile): AsyncGenerator<Uint8Array> {
  if (sizeBytes === 0) return;
  // A stream of a file without encoding yields nothing but buffers.
  yield* createReadStream(path, { end: sizeBytes - 1, highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>;
}
