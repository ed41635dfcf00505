import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BrokenFrames, framesOf } from './frames.ts';

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

const one: Given = {
  ...{ sequence: 7, item: '2023-7/original/µ.txt', path: 'original/µ.txt', offset: 5 * 2 ** 32 },
  payload: Buffer.from('some bytes'),
};

describe('pieces of a fast download', () => {
  it('are read one after the other, with offsets beyond four gigabytes and names in UTF-8', () => {
    const bytes = Buffer.concat([frame(one), frame({ ...one, sequence: 8, offset: 0, payload: Buffer.alloc(0) })]);
    const [first, second, ...others] = [...framesOf(bytes)];
    expect(first).toMatchObject({ sequence: 7, item: one.item, offset: 5 * 2 ** 32, isFolder: false, isIntact: true });
    expect(Buffer.from(first?.payload ?? [])).toEqual(one.payload);
    expect(second).toMatchObject({ sequence: 8, isIntact: true, payload: expect.objectContaining({ length: 0 }) });
    expect(others).toEqual([]);
    expect([...framesOf(new Uint8Array())]).toEqual([]);
  });

  it('with another content than their checksum says are told apart', () => {
    const bytes = frame(one);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 10) ^ 1, bytes.length - 10);
    expect([...framesOf(bytes)].map(({ isIntact }) => isIntact)).toEqual([false]);
  });

  it('whose header is wrong end the reading, after those before', () => {
    const bytes = Buffer.concat([frame(one), frame(one)]);
    for (const at of [1, 5, 12, 25]) {
      const spoilt = Buffer.from(bytes);
      const place = frame(one).length + at;
      spoilt.writeUInt8(spoilt.readUInt8(place) ^ 1, place);
      const seen: number[] = [];
      expect(() => {
        for (const { sequence } of framesOf(spoilt)) seen.push(sequence);
      }).toThrow(BrokenFrames);
      expect(seen).toEqual([7]);
    }
  });

  it('that are cut off anywhere are never taken for whole', () => {
    const bytes = frame(one);
    for (let length = 1; length < bytes.length; length++)
      expect(() => [...framesOf(bytes.subarray(0, length))]).toThrow(BrokenFrames);
  });
});
