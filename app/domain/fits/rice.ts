/** Sizes of the code in front of each block, by bytes of a value; 1 more than `most` says that values stand uncoded. */
const codes = {
  1: { bits: 3, most: 6 },
  2: { bits: 4, most: 14 },
  4: { bits: 5, most: 25 },
} as const;

/** An array of fixed type keeps the inner loop fast. */
type RicePixels = Uint8Array | Int16Array | Int32Array;

/**
 * Decodes one tile in RICE_1 coding.
 * @param from place of the tile within `bytes`
 * @param target takes as many values as it has room for; its type says how many bytes a value has
 * @returns false if the bytes end before the values
 */
export function decodeRice(
  bytes: Uint8Array,
  from: number,
  length: number,
  blockPixels: number,
  target: RicePixels,
): boolean {
  const { bits: codeBits, most } = codes[target.BYTES_PER_ELEMENT as 1 | 2 | 4];
  const pixelBits = 8 * target.BYTES_PER_ELEMENT;
  const end = from + length;
  const count = target.length;
  let at = from;
  let last = 0;
  for (let byte = 0; byte < target.BYTES_PER_ELEMENT; byte++) last = (last << 8) | (bytes[at++] as number);
  // Bits that were read and not used yet: the low `held` bits of `pool`.
  let pool = 0;
  let held = 0;
  for (let pixel = 0; pixel < count; ) {
    const blockEnd = Math.min(count, pixel + blockPixels);
    while (held < codeBits) {
      pool = (pool << 8) | (bytes[at++] as number);
      held += 8;
    }
    held -= codeBits;
    const split = (pool >>> held) - 1;
    pool &= (1 << held) - 1;
    if (at > end || split > most) return false;
    if (split < 0) {
      while (pixel < blockEnd) target[pixel++] = last;
    } else if (split === most) {
      for (; pixel < blockEnd; pixel++) {
        // A value of 32 bits fills the pool, so it is put together from pieces.
        let rest = pixelBits - held;
        let difference = pool;
        for (; rest >= 8; rest -= 8) difference = (difference << 8) | (bytes[at++] as number);
        if (rest > 0) {
          const next = bytes[at++] as number;
          held = 8 - rest;
          difference = (difference << rest) | (next >>> held);
          pool = next & ((1 << held) - 1);
        } else {
          held = 0;
          pool = 0;
        }
        last = (last + ((difference >>> 1) ^ -(difference & 1))) | 0;
        target[pixel] = last;
      }
    } else {
      for (; pixel < blockEnd; pixel++) {
        // Zeros until the first one are the upper part of the difference.
        let zeros = 0;
        while (pool === 0) {
          zeros += held;
          if (at >= end) return false;
          pool = bytes[at++] as number;
          held = 8;
        }
        const leading = Math.clz32(pool) - (32 - held);
        zeros += leading;
        held -= leading + 1;
        pool &= (1 << held) - 1;
        while (held < split) {
          // Room for 25 bits at most plus one byte, so nothing falls out on the left.
          pool = (pool << 8) | (bytes[at++] as number);
          held += 8;
        }
        held -= split;
        const difference = (zeros << split) | (pool >>> held);
        pool &= (1 << held) - 1;
        last = (last + ((difference >>> 1) ^ -(difference & 1))) | 0;
        target[pixel] = last;
      }
    }
    if (at > end) return false;
  }
  return true;
}
