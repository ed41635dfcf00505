/** How floating-point values became integers before they were compressed. */
export type Quantization = 'NO_DITHER' | 'SUBTRACTIVE_DITHER_1' | 'SUBTRACTIVE_DITHER_2';

export interface QuantizedTile {
  scale: number;
  zero: number;
  /** Integer that stands for NaN. */
  blank: number | undefined;
  method: Quantization;
  /** ZDITHER0 plus the number of the tile, from 0 on. */
  seed: number;
}

const randomCount = 10_000;
let randomNumbers: Float32Array | undefined;

/** The sequence of Park and Miller that the standard fixes in its appendix I. */
function randoms(): Float32Array {
  if (randomNumbers !== undefined) return randomNumbers;
  const made = new Float32Array(randomCount);
  let seed = 1;
  for (let index = 0; index < randomCount; index++) {
    seed = (16_807 * seed) % 2_147_483_647;
    made[index] = seed / 2_147_483_647;
  }
  randomNumbers = made;
  return made;
}

/** With SUBTRACTIVE_DITHER_2 this integer stands for an exact zero. */
const exactZero = -2_147_483_646;

/** Integers of a tile as the floating-point values they were made of. */
export function unquantize(stored: ArrayLike<number>, tile: QuantizedTile, target: Float32Array | Float64Array): void {
  const { scale, zero, blank, method } = tile;
  const random = randoms();
  let sequence = (tile.seed - 1) % randomCount;
  let next = Math.floor((random[sequence] as number) * 500);
  for (let index = 0; index < stored.length; index++) {
    const value = stored[index] as number;
    if (value === blank) target[index] = Number.NaN;
    else if (method === 'NO_DITHER') target[index] = value * scale + zero;
    else if (method === 'SUBTRACTIVE_DITHER_2' && value === exactZero) target[index] = 0;
    else target[index] = (value - (random[next] as number) + 0.5) * scale + zero;
    next += 1;
    if (next === randomCount) {
      sequence = (sequence + 1) % randomCount;
      next = Math.floor((random[sequence] as number) * 500);
    }
  }
}
