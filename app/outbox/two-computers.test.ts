import { expect, test } from 'vitest';
import { nightlyCount } from '../testing/nightly.ts';
import { crawlTwice, type SecondCrawl } from '../testing/two-computers.ts';

const seeds = nightlyCount(100);
const files = 30;

async function ends(second: SecondCrawl): Promise<{ twins: number }> {
  let twins = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const end = await crawlTwice(second, seed, files);
    expect(end, `${second}, seed ${seed}`).toMatchObject({ lost: [], untold: [] });
    twins += end.twins.length;
  }
  return { twins };
}

test(`row 9, ${seeds} seeds: another computer finds what the first one has sent`, async () => {
  expect(await ends('later')).toEqual({ twins: 0 });
}, 600_000);

test(`row 9, ${seeds} seeds: two computers at once leave no file out, and what both sent is shown as a duplicate`, async () => {
  expect((await ends('at-once')).twins).toBeGreaterThan(0);
}, 600_000);

test(`row 9, ${seeds} seeds: an emptied profile finds what it has sent; what arrives late is shown as a duplicate`, async () => {
  await ends('emptied');
}, 600_000);
