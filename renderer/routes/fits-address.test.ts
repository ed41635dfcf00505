import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FitsParams } from './fits-address.ts';
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

test.each(['/fits', '/fits/file', '/fits/segment/jsoc/r/s', '/fits/other/x'])('%s is none', (address) => {
  expect(parsePanelAddress(address)).toBeUndefined();
});
