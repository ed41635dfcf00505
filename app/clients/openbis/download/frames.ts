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
  /** As it came off the wire, to be given back when it is used up. */
  payload: readonly Uint8Array[];
  bytes: number;
  /** Of the payload. */
  crc32: number;
  /** False: the bytes are not those that were sent. */
  isIntact: boolean;
}

/** The bytes are no frames: from here on nothing can be read. */
export class BrokenFrames extends Error {}

const fixedBytes = 21;
const sumBytes = 8;
const largestPayload = 64 * 1024 * 1024;

/** Reads frames that come in pieces of any size; nothing is copied but their heads, which are given back at once. */
export class FrameReader {
  private readonly giveBack: (part: Uint8Array) => void;
  private head: Buffer = Buffer.alloc(0);
  private wanted = fixedBytes;
  private current: (Omit<Frame, 'payload' | 'crc32' | 'isIntact'> & { payload: Uint8Array[]; sum: number }) | undefined;
  private payloadLeft = 0;

  constructor(giveBack: (part: Uint8Array) => void = () => undefined) {
    this.giveBack = giveBack;
  }

  /**
   * @returns the frames that are complete now
   * @throws BrokenFrames for a wrong header
   */
  push(piece: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    for (let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength); rest.length > 0; ) {
      const isPayload = this.current !== undefined && this.payloadLeft > 0;
      const length = Math.min(rest.length, isPayload ? this.payloadLeft : this.wanted - this.head.length);
      const part = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (isPayload) this.takePayload(part);
      else {
        this.head = Buffer.concat([this.head, part]);
        this.giveBack(part);
        const frame = this.head.length === this.wanted ? this.takeHead() : undefined;
        if (frame !== undefined) frames.push(frame);
      }
    }
    return frames;
  }

  /** @throws BrokenFrames if the last frame is cut off */
  finish(): void {
    if (this.head.length > 0 || this.current !== undefined) throw new BrokenFrames('a piece is cut off');
  }

  private takePayload(part: Uint8Array): void {
    this.current?.payload.push(part);
    if (this.current !== undefined) this.current.sum = crc32(part, this.current.sum);
    this.payloadLeft -= part.length;
  }

  /** Fixed part, then the names and their checksum, then – behind the payload – that of the payload. */
  private takeHead(): Frame | undefined {
    const { head, current } = this;
    if (current !== undefined) {
      this.await(fixedBytes);
      this.current = undefined;
      const { sum, ...frame } = current;
      return { ...frame, crc32: sum, isIntact: head.readBigUInt64BE(0) === BigInt(sum) };
    }
    const named = fixedBytes + head.readUInt16BE(4) + head.readUInt16BE(7);
    if (head.length === fixedBytes) {
      this.wanted = named + sumBytes;
      return undefined;
    }
    if (head.readBigUInt64BE(named) !== BigInt(crc32(head.subarray(0, named))))
      throw new BrokenFrames('the checksum of a header is wrong');
    this.payloadLeft = head.readUInt32BE(17);
    if (this.payloadLeft > largestPayload) throw new BrokenFrames('a piece is too large');
    this.current = {
      sequence: head.readInt32BE(0),
      isFolder: head.readUInt8(6) === 1,
      item: head.toString('utf8', fixedBytes, fixedBytes + head.readUInt16BE(4)),
      offset: Number(head.readBigUInt64BE(9)),
      bytes: this.payloadLeft,
      ...{ payload: [], sum: 0 },
    };
    this.await(sumBytes);
    return undefined;
  }

  private await(bytes: number): void {
    this.head = Buffer.alloc(0);
    this.wanted = bytes;
  }
}
