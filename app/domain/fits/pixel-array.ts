/** Stored values of an image or a column, before BSCALE and BZERO. */
export type PixelArray =
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** BITPIX: bits of a stored value, negative for floating point. */
export type BitPix = 8 | 16 | 32 | 64 | -32 | -64;

export function newPixels(bits: BitPix, length: number): PixelArray {
  switch (bits) {
    case 8:
      return new Uint8Array(length);
    case 16:
      return new Int16Array(length);
    case 32:
      return new Int32Array(length);
    case 64:
      return new BigInt64Array(length);
    case -32:
      return new Float32Array(length);
    case -64:
      return new Float64Array(length);
    default:
      return bits satisfies never;
  }
}

/** Big-endian bytes, as FITS stores them, as numbers of this machine. Bytes of half a number at the end are left out. */
export function pixelsOf(bytes: Uint8Array, bits: BitPix): PixelArray {
  const size = Math.abs(bits) / 8;
  const length = Math.floor(bytes.length / size);
  const pixels = newPixels(bits, length);
  const own = new Uint8Array(pixels.buffer);
  own.set(bytes.subarray(0, length * size));
  swapBytes(own.buffer, size);
  return pixels;
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function swapBytes(buffer: ArrayBuffer, size: number): void {
  if (!isLittleEndian || size === 1) return;
  if (size === 2) {
    const words = new Uint16Array(buffer);
    for (let at = 0; at < words.length; at++) {
      const word = words[at] as number;
      words[at] = (word << 8) | (word >>> 8);
    }
    return;
  }
  const words = new Uint32Array(buffer);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number;
    words[at] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
  }
  if (size === 8)
    for (let at = 0; at < words.length; at += 2) {
      const first = words[at] as number;
      words[at] = words[at + 1] as number;
      words[at + 1] = first;
    }
}
