import { crc32 } from 'node:zlib';

/** A piece of a file as a fast download sends it (protocol 7.3). */
export interface Frame {
  /** Of the whole session; asked for again by this number. */
  sequence: number;
  isFolder: boolean;
  /** `permId/path`, as it was asked for. */
  item: string;
  /** Of the first byte within the file. */
  offset: number;
  payload: Uint8Array;
  /** False: the bytes are not those that were sent. */
  isIntact: boolean;
}

/** The bytes are no frames: from here on nothing can be read. */
export class BrokenFrames extends Error {}

const fixedBytes = 21;
const sumBytes = 8;
const largestPayload = 64 * 1024 * 1024;

/**
 * The frames of one answer, one after the other.
 * @throws BrokenFrames for a wrong header or a torn end, after the frames before it
 */
export function* framesOf(bytes: Uint8Array): Generator<Frame> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < view.length; ) {
    if (view.length - at < fixedBytes) throw new BrokenFrames('a header is cut off');
    const itemBytes = view.readUInt16BE(at + 4);
    const pathBytes = view.readUInt16BE(at + 7);
    const payloadBytes = view.readUInt32BE(at + 17);
    const headerEnd = at + fixedBytes + itemBytes + pathBytes;
    const start = headerEnd + sumBytes;
    if (start > view.length) throw new BrokenFrames('a header is cut off');
    if (view.readBigUInt64BE(headerEnd) !== BigInt(crc32(view.subarray(at, headerEnd))))
      throw new BrokenFrames('the checksum of a header is wrong');
    if (payloadBytes > largestPayload) throw new BrokenFrames('a piece is too large');
    const end = start + payloadBytes;
    if (end + sumBytes > view.length) throw new BrokenFrames('a piece is cut off');
    const payload = view.subarray(start, end);
    yield {
      sequence: view.readInt32BE(at),
      isFolder: view.readUInt8(at + 6) === 1,
      item: view.toString('utf8', at + fixedBytes, at + fixedBytes + itemBytes),
      offset: Number(view.readBigUInt64BE(at + 9)),
      payload,
      isIntact: view.readBigUInt64BE(end) === BigInt(crc32(payload)),
    };
    at = end + sumBytes;
  }
}
