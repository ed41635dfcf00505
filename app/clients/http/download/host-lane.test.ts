import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../testing/fake-clock.ts';
import { backoffMs, HostLane } from './host-lane.ts';

const calm = new AbortController().signal;

describe('the lane of a host', () => {
  it('lets no more in than it has places, in the order in which they came', async () => {
    const lane = new HostLane({ clock: new FakeClock(), connections: () => 2, random: () => 0 });
    const order: number[] = [];
    const places = [await lane.enter(calm), await lane.enter(calm)];
    const third = lane.enter(calm).finally(() => order.push(3));
    const stop = new AbortController();
    const fourth = lane.enter(stop.signal);
    const fifth = lane.enter(calm).finally(() => order.push(5));
    stop.abort(new Error('enough'));
    await expect(fourth).rejects.toThrow('enough');
    expect(order).toEqual([]);
    places[0]?.leave();
    // Leaving twice frees one place only.
    places[0]?.leave();
    await third;
    expect(order).toEqual([3]);
    places[1]?.leave();
    await fifth;
    expect(order).toEqual([3, 5]);
  });

  it('lets the next file come while one is written, but leaves no slow disk behind', async () => {
    const lane = new HostLane({ clock: new FakeClock(), connections: () => 1, random: () => 0 });
    const [first, second] = [await lane.enter(calm), lane.enter(calm)];
    first.received();
    (await second).received();
    let isIn = false;
    const third = lane.enter(calm).then((place) => {
      isIn = true;
      return place;
    });
    await Promise.resolve();
    expect([isIn, lane.inUse]).toEqual([false, 0]);
    first.leave();
    first.leave();
    (await third).leave();
    (await second).leave();
    expect(lane.inUse).toBe(0);
  });

  it('waits longer with each failure, at most ten minutes, and stays away after eight', () => {
    expect([1, 2, 3, 11, 50].map((n) => backoffMs(n, 0.999999))).toEqual([
      ...[expect.closeTo(1000, -1), expect.closeTo(2000, -1), expect.closeTo(4000, -1)],
      ...[expect.closeTo(600_000, -2), expect.closeTo(600_000, -2)],
    ]);
    const clock = new FakeClock();
    const lane = new HostLane({ clock, connections: () => 1, random: () => 0.5 });
    const away = Array.from({ length: 8 }, () => lane.failed(undefined));
    expect(away.slice(0, 7)).toEqual(Array(7).fill(undefined));
    expect(away[7]).toBeGreaterThanOrEqual(300_000);
    expect(lane.waitMs()).toBe(16_000);
  });

  it('counts anew after a delivery', () => {
    const lane = new HostLane({ clock: new FakeClock(), connections: () => 1, random: () => 0.5 });
    for (let round = 0; round < 20; round++) {
      expect(lane.failed(undefined)).toBeUndefined();
      lane.delivered();
    }
    expect(lane.waitMs()).toBe(0);
  });

  it.each([
    [5000, 5000, undefined],
    [1_800_000, 1_800_000, 1_800_000],
    [10 * 3_600_000, 3_600_000, 3_600_000],
  ])('obeys a host that asks for %i ms, up to an hour', (askedMs, waitMs, awayMs) => {
    const lane = new HostLane({ clock: new FakeClock(), connections: () => 1, random: () => 0.5 });
    expect(lane.failed(askedMs)).toBe(awayMs);
    expect(lane.waitMs()).toBe(waitMs);
  });
});
