import { expect, test } from 'vitest';
import { fitsBytes, fitsFixture, gunzip } from '../../testing/fits-fixtures.ts';
import { cardLines, type WrittenCard } from './card-text.ts';
import { verifySums } from './checksum.ts';
import { type FitsFile, openFits } from './fits-file.ts';
import { bytesSource } from './fits-source.ts';
import { readPlane } from './image.ts';
import { headerWithCards, keywordHdu } from './write-header.ts';

const cards: WrittenCard[] = [
  { name: 'T_REC', value: '2016.04.01_00:00:00_TAI', comment: 'Slot time' },
  { name: 'QUALITY', value: -2147483648, comment: '' },
  { name: 'DATAMEAN', value: 12, comment: 'a mean', isReal: true },
  { name: 'TICKS', value: 2n ** 62n, comment: '' },
  { name: 'GONE', value: undefined, comment: 'missing' },
  { name: 'GOOD', value: true, comment: '' },
  { name: 'LONGTEXT', value: "it's long & ".repeat(20).trimEnd(), comment: 'goes on' },
  { name: 'HISTORY', value: 'first line\nsecond line', comment: '' },
  // Would tear the file apart.
  { name: 'BITPIX', value: 99, comment: '' },
];

async function rewritten(name: string, more: readonly WrittenCard[] = cards): Promise<FitsFile> {
  const file = await fitsFixture(name);
  const hdu = keywordHdu(file);
  if (hdu === undefined) throw new Error('no HDU');
  const { byte, oldBytes, bytes } = await headerWithCards(file, hdu, more);
  const old = fitsBytes(name);
  const whole = new Uint8Array([...old.subarray(0, byte), ...bytes, ...old.subarray(byte + oldBytes)]);
  return openFits(bytesSource(whole));
}

test.each(['image-i16.fits', 'tiles-rice1-i16.fits', 'table.fits'])(
  '%s gets its cards and right sums',
  async (name) => {
    const file = await rewritten(name);
    const hdu = keywordHdu(file);
    if (hdu === undefined) throw new Error('no HDU');
    const { header } = hdu;
    expect(cards.slice(0, 7).map((card) => header.value(card.name))).toEqual(
      cards.slice(0, 7).map(({ value }) => value),
    );
    expect(header.cards.find((card) => card.name === 'LONGTEXT')?.comment).toBe('goes on');
    expect(header.cards.filter((card) => card.name === 'HISTORY').map(({ value }) => value)).toEqual([
      'first line',
      'second line',
    ]);
    expect(header.duplicates).toEqual([]);
    expect(header.value('BITPIX')).not.toBe(99);
    for (const one of file.hdus) expect(await verifySums(file, one)).toEqual({ checksum: 'right', datasum: 'right' });
  },
);

test('pixels stay as they were', async () => {
  const [before, after] = [await fitsFixture('tiles-rice1-i16.fits'), await rewritten('tiles-rice1-i16.fits')];
  const [old, fresh] = [before.hdus[1], after.hdus[1]];
  if (old === undefined || fresh === undefined) throw new Error('no picture');
  const values = (await readPlane(after, fresh, 0, gunzip)).values;
  expect(values).toEqual((await readPlane(before, old, 0, gunzip)).values);
});

test('a card takes the place of one of the same name, with its continuation', async () => {
  const file = await rewritten('cards.fits', [{ name: 'LONGTEXT', value: 'short', comment: '' }]);
  const header = file.hdus[0]?.header;
  expect(header?.value('LONGTEXT')).toBe('short');
  expect(header?.cards.filter(({ name }) => name === 'LONGTEXT' || name === 'CONTINUE')).toHaveLength(1);
});

test('lines are whole cards', () => {
  for (const card of cards) for (const line of cardLines(card)) expect(line).toHaveLength(80);
});
