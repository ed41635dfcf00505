import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toServerTimestamp, toUtcIso } from './timestamps.ts';

test.each([
  ['2027-03-05T13:20:00Z', '2027-03-05T13:20:00+00:00'],
  ['2027-03-05T13:20:00.250Z', '2027-03-05T13:20:00.250+00:00'],
  ['2027-03-05 13:20:00Z', '2027-03-05T13:20:00+00:00'],
  ['2027-03-05T14:20:00+01:00', '2027-03-05T13:20:00+00:00'],
  ['2027-03-05T14:20+0100', '2027-03-05T13:20:00+00:00'],
  ['2027-03-05t13:20:00z', '2027-03-05T13:20:00+00:00'],
  [' 2027-03-05T13:20:00.123999Z ', '2027-03-05T13:20:00.123+00:00'],
  ['2028-02-29T23:30:00-01:00', '2028-03-01T00:30:00+00:00'],
])('%j is sent as %s', (timestamp, sent) => {
  expect(toServerTimestamp(timestamp)).toBe(sent);
});

test.each([
  '2027-03-05 13:20:00',
  '2027-03-05T13:20:00',
  '2027-03-05',
  '2027-03-05T13Z',
  '2027-02-30T00:00:00Z',
  '2027-02-29T00:00:00Z',
  '2027-04-31T12:00:00+02:00',
  '2027-13-05T13:20:00Z',
  '2027-00-05T13:20:00Z',
  '2027-03-05T13:20:60Z',
  '2027-03-05T13:20:00+25:00',
  '5.3.2027 13:20 Z',
  'now',
  '',
])('%j is no time with a zone', (timestamp) => {
  expect(() => toUtcIso(timestamp)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

describe('a Date', () => {
  it('is sent to the millisecond, whatever the zone of this computer', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        expect(Date.parse(toServerTimestamp(date))).toBe(date.getTime());
        expect(toServerTimestamp(toServerTimestamp(date))).toBe(toServerTimestamp(date));
      }),
    );
  });

  it('that is none is refused', () => {
    expect(() => toServerTimestamp(new Date(Number.NaN))).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
