import { BitWriter } from './bit-writer.ts';

const blockPixels = 32;

/** Sizes of the code that says how a block is stored, by bytes of a pixel. */
const codes = {
  1: { bits: 3, most: 6 },
  2: { bits: 4, most: 14 },
  4: { bits: 5, most: 25 },
} as const;

/** One tile in the RICE_1 coding of FITS. */
export function riceEncode(pixels: ArrayLike<number>, bytesPerPixel: 1 | 2 | 4): Uint8Array {
  const { bits: codeBits, most } = codes[bytesPerPixel];
  const pixelBits = bytesPerPixel * 8;
  const writer = new BitWriter();
  let last = pixels[0] ?? 0;
  writer.write(last, pixelBits);
  const differences = new Uint32Array(blockPixels);
  for (let start = 0; start < pixels.length; start += blockPixels) {
    const length = Math.min(blockPixels, pixels.length - start);
    let sum = 0;
    for (let index = 0; index < length; index += 1) {
      const next = pixels[start + index] ?? 0;
      // Wraps round at the width of a pixel, as the decoder does.
      const difference = ((next - last) << (32 - pixelBits)) >> (32 - pixelBits);
      const folded = (difference < 0 ? ~(difference << 1) : difference << 1) >>> 0;
      differences[index] = folded;
      sum += folded;
      last = next;
    }
    const split = splitBits(sum, length);
    if (split >= most) {
      writer.write(most + 1, codeBits);
      for (let index = 0; index < length; index += 1) writer.write(differences[index] ?? 0, pixelBits);
    } else if (sum === 0) writer.write(0, codeBits);
    else {
      writer.write(split + 1, codeBits);
      for (let index = 0; index < length; index += 1) writeSplit(writer, differences[index] ?? 0, split);
    }
  }
  return writer.finish(0);
}

/** How many low bits are stored as they are. */
function splitBits(sum: number, length: number): number {
  let mean = Math.floor(Math.max(0, (sum - Math.floor(length / 2) - 1) / length)) >>> 1;
  let bits = 0;
  for (; mean > 0; mean >>>= 1) bits += 1;
  return bits;
}

function writeSplit(writer: BitWriter, value: number, split: number): void {
  writer.zeros(value >>> split);
  writer.write(1, 1);
  if (split > 0) writer.write(value & ((1 << split) - 1), split);
}
