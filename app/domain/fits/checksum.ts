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
  const data = await sumOf(file, hdu.dataByte, paddedBytes(hdu.dataBytes));
  const datasum =
    wantedData === undefined || wantedData === '' ? 'absent' : Number(wantedData) === data ? 'right' : 'wrong';
  if (!hasChecksum || header.value('CHECKSUM') === '') return { checksum: 'absent', datasum };
  const whole = await sumOf(file, header.byte, header.bytes, data);
  // A right checksum makes the sum of the whole HDU one of the two zeros of ones' complement.
  return { checksum: whole === 0xffffffff || whole === 0 ? 'right' : 'wrong', datasum };
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
