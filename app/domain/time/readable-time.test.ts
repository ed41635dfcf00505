import { expect, test } from 'vitest';
import { readableTime } from './readable-time.ts';

test.each([
  ['2026-01-13T08:00:00Z', '2026-01-13 08:00:00 UTC'],
  ['2026-01-13T08:00:00.123Z', '2026-01-13 08:00:00 UTC'],
  ['2026-01-13T08:00Z', '2026-01-13 08:00 UTC'],
  ['2026-01-13T08:00:00', '2026-01-13T08:00:00'],
  ['2016.04.01_00:00:00_TAI', '2016.04.01_00:00:00_TAI'],
  ['on 2026-01-13T08:00:00Z', 'on 2026-01-13T08:00:00Z'],
])('%s is shown as %s', (text, shown) => expect(readableTime(text)).toBe(shown));
