import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drmsSeconds } from '../../domain/time/instant.ts';
import { parseTime } from '../../domain/time/parse-time.ts';
import { missingTime } from './cell-builders.ts';
import { readTimeBytes } from './time-bytes.ts';

function fromBytes(text: string): number {
  const bytes = Buffer.from(`##${text}##`, 'latin1');
  return readTimeBytes(bytes, 2, bytes.length - 2);
}

function fromText(text: string): number {
  const read = parseTime(text);
  if (read.kind === 'missing') return missingTime;
  return read.kind === 'time' ? drmsSeconds(read.instant) : Number.NaN;
}

const two = (most: number): fc.Arbitrary<string> => fc.nat(most).map((number) => String(number).padStart(2, '0'));
const year = fc
  .oneof(fc.integer({ min: 1957, max: 2060 }), fc.nat(9999))
  .map((number) => String(number).padStart(4, '0'));
const zone = fc.constantFrom(
  '_TAI',
  'Z',
  '_UTC',
  '_UT',
  '_TT',
  '_TDT',
  '_GPS',
  'UTC',
  '',
  '_EST',
  '+0100',
  '_-0730',
  '_A',
  '_tai',
  '_xyz',
);
const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{0,12}$/));
/** Days and hours that do not exist among them. */
const time = fc
  .tuple(
    year,
    fc.constantFrom('.', '-'),
    two(13),
    two(32),
    fc.constantFrom('_', 'T', ' '),
    two(25),
    two(61),
    two(61),
    fraction,
    zone,
  )
  .map(
    ([y, sign, month, day, between, h, m, s, parts, where]) =>
      `${y}${sign}${month}${sign}${day}${between}${h}:${m}:${s}${parts}${where}`,
  );

describe('times from bytes', () => {
  it('equal those of the time reader, in all zones, bit for bit', () => {
    fc.assert(
      fc.property(time, (text) => {
        expect(fromBytes(text)).toBe(fromText(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it('also for changed and cut texts', () => {
    fc.assert(
      fc.property(
        time,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom('', '0', '9', ':', '.', '_', 'Z', 'x'),
        (text, place, cut, added) => {
          const at = place % text.length;
          const changed = text.slice(0, at) + added + text.slice(at + cut);
          expect(fromBytes(changed)).toBe(fromText(changed));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['1977.01.01_00:00:00_TAI', 0],
    ['1993.01.01_00:00:00_TAI', 504921600],
    ['2016-03-31T23:59:24Z', 1238544000],
    ['2012-06-30T23:59:60Z', 1120176034],
    ['2016-12-31T23:59:60Z', 1262304036],
    ['2017-01-01T00:00:00Z', 1262304037],
    ['2016.04.01_00:00:00.50_TAI', 1238544000.5],
    ['-4712.01.01_11:59:28_TAI', missingTime],
    ['-4712.01.01_11:59_TAI', missingTime],
    ['JD_0', missingTime],
    ['2016.02.30_00:00:00_TAI', Number.NaN],
    ['', missingTime],
  ])('%s is %d', (text, seconds) => {
    expect(fromBytes(text)).toBe(seconds);
  });
});
