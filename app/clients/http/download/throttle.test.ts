import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../testing/fake-clock.ts';
import { Throttle } from './throttle.ts';

const calm = new AbortController().signal;

describe('a limit of speed', () => {
  it('lets a second of bytes through in a second, whatever the pieces', async () => {
    const clock = new FakeClock();
    const throttle = new Throttle(clock, () => 100_000);
    let passed = 0;
    const work = (async () => {
      for (const piece of [1000, 50_000, 60_000, 16_384, 72_616]) {
        await throttle.spend(piece, calm);
        passed += piece;
      }
    })();
    await clock.advance(1000);
    expect(passed).toBeLessThanOrEqual(125_000);
    await clock.advance(1000);
    await work;
    expect(passed).toBe(200_000);
  });

  it('does not slow down without a limit, and obeys a new one at once', async () => {
    const clock = new FakeClock();
    let rate: number | null = null;
    const throttle = new Throttle(clock, () => rate);
    await throttle.spend(1e9, calm);
    rate = 10_000;
    let isThrough = false;
    const work = throttle.spend(20_000, calm).then(() => {
      isThrough = true;
    });
    await clock.advance(1000);
    expect(isThrough).toBe(false);
    await clock.advance(1000);
    await work;
  });

  it('ends its wait when the download is stopped', async () => {
    const throttle = new Throttle(new FakeClock(), () => 1000);
    const stop = new AbortController();
    const waiting = throttle.spend(1e6, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
