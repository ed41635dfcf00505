import { compressedPlane } from './compressed-image.ts';
import type { FitsFile, Hdu } from './fits-file.ts';
import { readData } from './fits-file.ts';
import type { Gunzip } from './fits-source.ts';
import { type BitPix, type PixelArray, pixelsOf } from './pixel-array.ts';

/** A picture: the whole image, or one plane of a cube. */
export interface ImagePlane {
  width: number;
  height: number;
  /** As stored, row by row; the first row is the lowest of the picture. */
  values: PixelArray;
  /** value = zero + scale × stored */
  scale: number;
  zero: number;
  /** Stored integer that stands for a pixel without a value. */
  blank: number | undefined;
  unit: string | undefined;
}

/** Of one decoded picture; more would not fit beside the others. */
const mostBytes = 2 ** 30;

/** How many pictures an image holds: the product of all axes behind the second. */
export function planesOf({ axes }: Pick<Hdu, 'axes'>): number {
  return axes.length === 0 ? 0 : axes.slice(2).reduce((product, axis) => product * axis, 1);
}

/**
 * Reads one picture of an image or a compressed image.
 * @param plane from 0 on, the third axis runs fastest
 * @throws FitsError if the HDU has no picture, is cut off or broken
 */
export async function readPlane(file: FitsFile, hdu: Hdu, plane: number, gunzip: Gunzip): Promise<ImagePlane> {
  const { header, axes } = hdu;
  const [width = 0, height = 1] = axes;
  if (hdu.kind !== 'image' && hdu.kind !== 'compressed-image') throw header.wrong('this HDU is no image.', 'XTENSION');
  if (width * height === 0) throw header.wrong('this HDU has no pixels.', 'NAXIS');
  const bits = header.number(hdu.kind === 'image' ? 'BITPIX' : 'ZBITPIX') ?? 0;
  if ((width * height * Math.abs(bits)) / 8 > mostBytes)
    throw header.wrong(`${width} × ${height} pixels are more than can be shown.`, 'NAXIS1');
  if (plane < 0 || plane >= planesOf(hdu))
    throw header.wrong(`there is no plane ${plane + 1}; it has ${planesOf(hdu)}.`, 'NAXIS3');
  const values =
    hdu.kind === 'image'
      ? await storedPlane(file, hdu, plane, width * height)
      : await compressedPlane(file, hdu, plane, gunzip);
  const isReal = values instanceof Float32Array || values instanceof Float64Array;
  return {
    ...{ width, height, values },
    scale: header.number('BSCALE') ?? 1,
    zero: header.number('BZERO') ?? 0,
    blank: isReal ? undefined : (header.number('BLANK') ?? header.number('ZBLANK')),
    unit: header.text('BUNIT') || undefined,
  };
}

async function storedPlane(file: FitsFile, hdu: Hdu, plane: number, pixels: number): Promise<PixelArray> {
  // Checked when the file was opened.
  const bits = hdu.header.number('BITPIX') as BitPix;
  const bytes = (pixels * Math.abs(bits)) / 8;
  return pixelsOf(await readData(file, hdu, plane * bytes, bytes), bits);
}

/**
 * The value of a pixel in the unit of the image, counted from 0 at the lower left; exact also for 64-bit integers.
 * @returns null where the pixel has no value
 */
export function valueAt(plane: ImagePlane, x: number, y: number): number | bigint | null {
  const stored = plane.values[y * plane.width + x];
  if (stored === undefined) return null;
  return physicalValue(plane, stored);
}

function physicalValue({ scale, zero, blank }: ImagePlane, stored: number | bigint): number | bigint | null {
  if (typeof stored === 'bigint') {
    if (blank !== undefined && stored === BigInt(blank)) return null;
    return scale === 1 && Number.isInteger(zero) ? stored + BigInt(zero) : zero + scale * Number(stored);
  }
  return stored === blank ? null : zero + scale * stored;
}
