import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FitsParams, fitsTitle } from './fits-address.ts';
import { panelAddress, parsePanelAddress } from './panel-address.ts';

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const params: fc.Arbitrary<FitsParams> = fc.record({
  origin: fc.oneof(
    fc.record({ kind: fc.constant('file' as const), path: text }),
    fc.record({ kind: fc.constant('segment' as const), serverId: text, record: text, segment: text, path: text }),
  ),
  list: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('export' as const), id: fc.uuid() }),
    fc.record({ kind: fc.constant('data-set' as const), permId: text, path: text }),
    fc.record({ kind: fc.constant('table' as const), tableId: fc.uuid(), column: fc.nat(), row: fc.nat() }),
  ),
});

test('the address of a FITS panel is read back as the same panel', () => {
  fc.assert(
    fc.property(params, (one) => {
      expect(parsePanelAddress(panelAddress({ kind: 'fits', params: one }))).toEqual({ kind: 'fits', params: one });
    }),
  );
});

test('a file of a dataset is called as the server calls it', () => {
  const origin = { kind: 'file' as const, path: '/cache/ab12/2023-1/original/sky_ 1.fits' };
  const list = { kind: 'data-set' as const, permId: '2023-1', path: 'original/sky: 1.fits' };
  expect(fitsTitle({ origin, list })).toBe('sky: 1.fits');
  expect(fitsTitle({ origin, list: null })).toBe('sky_ 1.fits');
});

test.each(['/fits/file/a/data-set', '/fits/file/a/data-set/x'])('%s opens the file alone', (address) => {
  expect(parsePanelAddress(address)).toMatchObject({ kind: 'fits', params: { list: null } });
});

test.each(['/fits', '/fits/file', '/fits/segment/jsoc/r/s', '/fits/other/x'])('%s is none', (address) => {
  expect(parsePanelAddress(address)).toBeUndefined();
});
