/** The polynomial of CRC-32, its bits reversed as everywhere. */
const polynomial = 0xedb88320;
/** The lowest power of x. */
const one = 0x80000000;

/** x to the powers 1, 2, 4, 8, … modulo the polynomial. */
const powers = powersOfTwo();

/** CRC-32 of two pieces one after the other, from those of the pieces. @param secondBytes length of the second */
export function combinedCrc32(first: number, second: number, secondBytes: number): number {
  let shift = one;
  let power = 3;
  // The length in bits, hence the powers from the fourth on.
  for (let left = secondBytes; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) shift = product(powers[power % powers.length] ?? one, shift);
    power++;
  }
  return (product(shift, first) ^ second) >>> 0;
}

/** Of two polynomials, modulo the one of CRC-32. */
function product(a: number, b: number): number {
  let sum = 0;
  let shifted = b;
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) sum ^= shifted;
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
  }
  return sum >>> 0;
}

function powersOfTwo(): number[] {
  const table = [one >>> 1];
  while (table.length < 32) {
    const last = table.at(-1) ?? one;
    table.push(product(last, last));
  }
  return table;
}
