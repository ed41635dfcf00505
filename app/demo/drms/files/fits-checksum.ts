import { type Card, headerBlocks } from './fits-cards.ts';

/** Sum of 32-bit words with the carry added back; `bytes` fill whole words. */
export function onesSum(bytes: Uint8Array, start = 0): number {
  let high = start >>> 16;
  let low = start & 0xffff;
  for (let at = 0; at < bytes.length; at += 4) {
    high += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    low += ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  }
  while (high > 0xffff || low > 0xffff) {
    const [highCarry, lowCarry] = [Math.floor(high / 65_536), Math.floor(low / 65_536)];
    high = (high % 65_536) + lowCarry;
    low = (low % 65_536) + highCarry;
  }
  return high * 65_536 + low;
}

/** Header and data of one unit with DATASUM and CHECKSUM in place. */
export function checkedUnit(cards: readonly Card[], data: Uint8Array): Uint8Array {
  const dataSum = onesSum(data);
  const withSums = (checksum: string): Buffer =>
    headerBlocks([
      ...cards,
      { name: 'CHECKSUM', value: checksum, comment: 'Sum of the unit' },
      { name: 'DATASUM', value: String(dataSum), comment: 'Sum of the data' },
    ]);
  const total = onesSum(withSums('0'.repeat(16)), dataSum);
  return Buffer.concat([withSums(encodeSum(~total >>> 0)), data]);
}

/** Sixteen letters and digits that bring the sum of the unit to zero. */
function encodeSum(sum: number): string {
  const letters = new Array<number>(16);
  for (let byte = 0; byte < 4; byte += 1) {
    const value = (sum >>> (24 - 8 * byte)) & 0xff;
    const quarter = Math.floor(value / 4) + 48;
    const parts = [quarter + (value % 4), quarter, quarter, quarter];
    avoidPunctuation(parts);
    for (const [index, part] of parts.entries()) letters[4 * index + byte] = part;
  }
  const text = String.fromCharCode(...letters);
  // Turned by one place, so that words align with the value within its card.
  return text.slice(-1) + text.slice(0, -1);
}

function avoidPunctuation(parts: number[]): void {
  const isPunctuation = (code: number): boolean => (code > 57 && code < 65) || (code > 90 && code < 97);
  while (parts.some(isPunctuation)) {
    for (let index = 0; index < 4; index += 2) {
      const [first = 0, second = 0] = parts.slice(index, index + 2);
      if (isPunctuation(first) || isPunctuation(second)) {
        parts[index] = first + 1;
        parts[index + 1] = second - 1;
      }
    }
  }
}
