import { scramble } from '../series/chance.ts';
import type { Segment } from '../series/model.ts';
import { pixelBytes } from './nominal-size.ts';

export interface Picture {
  width: number;
  height: number;
  /** Stored integers, or the values themselves for floats. */
  values: Int32Array | Float32Array;
  bytesPerPixel: 1 | 2 | 4;
  /** Stands for a pixel without value. */
  blank: number | undefined;
}

/** A disk that darkens towards its limb, spotted, the same for the same record and segment. */
export function makePicture(segment: Segment, seed: number, width: number, height: number): Picture {
  const isFloat = segment.content === 'float-image';
  const bytes = pixelBytes(segment);
  const bytesPerPixel = bytes === 1 || bytes === 2 ? bytes : 4;
  const blank = isFloat ? undefined : ({ 1: 255, 2: -32768, 4: -2147483648 } as const)[bytesPerPixel];
  const height1 = { 1: 100, 2: 8000, 4: 60_000 }[bytesPerPixel];
  const values = isFloat ? new Float32Array(width * height) : new Int32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const y = (2 * row + 1) / height - 1;
    for (let column = 0; column < width; column += 1) {
      const x = (2 * column + 1) / width - 1;
      const inside = 0.88 - x * x - y * y;
      const at = row * width + column;
      if (inside < 0) values[at] = blank ?? Number.NaN;
      else {
        const grain = scramble(at, seed) % 64;
        const level = height1 * Math.sqrt(inside) * (1 + 0.1 * Math.sin(x * 9 + seed) * Math.cos(y * 7));
        values[at] = isFloat
          ? Math.fround(level / 7 + grain / 64)
          : Math.round(level) + (bytesPerPixel === 1 ? 0 : grain);
      }
    }
  }
  return { width, height, values, bytesPerPixel, blank };
}

/** Big-endian, as FITS stores them. */
export function pixelData({ values, bytesPerPixel }: Picture, first = 0, end = values.length): Buffer {
  const data = Buffer.alloc((end - first) * bytesPerPixel);
  const isFloat = values instanceof Float32Array;
  for (let index = first; index < end; index += 1) {
    const at = (index - first) * bytesPerPixel;
    const value = values[index] ?? 0;
    if (isFloat) data.writeFloatBE(value, at);
    else if (bytesPerPixel === 4) data.writeInt32BE(value, at);
    else if (bytesPerPixel === 2) data.writeInt16BE(value, at);
    else data.writeUInt8(value & 0xff, at);
  }
  return data;
}
