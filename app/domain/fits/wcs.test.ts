import { expect, test } from 'vitest';
import { parseCard } from './card.ts';
import { cardLines, type WrittenCard } from './card-text.ts';
import { Header } from './header.ts';
import { linearWcs, worldAt } from './wcs.ts';

function headerOf(values: Record<string, WrittenCard['value']>): Header {
  const lines = Object.entries(values).flatMap(([name, value]) => cardLines({ name, value, comment: '' }));
  return new Header(
    lines.map((line, index) => parseCard(line, index * 80)),
    { hdu: 0, byte: 0, bytes: 2880 },
  );
}

const solar = {
  ...{ CTYPE1: 'HPLN-TAN', CTYPE2: 'HPLT-TAN', CUNIT1: 'arcsec', CUNIT2: 'arcsec' },
  ...{ CRPIX1: 2048.5, CRPIX2: 2048.5, CRVAL1: 0, CRVAL2: 0, CDELT1: 0.5, CDELT2: 0.5 },
};

test('a picture of the Sun has coordinates in arc seconds', () => {
  const wcs = linearWcs(headerOf(solar));
  expect(wcs).toMatchObject({ names: ['Solar X', 'Solar Y'], units: ['″', '″'] });
  expect(wcs && worldAt(wcs, 2148.5, 2048.5)).toEqual([50, 0]);
});

test('turned by CROTA2, as HMI pictures are', () => {
  const wcs = linearWcs(headerOf({ ...solar, CROTA2: 90 }));
  const [x = 0, y = 0] = wcs === null ? [] : worldAt(wcs, 2148.5, 2048.5);
  expect([Math.round(x), Math.round(y)]).toEqual([0, 50]);
});

test('a matrix counts before a rotation', () => {
  const wcs = linearWcs(headerOf({ ...solar, CROTA2: 90, PC1_1: 1, PC1_2: 0, PC2_1: 0, PC2_2: 1 }));
  expect(wcs && worldAt(wcs, 2148.5, 2048.5)).toEqual([50, 0]);
});

test.each(['CRLN-CEA', 'RA---TAN'])('%s is no straight line', (type) => {
  expect(linearWcs(headerOf({ ...solar, CTYPE1: type }))).toBeNull();
});

test('linear axes of any kind', () => {
  const wcs = linearWcs(headerOf({ ...solar, CTYPE1: 'WAVE', CTYPE2: 'TIME', CUNIT1: 'nm', CUNIT2: 's' }));
  expect(wcs).toMatchObject({ names: ['WAVE', 'TIME'], units: ['nm', 's'] });
});

test('a header without coordinates', () => {
  expect(linearWcs(headerOf({ CRPIX1: 1 }))).toBeNull();
});
