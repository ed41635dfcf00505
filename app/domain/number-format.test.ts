import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatInteger,
  formatPower,
  formatUncertain,
  formatWhen,
} from './number-format.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('numbers as they are shown', () => {
  test.each([
    [0.48213, 0.0031, '0.482(3)'],
    [0.48213, 0.0012, '0.4821(12)'],
    [7.334e-7, 2.4e-9, '7.33(2) × 10⁻⁷'],
    [-1.5, 0.2, '−1.5(2)'],
    [0.5, 0, '0.5000'],
    [5.1e-9, 3e-9, '5(3) × 10⁻⁹'],
  ])('%s ± %s → %s', (value, stderr, text) => {
    expect(plain(formatUncertain(value, stderr))).toBe(text);
  });

  test.each([
    [6.6e-6, 3, '6.60 × 10⁻⁶'],
    [0.0123, 3, '0.0123'],
    [12345, 3, '12 345'],
    [9.999e-4, 2, '0.0010'],
    [0, 3, '0'],
  ])('%s with %s digits → %s', (value, digits, text) => {
    expect(plain(formatPower(value, digits))).toBe(text);
  });

  test('counts, sizes and durations', () => {
    expect(plain(formatInteger(712418))).toBe('712 418');
    expect(plain(formatInteger(-1234))).toBe('−1234');
    expect([999, 12_345, 4_100_000].map((bytes) => plain(formatBytes(bytes)))).toEqual(['999 B', '12 kB', '4.1 MB']);
    expect([1000, 41_000, 600_000, 7_800_000].map((ms) => plain(formatDuration(ms)))).toEqual([
      'a few seconds',
      '41 s',
      '10 min',
      '2 h 10 min',
    ]);
  });

  test('times are shown as far as they are reliable', () => {
    expect(formatWhen('2026-03-05T13:20:00Z', 0)).toMatchObject({
      date: '5 Mar 2026',
      time: '14:20',
      inaccuracy: null,
    });
    expect(formatWhen('2026-03-05T13:20:00Z', 3)).toMatchObject({
      date: '5 Mar 2026',
      time: null,
      inaccuracy: '± 1 day',
    });
    expect(formatWhen('2026-03-05T13:20:00Z', 4).date).toBe('Mar 2026');
    expect(formatWhen('2026-03-05T13:20:00Z', 6)).toMatchObject({ date: '2026', inaccuracy: 'year not sure' });
  });
});
