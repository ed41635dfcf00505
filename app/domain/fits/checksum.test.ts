import { expect, test } from 'vitest';
import { fitsBytes, fitsExpected, fitsFixture } from '../../testing/fits-fixtures.ts';
import { verifySums } from './checksum.ts';
import { openFits } from './fits-file.ts';
import { bytesSource } from './fits-source.ts';

const withSums = Object.keys(fitsExpected.files).filter((name) => name !== 'scaled-blank.fits');

test.each(withSums)('the sums of %s are right', async (name) => {
  const file = await fitsFixture(name);
  for (const hdu of file.hdus) expect(await verifySums(file, hdu)).toEqual({ checksum: 'right', datasum: 'right' });
});

test('one changed byte is found, in data and in a header', async () => {
  const bytes = fitsBytes('image-i16.fits');
  bytes[3000] = (bytes[3000] ?? 0) ^ 1;
  const data = await openFits(bytesSource(bytes));
  expect(await Promise.all(data.hdus.map((hdu) => verifySums(data, hdu)))).toEqual([
    { checksum: 'wrong', datasum: 'wrong' },
  ]);
  const other = fitsBytes('image-i16.fits');
  other[70] = 'x'.charCodeAt(0);
  const header = await openFits(bytesSource(other));
  expect(await Promise.all(header.hdus.map((hdu) => verifySums(header, hdu)))).toEqual([
    { checksum: 'wrong', datasum: 'right' },
  ]);
});

test('a file without sums says so', async () => {
  const file = await fitsFixture('cards.fits');
  const [hdu] = file.hdus;
  expect(hdu && (await verifySums(file, hdu))).toEqual({ checksum: 'absent', datasum: 'absent' });
});
