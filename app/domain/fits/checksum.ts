import type { FitsFile, Hdu } from './fits-file.ts';
import { paddedBytes } from './fits-source.ts';

/** 'absent': the header has no such card. */
export type SumState = 'right' | 'wrong' | 'absent';

export interface HduSums {
  checksum: SumState;
  datasum: SumState;
}

/** Read at a time. */
const pieceBytes = 2880 * 1024;

/** Compares DATASUM and CHECKSUM of an HDU with its bytes, without holding them all. */
export async function verifySums(file: FitsFile, hdu: Hdu): Promise<HduSums> {
  const { header } = hdu;
  const wantedData = header.value('DATASUM');
  const hasChecksum = header.has('CHECKSUM');
  if (wantedData === undefined && !hasChecksum) return { checksum: 'absent', datasum: 'absent' };
  const data = await dataSum(file, hdu);
  const datasum =
    wantedData === undefined || wantedData === '' ? 'absent' : Number(wantedData) === data ? 'right' : 'wrong';
  if (!hasChecksum || header.value('CHECKSUM') === '') return { checksum: 'absent', datasum };
  const whole = await sumOf(file, header.byte, header.bytes, data);
  // A right checksum makes the sum of the whole HDU one of the two zeros of ones' complement.
  return { checksum: whole === 0xffffffff || whole === 0 ? 'right' : 'wrong', datasum };
}

/** DATASUM of an HDU as its bytes have it. */
export function dataSum(file: FitsFile, hdu: Hdu): Promise<number> {
  return sumOf(file, hdu.dataByte, paddedBytes(hdu.dataBytes));
}

async function sumOf(file: FitsFile, byte: number, length: number, start = 0): Promise<number> {
  let sum = start;
  for (let at = 0; at < length; at += pieceBytes) {
    const bytes = await file.source.read(byte + at, Math.min(pieceBytes, length - at));
    sum = onesSum(bytes, sum);
  }
  return sum;
}

/** Sum of 32-bit words in ones' complement; missing bytes at the end count as zero. */
export function onesSum(bytes: Uint8Array, start = 0): number {
  let high = start >>> 16;
  let low = start & 0xffff;
  for (let at = 0; at < bytes.length; at += 4) {
    high += ((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0);
    low += ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  }
  while (high > 0xffff || low > 0xffff) {
    const carryOfHigh = Math.floor(high / 65_536);
    high = (high % 65_536) + Math.floor(low / 65_536);
    low = (low % 65_536) + carryOfHigh;
  }
  return high * 65_536 + low;
}

/** Sixteen letters and digits that bring the sum of an HDU to zero, by appendix J of the standard. */
export function encodeSum(sum: number): string {
  const codes = new Array<number>(16).fill(0);
  for (let byte = 0; byte < 4; byte++) {
    const value = (sum >>> (24 - 8 * byte)) & 0xff;
    const quarter = Math.floor(value / 4) + 0x30;
    const four = [quarter + (value % 4), quarter, quarter, quarter];
    while (four.some(isPunctuation))
      for (const first of [0, 2]) {
        const [one = 0, other = 0] = four.slice(first, first + 2);
        // One up and the other down: the sum stays.
        if (isPunctuation(one) || isPunctuation(other)) four.splice(first, 2, one + 1, other - 1);
      }
    for (const [place, code] of four.entries()) codes[4 * place + byte] = code;
  }
  const text = String.fromCharCode(...codes);
  // The value begins at the twelfth byte of its card, one behind a whole word.
  return text.slice(-1) + text.slice(0, -1);
}

function isPunctuation(code: number): boolean {
  return (code > 0x39 && code < 0x41) || (code > 0x5a && code < 0x61);
}
