import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrmsClient } from '../clients/drms/api.ts';
import { type DrmsLab, openDrmsLab } from '../testing/drms-lab.ts';
import { type ExportPlanWish, planExport } from './export-plan.ts';

let lab: DrmsLab;
let client: DrmsClient;
beforeAll(async () => {
  lab = await openDrmsLab();
  client = lab.client();
});
afterAll(() => lab.close());

function plan(wish: Partial<ExportPlanWish>): ReturnType<typeof planExport> {
  const signal = new AbortController().signal;
  return planExport(client, { recordSet: '', keys: [], sample: 0, ...wish }, signal);
}

test('counts the records, those with an image, and the exports', async () => {
  expect(await plan({ recordSet: 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}' })).toEqual({
    ...{ count: 4, withImage: 4, requests: 1, bytesPerRecord: null, sample: [] },
  });
  const day = await plan({ recordSet: 'hmi.V_45s[2016.04.01_TAI/1d]' });
  expect(day.count).toBe(1920);
  expect(day.withImage).toBeLessThan(1920);
  expect((await plan({ recordSet: 'hmi.V_45s[2016.04.01_TAI/10d]' })).requests).toBe(2);
});

test('leaves a record set alone that asks for quality itself, and a series without it', async () => {
  expect(await plan({ recordSet: 'hmi.V_45s[2016.04.01_TAI/1d][? QUALITY >= 0 ?]' })).toMatchObject({
    withImage: null,
  });
  expect(await plan({ recordSet: 'demo.log[:#1-#3]' })).toMatchObject({ count: 3, withImage: null });
});

test('tells size, number and keywords of the first records as the server prints them', async () => {
  const found = await plan({
    recordSet: 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}',
    keys: ['T_REC', 'CAMERA', 'NOSUCH'],
    sample: 2,
  });
  expect(found.sample).toEqual([
    {
      record: expect.stringMatching(/^hmi\.V_45s\[2016\.04\.01_00:00:00_TAI\]\[2\]/),
      recnum: expect.stringMatching(/^\d+$/),
      values: { T_REC: '2016.04.01_00:00:00_TAI', CAMERA: '2' },
    },
    expect.objectContaining({ values: { T_REC: '2016.04.01_06:00:00_TAI', CAMERA: '2' } }),
  ]);
  // 32 × 32 numbers of two bytes behind a header, each in whole blocks.
  expect(found.bytesPerRecord).toBeGreaterThan(2880);
  expect((found.bytesPerRecord ?? 0) % 2880).toBe(0);
});

test('sizes are those of the segments in braces', async () => {
  const bytes = async (braces: string): Promise<number> =>
    (await plan({ recordSet: `hmi.B_720s[2013.07.03_08:42_TAI]${braces}`, sample: 1 })).bytesPerRecord ?? 0;
  expect(await bytes('{field}')).toBeGreaterThan(0);
  expect(await bytes('{field,azimuth}')).toBeGreaterThan(await bytes('{field}'));
  expect(await bytes('')).toBeGreaterThan(await bytes('{field,azimuth}'));
});

test('of nothing has nothing', async () => {
  expect(await plan({ recordSet: 'hmi.V_45s[1996.04.01_TAI]', sample: 3 })).toEqual({
    ...{ count: 0, withImage: null, requests: 1, bytesPerRecord: null, sample: [] },
  });
});
