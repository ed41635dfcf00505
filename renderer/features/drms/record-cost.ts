import { formatBytes } from '../../../app/domain/number-format.ts';

/** Bytes per record and column of an answer, as measured on servers' answers. */
const bytesPerCell = 16;
const bytesPerRecord = 70;

/** What a query will cost, in words. */
export function costInWords(count: number, columns: number): string {
  const records = `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`;
  if (count === 0) return `${records}. Nothing fits; widen the record set.`;
  return `${records}, about ${formatBytes(count * (bytesPerRecord + columns * bytesPerCell))}`;
}
