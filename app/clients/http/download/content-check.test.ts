import { describe, expect, it } from 'vitest';
import { wrongBeginning, wrongSize } from './content-check.ts';
import { wrongFitsStructure } from './fits-structure.ts';

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

describe('the beginning of a file', () => {
  it.each([
    ['a.fits', 'SIMPLE  =                    T', 'application/fits', undefined],
    ['a.fits', '<!DOCTYPE html><html>', undefined, 'web page'],
    ['a.jpg', '\n  <HTML><head>', undefined, 'web page'],
    ['a.dat', '\u00ef\u00bb\u00bf<html>', undefined, 'web page'],
    ['a.dat', '<error>', 'text/html; charset=utf-8', 'web page'],
    ['a.html', '<html>', 'text/html', undefined],
    ['a.txt', 'login', 'text/html', undefined],
    ['a.FIT', 'not a header', undefined, 'no FITS'],
    ['a.fits', '', undefined, 'no FITS'],
    ['a.dat', '<1 2 3', undefined, undefined],
  ])('%s: %j (%s)', (name, beginning, type, wrong) => {
    const found = wrongBeginning(name, bytes(beginning), type);
    if (wrong === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(wrong);
  });

  it('judges sizes', () => {
    expect(wrongSize('a.dat', 0)).toMatch(/empty/);
    expect(wrongSize('a.dat', 7)).toBeUndefined();
    expect(wrongSize('a.fits', 2881)).toMatch(/multiple of 2880/);
    expect(wrongSize('a.fits.gz', 2881)).toBeUndefined();
  });
});

describe('the structure of a FITS file', () => {
  const header = (...cards: string[]): string =>
    [...cards, 'END']
      .map((card) => card.padEnd(80))
      .join('')
      .padEnd(2880);
  const check = (text: string): Promise<string | undefined> =>
    wrongFitsStructure(text.length, async (at, length) => bytes(text.slice(at, at + length)));
  const primary = header(
    'SIMPLE  =                    T',
    'BITPIX  =                    8',
    'NAXIS   =                    0',
  );
  const image = header(
    "XTENSION= 'IMAGE   '",
    'BITPIX  =                  -32 / real',
    'NAXIS   =                    2',
    'NAXIS1  =                   30',
    'NAXIS2  =                   40',
    'PCOUNT  =                    0',
    'GCOUNT  =                    1',
  );
  const data = ' '.repeat(2 * 2880);

  it('is whole when it ends where its headers say', async () => {
    expect(await check(primary)).toBeUndefined();
    expect(await check(primary + image + data)).toBeUndefined();
    expect(await check(primary + image + data + 'special records'.padEnd(2880))).toBeUndefined();
  });

  it('is cut off when something is missing, also a whole number of blocks', async () => {
    expect(await check(primary + image + data.slice(2880))).toMatch(/cut off/);
    expect(await check(primary + image)).toMatch(/cut off/);
    expect(await check(primary + image.slice(0, 200))).toMatch(/cut off/);
    expect(await check(primary.replace('END', '   '))).toMatch(/no end/);
  });
});
