/** Bytes of a FITS file, wherever they lie. */
export interface FitsSource {
  /** Bytes in all. */
  readonly size: number;
  /** Up to `length` bytes from `position` on; fewer only at the end. The answer may be a view that nobody changes. */
  read(position: number, length: number): Promise<Uint8Array>;
}

/** Inflates one gzip member; `mostBytes` guards against bombs. Neutral code has no zlib, so the caller brings it. */
export type Gunzip = (bytes: Uint8Array, mostBytes: number) => Uint8Array;

export function bytesSource(bytes: Uint8Array): FitsSource {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
  };
}

export const blockBytes = 2880;

/** Rounded up to whole blocks. */
export function paddedBytes(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
