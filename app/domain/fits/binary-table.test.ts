import { expect, test } from 'vitest';
import { fitsBytes, fitsExpected, fitsFixture, judgedForm } from '../../testing/fits-fixtures.ts';
import { readAsciiRows } from './ascii-table.ts';
import { readBinaryRows, type TableRows } from './binary-table.ts';
import { openFits } from './fits-file.ts';
import { bytesSource } from './fits-source.ts';
import { headerWithCards } from './write-header.ts';

async function rowsOf(name: string, from = 0, count = 100): Promise<TableRows> {
  const file = await fitsFixture(name);
  const [, hdu] = file.hdus;
  if (hdu === undefined) throw new Error(`${name} has no table.`);
  return hdu.kind === 'table' ? readBinaryRows(file, hdu, from, count) : readAsciiRows(file, hdu, from, count);
}

const cases = ['table.fits', 'text-table.fits'].flatMap((name) =>
  Object.entries(fitsExpected.files[name]?.[1]?.columns ?? {}).map(([column, values]) => ({ name, column, values })),
);

test.each(cases)('$name: the cells of $column are those of astropy', async ({ name, column, values }) => {
  const { columns, cells } = await rowsOf(name);
  const found = cells[columns.findIndex((one) => one.name === column)];
  expect(judgedForm(found)).toEqual(values);
});

test('units and forms are told', async () => {
  const { columns } = await rowsOf('table.fits');
  expect(columns.find(({ name }) => name === 'FLOAT')).toEqual({ name: 'FLOAT', unit: 'W/m^2', form: 'E' });
});

test('compressed rows are refused in words', async () => {
  const file = await fitsFixture('table.fits');
  const [, hdu] = file.hdus;
  if (hdu === undefined) throw new Error('no table');
  const { byte, oldBytes, bytes } = await headerWithCards(file, hdu, [{ name: 'ZTABLE', value: true, comment: '' }]);
  const old = fitsBytes('table.fits');
  const marked = await openFits(
    bytesSource(new Uint8Array([...old.subarray(0, byte), ...bytes, ...old.subarray(byte + oldBytes)])),
  );
  const [, compressed] = marked.hdus;
  if (compressed === undefined) throw new Error('no table');
  await expect(readBinaryRows(marked, compressed, 0, 1)).rejects.toThrow('compressed, which cannot be read');
});

test('some rows of the middle', async () => {
  const { columns, cells } = await rowsOf('table.fits', 3, 10);
  const list = (name: string): unknown => cells[columns.findIndex((one) => one.name === name)];
  expect(list('TEXT')).toEqual(['three', 'x']);
  expect(list('LIST')).toEqual([
    [0, 10, 20],
    [0, 10, 20, 30],
  ]);
});
