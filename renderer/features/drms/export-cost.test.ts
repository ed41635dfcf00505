import { expect, test } from 'vitest';
import { costInWords, exportCost, pixelRatio } from './export-cost.ts';

const plan = { count: 4, withImage: null, requests: 1, bytesPerRecord: 5760, sample: [] };

test('sums what is known', () => {
  const cost = exportCost([{ plan, segments: 1, usualBytes: null }], 1);
  expect(costInWords(cost, 1)).toBe('4 records × 1 segment. 4 files, about 23\u202fkB, 1 request.');
});

test('says what is left out, what is not known and what is not counted', () => {
  const cost = exportCost(
    [
      { plan: { ...plan, withImage: 3, requests: 2 }, segments: 2, usualBytes: null },
      { plan: { ...plan, bytesPerRecord: null }, segments: 1, usualBytes: null },
      { plan: undefined, segments: 1, usualBytes: null },
    ],
    1,
  );
  expect(cost).toEqual({ records: 8, withoutImage: 1, files: 10, bytes: null, requests: 3, uncounted: 1 });
  expect(costInWords(cost, null)).toBe(
    '8 records. 1 record without an image is left out. 10 files, 3 requests. 1 record set not counted yet.',
  );
});

test('a cut-out is as much smaller as its box', () => {
  const frame = { width: 4096, height: 4096, arcsecPerPixel: null, solarRadiusArcsec: null };
  expect(pixelRatio({ width: 1024, height: 512 }, frame)).toBe(1 / 32);
  expect(pixelRatio(null, frame)).toBe(1);
});
