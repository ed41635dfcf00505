import { expect, test } from 'vitest';
import { localTimeText, parseLocalTime } from './local-time.ts';

test('a time is shown in the zone of this computer and read back', () => {
  expect(localTimeText('2026-11-21T13:02:05Z')).toBe('2026-11-21 14:02:05');
  expect(parseLocalTime('2026-11-21 14:02:05')).toBe('2026-11-21T13:02:05.000Z');
  expect(parseLocalTime(' 2026-7-1 14:02 ')).toBe('2026-07-01T12:02:00.000Z');
});

test('what is no time is refused', () => {
  for (const text of ['', 'tomorrow', '2026-02-31 10:00', '2026-01-01 25:00', '2026-13-01 10:00', '21.11.2026 10:00']) {
    expect(parseLocalTime(text)).toBeNull();
  }
});
