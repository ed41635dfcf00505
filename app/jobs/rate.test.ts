import { describe, expect, test } from 'vitest';
import { RateMeter } from './rate.ts';

describe('the rate meter', () => {
  test('says nothing before a second has passed', () => {
    const meter = new RateMeter();
    meter.add(0, 0);
    meter.add(999, 50);
    expect(meter.perSecond()).toBeNull();
    expect(meter.remainingMs(100)).toBeNull();
  });

  test('follows the last seconds, not the whole run', () => {
    const meter = new RateMeter(10_000);
    for (let second = 0; second <= 60; second++)
      meter.add(second * 1000, Math.min(second, 30) + Math.max(0, second - 30) * 5);
    expect(meter.perSecond()).toBeCloseTo(5, 5);
    expect(meter.remainingMs(190)).toBeCloseTo(2000, 5);
    expect(meter.remainingMs(100)).toBe(0);
    expect(meter.remainingMs(null)).toBeNull();
  });

  test('stays right, and small, when progress comes a thousand times a second', () => {
    const meter = new RateMeter();
    for (let ms = 0; ms <= 5000; ms++) meter.add(ms, ms * 2);
    expect(meter.perSecond()).toBeCloseTo(2000, 5);
    expect(JSON.stringify(meter).length).toBeLessThan(3000);
  });

  test('a new phase begins anew', () => {
    const meter = new RateMeter();
    meter.add(0, 0);
    meter.add(5000, 500);
    meter.add(6000, 0);
    expect(meter.perSecond()).toBeNull();
    meter.add(8000, 4);
    expect(meter.perSecond()).toBe(2);
  });
});
