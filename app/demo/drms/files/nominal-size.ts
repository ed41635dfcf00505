import type { Segment, Series } from '../series/model.ts';

const blockBytes = 2880;
const bytesOfType: Record<string, number> = { char: 1, short: 2, int: 4, float: 4, double: 8 };

export function pixelBytes({ type }: Segment): number {
  return bytesOfType[type] ?? 4;
}

/** As the storage manager counts, without looking into the file: images as if they were not compressed. */
export function nominalSize({ imageSize }: Series, segment: Segment, blobBytes: number): number {
  switch (segment.content) {
    case 'image':
    case 'float-image':
      return blockBytes + Math.ceil((imageSize ** 2 * pixelBytes(segment)) / blockBytes) * blockBytes;
    case 'blob':
      return blobBytes;
    default:
      return 4 * blockBytes;
  }
}
