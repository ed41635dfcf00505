import { BitWriter } from './bit-writer.ts';

/** Lengths of the codes for sizes 0 to 11 of a difference, as in the example table of the standard. */
const sizeCodes = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const codeOfSize = canonicalCodes(sizeCodes.counts);

/** A grey baseline JPEG of one level for each block of 8 × 8 pixels. */
export function greyJpeg(columns: number, rows: number, levels: ArrayLike<number>): Buffer {
  const frame = Buffer.from([8, ...word(rows * 8), ...word(columns * 8), 1, 1, 0x11, 0]);
  const noDetail = [1, ...Array<number>(15).fill(0)];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    marker(0xe0, Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])),
    // Eight levels to a step: the mean of a block is stored exactly.
    marker(0xdb, Buffer.from([0, ...Array<number>(64).fill(8)])),
    marker(0xc0, frame),
    marker(0xc4, Buffer.from([0x00, ...sizeCodes.counts, ...sizeCodes.values])),
    marker(0xc4, Buffer.from([0x10, ...noDetail, 0])),
    marker(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    stuffed(scan(columns * rows, levels)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function scan(blocks: number, levels: ArrayLike<number>): Uint8Array {
  const writer = new BitWriter();
  let last = 0;
  for (let block = 0; block < blocks; block += 1) {
    const level = Math.max(0, Math.min(255, Math.round(levels[block] ?? 0))) - 128;
    const difference = level - last;
    last = level;
    const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const { code, bits } = codeOfSize[size] ?? { code: 0, bits: 0 };
    writer.write(code, bits);
    if (size > 0) writer.write(difference > 0 ? difference : difference + (1 << size) - 1, size);
    // End of block: the only code of the second table.
    writer.write(0, 1);
  }
  return writer.finish(1);
}

function canonicalCodes(counts: readonly number[]): { code: number; bits: number }[] {
  const codes: { code: number; bits: number }[] = [];
  let code = 0;
  for (const [index, count] of counts.entries()) {
    for (let used = 0; used < count; used += 1) {
      codes.push({ code, bits: index + 1 });
      code += 1;
    }
    code <<= 1;
  }
  return codes;
}

const word = (value: number): [number, number] => [value >> 8, value & 0xff];

function marker(code: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, code, ...word(content.length + 2)]), content]);
}

/** A byte 0xFF within the data is followed by 0. */
function stuffed(data: Uint8Array): Buffer {
  return Buffer.from([...data].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
}
