import { expect, test } from 'vitest';
import { fitsBytes, fitsExpected, fitsFixture, judgedForm } from '../../testing/fits-fixtures.ts';
import { parseCard } from './card.ts';
import { openFits } from './fits-file.ts';
import { bytesSource } from './fits-source.ts';
import type { Header } from './header.ts';

async function header(): Promise<Header> {
  const [first] = (await fitsFixture('cards.fits')).hdus;
  if (first === undefined) throw new Error('no HDU');
  return first.header;
}

test.each(Object.entries(fitsExpected.cards))('card %s is as astropy reads it', async (name, { value, comment }) => {
  const card = (await header()).cards.find((one) => one.name === name);
  expect(judgedForm(card?.value)).toEqual(value);
  expect(card?.comment).toBe(comment);
});

test('comments, cards without value, values of no kind and duplicates', async () => {
  const { cards, duplicates } = await header();
  const lines = (name: string): unknown[] => cards.filter((card) => card.name === name).map(({ value }) => value);
  expect(lines('HISTORY')).toEqual(fitsExpected.history);
  expect(lines('COMMENT')).toContain('a comment of the file');
  expect(cards.find(({ name }) => name === 'NONE')).toMatchObject({
    kind: 'value',
    value: undefined,
    comment: 'no value',
  });
  expect(cards.find(({ name }) => name === 'ODD')).toMatchObject({ kind: 'invalid', value: '12abc' });
  expect(duplicates).toEqual(['TWICE']);
  expect((await header()).value('TWICE')).toBe(1);
  expect((await fitsFixture('cards.fits')).warnings).toEqual([expect.stringContaining('TWICE')]);
});

test('a text without its closing quote is kept as it is written', () => {
  expect(parseCard("NAME    = 'open".padEnd(80), 0)).toMatchObject({ kind: 'invalid', value: "'open" });
});

test('a header without END names its place', async () => {
  const bytes = fitsBytes('cards.fits').slice(0, 2000);
  await expect(openFits(bytesSource(bytes))).rejects.toThrow('HDU 0, byte 0: the header has no END');
});

test('a web page is no FITS file', async () => {
  await expect(openFits(bytesSource(new TextEncoder().encode('<html>')))).rejects.toThrow('does not begin with SIMPLE');
});

test('a cut file opens as far as it goes', async () => {
  const bytes = fitsBytes('table.fits').slice(0, -2800);
  const file = await openFits(bytesSource(bytes));
  expect(file.hdus.map(({ kind }) => kind)).toEqual(['image', 'table']);
  expect(file.warnings).toEqual([expect.stringContaining('HDU 1 are missing behind byte 8720')]);
});
