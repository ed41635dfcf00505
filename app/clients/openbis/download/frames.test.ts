import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BrokenFrames, type Frame, FrameReader } from './frames.ts';

interface Given {
  sequence: number;
  item: string;
  path: string;
  offset: number;
  payload: Buffer;
}

/** A frame as the protocol document draws it, byte by byte. */
function frame({ sequence, item, path, offset, payload }: Given): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32BE(sequence, 0);
  head.writeInt16BE(Buffer.byteLength(item), 4);
  head.writeInt8(0, 6);
  head.writeInt16BE(Buffer.byteLength(path), 7);
  head.writeBigInt64BE(BigInt(offset), 9);
  head.writeInt32BE(payload.length, 17);
  const header = Buffer.concat([head, Buffer.from(item), Buffer.from(path)]);
  return Buffer.concat([header, sum(header), payload, sum(payload)]);
}

function sum(bytes: Buffer): Buffer {
  const field = Buffer.alloc(8);
  field.writeBigUInt64BE(BigInt(crc32(bytes)));
  return field;
}

/** In pieces of that size. */
function framesOf(bytes: Buffer, pieceBytes = bytes.length): Frame[] {
  const reader = new FrameReader();
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(1, pieceBytes))
    frames.push(...reader.push(bytes.subarray(at, at + pieceBytes)));
  reader.finish();
  return frames;
}

const one: Given = {
  ...{ sequence: 7, item: '2023-7/original/µ.txt', path: 'original/µ.txt', offset: 5 * 2 ** 32 },
  payload: Buffer.from('some bytes'),
};

describe('pieces of a fast download', () => {
  it.each([1, 2, 7, 30, 1000])('are read one after the other, in pieces of %i bytes', (pieceBytes) => {
    const bytes = Buffer.concat([frame(one), frame({ ...one, sequence: 8, offset: 0, payload: Buffer.alloc(0) })]);
    const [first, second, ...others] = framesOf(bytes, pieceBytes);
    // Offsets go beyond four gigabytes, names are UTF-8.
    expect(first).toMatchObject({ sequence: 7, item: one.item, offset: 5 * 2 ** 32, isFolder: false, isIntact: true });
    expect(Buffer.concat(first?.payload ?? [])).toEqual(one.payload);
    expect(first).toMatchObject({ bytes: one.payload.length, crc32: crc32(one.payload) });
    expect(second).toMatchObject({ sequence: 8, isIntact: true, bytes: 0 });
    expect(others).toEqual([]);
    expect(framesOf(Buffer.alloc(0))).toEqual([]);
  });

  it('with another content than their checksum says are told apart', () => {
    const bytes = frame(one);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 10) ^ 1, bytes.length - 10);
    expect(framesOf(bytes).map(({ isIntact }) => isIntact)).toEqual([false]);
  });

  it('whose header is wrong end the reading, after those before', () => {
    const bytes = Buffer.concat([frame(one), frame(one)]);
    for (const at of [1, 5, 12, 25]) {
      const spoilt = Buffer.from(bytes);
      const place = frame(one).length + at;
      spoilt.writeUInt8(spoilt.readUInt8(place) ^ 1, place);
      const reader = new FrameReader();
      expect(reader.push(spoilt.subarray(0, frame(one).length)).map(({ sequence }) => sequence)).toEqual([7]);
      expect(() => {
        reader.push(spoilt.subarray(frame(one).length));
        reader.finish();
      }).toThrow(BrokenFrames);
    }
  });

  it('that are cut off anywhere are never taken for whole', () => {
    const bytes = frame(one);
    for (let length = 1; length < bytes.length; length++)
      expect(() => framesOf(bytes.subarray(0, length))).toThrow(BrokenFrames);
  });
});
