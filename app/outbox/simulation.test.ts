import { describe, expect, test } from 'vitest';
import { nightlyCount } from '../testing/nightly.ts';
import { simulate } from '../testing/outbox-simulator.ts';
import { uploadFaults } from '../testing/simulated-lab.ts';

const seeds = nightlyCount(200);
const items = 30;

describe(`rows 1, 2, 3 and 16: uploads to a server that fails, ${seeds} seeds × ${items} items each`, () => {
  test.each(uploadFaults)(
    '%s: nothing is lost, nothing is there twice',
    async (fault) => {
      let struck = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const end = await simulate({ fault, seed, items });
        expect(end, `${fault}, seed ${seed}`).toMatchObject({ lost: [], twice: [] });
        struck += end.struck;
      }
      expect(struck).toBeGreaterThan(seeds);
    },
    3_600_000,
  );
});

describe('row 37: what the simulation would notice', () => {
  test('a settle window that is shorter than the server works', async () => {
    const end = await simulate({ fault: 'time-out-late-commit', seed: 1, items, without: 'settle-window' });
    expect(end.twice.length).toBeGreaterThan(0);
  }, 600_000);

  test('a journal that is not on disk before the first byte goes out', async () => {
    const ends = await Promise.all(
      [1, 2, 3].map((seed) => simulate({ fault: 'power-loss', seed, items, without: 'sync' })),
    );
    expect(ends.flatMap(({ twice }) => twice).length).toBeGreaterThan(0);
  }, 600_000);
});
