import { describe, expect, test } from 'vitest';
import { nightlyCount } from '../testing/nightly.ts';
import { type Interruption, simulate } from '../testing/outbox-simulator.ts';

const items = 30;
const points = 50;

/** Each request is a point; of the first ones, some that are spread over them every day. */
function chosenPoints(): number[] {
  const count = Math.max(4, nightlyCount(points));
  return Array.from({ length: count }, (_, index) => 1 + Math.floor((index * points) / count));
}

const interruptions: readonly Interruption[] = ['sleep', 'unannounced-sleep', 'network-change', 'down-for-days'];

describe(`row 5: ${interruptions.join(', ')} at ${points} points of ${items} uploads`, () => {
  test.each(interruptions)(
    '%s: goes on by itself, each once, with one more sign-in at most',
    async (kind) => {
      for (const atRequest of chosenPoints()) {
        const end = await simulate({
          ...{ seed: atRequest, items, interruption: { kind, atRequest } },
          fault: 'none',
        });
        expect(end, `${kind} at request ${atRequest}`).toMatchObject({ lost: [], twice: [], struck: 1 });
        expect(end.signIns, `${kind} at request ${atRequest}`).toBeLessThanOrEqual(2);
      }
    },
    600_000,
  );
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 10, 21, 13, 2);

const clocks: Record<string, (round: number) => number> = {
  'an hour ahead and back': (round) => (round % 2 === 0 ? hourMs : -hourMs),
  'a day ahead and back': (round) => (round % 2 === 0 ? dayMs : -dayMs),
  'to 1970 and back': (round) => (round % 2 === 0 ? -nowMs : nowMs),
  'to 2038 and back': (round) => (round % 2 === 0 ? 1 : -1) * (Date.UTC(2038, 0, 19, 3, 14, 8) - nowMs),
  'to summer time and back': (round) => (round % 3 === 0 ? hourMs : round % 3 === 1 ? -hourMs : 0),
};

describe('row 19: the clock of this computer is set', () => {
  test.each(Object.entries(clocks))(
    '%s: waits stay sane, each is sent once',
    async (_name, clockJumps) => {
      for (let seed = 1; seed <= nightlyCount(40); seed++)
        for (const fault of ['time-out-late-commit', 'reset-after-commit', 'power-loss'] as const) {
          const end = await simulate({ fault, seed, items, clockJumps });
          expect(end, `${fault}, seed ${seed}`).toMatchObject({ lost: [], twice: [] });
          // An item that is sent three times in vain has waited for three windows.
          expect(end.hours, `${fault}, seed ${seed}`).toBeLessThan(24);
        }
    },
    600_000,
  );
});
