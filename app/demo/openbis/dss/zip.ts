import { inflateRawSync } from 'node:zlib';
import { UserFailure } from '../wire/failures.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;

export interface ZipEntry {
  /** Ends in a slash for a folder. */
  name: string;
  bytes: Uint8Array;
}

/** Reads an archive by its directory at the end, which knows the sizes also of what was written as a stream. */
export function readZip(archive: Buffer): ZipEntry[] {
  let end = archive.length - endBytes;
  while (end >= 0 && archive.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new UserFailure('The uploaded file is no zip archive.');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== entrySignature) throw new UserFailure('The uploaded zip archive is damaged.');
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes);
    entries.push({ name, bytes: readEntry(archive, at) });
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(archive: Buffer, entry: number): Uint8Array {
  const packed = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(start, start + packed);
  const isDeflated = archive.readUInt16LE(entry + 10) === 8;
  return isDeflated ? inflateRawSync(bytes) : bytes;
}
