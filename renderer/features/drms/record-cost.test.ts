import { describe, expect, test } from 'vitest';
import type { ExportPlan } from '../../../app/contract/drms.ts';
import { answerBytes, costInWords, durationInWords, exportInWords } from './record-cost.ts';

const narrow = '\u202f';

test('records and bytes', () => {
  expect(costInWords(713_003, answerBytes(713_003, ['time', 'real']))).toBe(`713,003 records, about 80${narrow}MB`);
  expect(costInWords(1, 98)).toBe(`1 record, about 98${narrow}B`);
  expect(costInWords(0, 0)).toBe('0 records. Nothing fits; widen the record set.');
});

describe('time', () => {
  const past = (bytes: number, tookMs: number) => ({ bytes, tookMs });

  test('goes by the middle of the last speeds', () => {
    const last = [past(100_000, 100), past(100_000, 1000), past(100_000, 900), past(10, 5000)];
    expect(durationInWords(5_000_000, last)).toBe(`about 45${narrow}s at the speed of your last queries`);
  });

  test('is not told where it is short or unknown', () => {
    expect(durationInWords(100_000, [past(100_000, 1000)])).toBeNull();
    expect(durationInWords(5e9, [past(300, 5000)])).toBeNull();
  });
});

describe('exports', () => {
  const plan: ExportPlan = { count: 100, withImage: null, bytesPerRecord: 1e6, requests: 1, sample: [] };

  test('tell size, parts and the hidden filter', () => {
    expect(exportInWords(plan)).toEqual([`about 100${narrow}MB if exported`]);
    expect(exportInWords({ ...plan, withImage: 98, requests: 3 })).toEqual([
      `about 98${narrow}MB if exported, in 3 exports because of the server's limits`,
      'an export leaves out 2 without an image: the server adds [? QUALITY >= 0 ?]',
    ]);
    expect(exportInWords({ ...plan, withImage: 100, bytesPerRecord: null })).toEqual([]);
  });
});
