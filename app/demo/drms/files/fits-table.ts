import { scramble } from '../series/chance.ts';
import { type Card, dataBlocks } from './fits-cards.ts';
import { checkedUnit } from './fits-checksum.ts';
import { emptyPrimary } from './fits-image.ts';

interface Column {
  name: string;
  form: string;
  bytes: number;
  unit?: string;
  /** Integer that stands for a missing value. */
  missing?: number;
  write(row: Buffer, at: number, index: number, seed: number): void;
}

const columns: readonly Column[] = [
  { name: 'ID', form: '1J', bytes: 4, write: (row, at, index) => row.writeInt32BE(index + 1, at) },
  {
    name: 'TIME',
    form: '1D',
    bytes: 8,
    unit: 's',
    write: (row, at, index, seed) => row.writeDoubleBE(1.2e9 + seed * 1000 + index * 12.5, at),
  },
  {
    ...{ name: 'FLUX', form: '1E', bytes: 4, unit: 'W/m^2' },
    write: (row, at, index, seed) =>
      row.writeFloatBE(index % 7 === 3 ? Number.NaN : (scramble(index, seed) % 1000) * 1e-8, at),
  },
  {
    ...{ name: 'COUNTS', form: '1I', bytes: 2, missing: -32768 },
    write: (row, at, index, seed) =>
      row.writeInt16BE(index % 11 === 5 ? -32768 : scramble(index, seed + 1) % 30_000, at),
  },
  {
    name: 'TICKS',
    form: '1K',
    bytes: 8,
    write: (row, at, index) => row.writeBigInt64BE(2n ** 60n + BigInt(index), at),
  },
  {
    name: 'GOOD',
    form: '1L',
    bytes: 1,
    write: (row, at, index) => row.write(index % 3 === 0 ? 'F' : 'T', at, 'latin1'),
  },
  {
    name: 'BANDS',
    form: '3E',
    bytes: 12,
    unit: 'nm',
    write: (row, at, index) => {
      for (const band of [0, 1, 2]) row.writeFloatBE(index + band / 4, at + 4 * band);
    },
  },
  {
    name: 'PLACE',
    form: '8A',
    bytes: 8,
    write: (row, at, index) => row.write(`N${10 + (index % 80)}W${10 + (index % 70)}`.padEnd(8), at, 'latin1'),
  },
];

const rowBytes = columns.reduce((sum, { bytes }) => sum + bytes, 0);

/** A FITS file with a table of events. */
export function tableFile(seed: number, cards: readonly Card[]): Uint8Array {
  const rows = 20 + (seed % 30);
  const data = Buffer.alloc(rows * rowBytes);
  for (let index = 0; index < rows; index += 1) {
    let at = index * rowBytes;
    for (const column of columns) {
      column.write(data, at, index, seed);
      at += column.bytes;
    }
  }
  const header: Card[] = [
    { name: 'XTENSION', value: 'BINTABLE' },
    { name: 'BITPIX', value: 8 },
    { name: 'NAXIS', value: 2 },
    { name: 'NAXIS1', value: rowBytes },
    { name: 'NAXIS2', value: rows },
    { name: 'PCOUNT', value: 0 },
    { name: 'GCOUNT', value: 1 },
    { name: 'TFIELDS', value: columns.length },
    ...columns.flatMap(columnCards),
    { name: 'EXTNAME', value: 'EVENTS' },
    ...cards,
  ];
  return Buffer.concat([checkedUnit(emptyPrimary, new Uint8Array()), checkedUnit(header, dataBlocks(data))]);
}

function columnCards({ name, form, unit, missing }: Column, index: number): Card[] {
  return [
    { name: `TTYPE${index + 1}`, value: name },
    { name: `TFORM${index + 1}`, value: form },
    ...(unit === undefined ? [] : [{ name: `TUNIT${index + 1}`, value: unit }]),
    ...(missing === undefined ? [] : [{ name: `TNULL${index + 1}`, value: missing }]),
  ];
}
