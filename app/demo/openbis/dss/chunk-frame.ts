import { crc32 } from 'node:zlib';

export interface Chunk {
  /** Unique within its session. */
  sequence: number;
  itemId: string;
  isDirectory: boolean;
  /** Within the dataset. */
  path: string;
  offset: number;
  payload: Uint8Array;
}

const fixedBytes = 21;
const checksumBytes = 8;

/** Head, its checksum, payload, its checksum; numbers with the highest byte first. */
export function chunkFrame({
  sequence,
  itemId,
  isDirectory,
  path,
  offset,
  payload,
}: Chunk): [Buffer, Uint8Array, Buffer] {
  const id = Buffer.from(itemId, 'utf8');
  const name = Buffer.from(path, 'utf8');
  const headBytes = fixedBytes + id.length + name.length;
  const head = Buffer.alloc(headBytes + checksumBytes);
  head.writeUInt32BE(sequence, 0);
  head.writeUInt16BE(id.length, 4);
  head.writeUInt8(isDirectory ? 1 : 0, 6);
  head.writeUInt16BE(name.length, 7);
  head.writeBigUInt64BE(BigInt(offset), 9);
  head.writeUInt32BE(payload.length, 17);
  id.copy(head, fixedBytes);
  name.copy(head, fixedBytes + id.length);
  head.writeBigUInt64BE(BigInt(crc32(head.subarray(0, headBytes))), headBytes);
  const tail = Buffer.alloc(checksumBytes);
  tail.writeBigUInt64BE(BigInt(crc32(payload)));
  return [head, payload, tail];
}
