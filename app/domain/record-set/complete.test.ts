import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompletionContext, completionsAt } from './complete.ts';
import { allSeries, structureOf } from './fixtures/series.ts';

const context: CompletionContext = {
  series: allSeries.map(({ name }) => ({ name, note: `All of ${name}` })),
  structureOf,
  valuesOf: (_, key) => (key === 'WAVELNTH' ? ['94', '131', '171'] : []),
};

/** `|` is the cursor. */
function complete(marked: string) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, options } = completionsAt(text, cursor, context);
  return { word: text.slice(from, to), labels: options.map(({ label }) => label), options };
}

describe('Series', () => {
  test('from two letters on, beginnings first', () => {
    expect(complete('h|').labels).toEqual([]);
    expect(complete('hm|').labels).toEqual(['hmi.V_45s']);
    expect(complete('aia|').labels).toEqual(['aia.lev1_euv_12s', 'aia.response']);
    expect(complete('resp|').options).toEqual([
      { label: 'aia.response', kind: 'series', detail: 'All of aia.response' },
    ]);
  });

  test('the whole name is replaced, also in a second set', () => {
    expect(complete('hmi.v|_45s').word).toBe('hmi.v_45s');
    expect(complete('hmi.v_45s[$],aia.l|').labels).toEqual(['aia.lev1_euv_12s']);
    expect(complete('# comment, a[\nhm|').labels).toEqual(['hmi.V_45s']);
  });
});

describe('Values of the key whose bracket it is', () => {
  test('first and newest of the series, and other keys by name', () => {
    expect(complete('hmi.v_45s[|').labels).toEqual([
      ...['$', '^', '2010.05.01_00:00:00_TAI', '2026.10.01_00:00:00_TAI', 'CAMERA='],
    ]);
    expect(complete('hmi.v_45s[|').options[0]?.detail).toBe('newest T_REC');
  });

  test('the second bracket is that of the second key', () => {
    expect(complete('hmi.v_45s[2016.04.01_TAI][|').options[0]?.detail).toBe('newest CAMERA');
    expect(complete('hmi.v_45s[? x ?][:#1][T_REC=$][|').options[0]?.detail).toBe('newest T_REC');
    expect(complete('hmi.v_45s["a]b"][|').options[0]?.detail).toBe('newest CAMERA');
    expect(complete('hmi.v_45s[camera=|').options[0]?.detail).toBe('newest CAMERA');
  });

  test('values that were seen', () => {
    expect(complete('aia.lev1_euv_12s[][1|').labels).toEqual(['131', '171']);
    expect(complete('aia.lev1_euv_12s[][131,17|]').labels).toEqual(['171']);
    expect(complete('aia.lev1_euv_12s[][131,17|1]').word).toBe('171');
  });

  test('a time gets the zone of its key', () => {
    expect(complete('hmi.v_45s[2016.04.01|').labels[0]).toBe('2016.04.01_TAI');
    expect(complete('hmi.v_45s[2016.04.01_TAI-2016.05.01|').labels[0]).toBe('2016.05.01_TAI');
    expect(complete('aia.lev1_euv_12s[2016-04-01T00:00|').labels[0]).toBe('2016-04-01T00:00Z');
    expect(complete('hmi.v_45s[2016.04.01_TAI|').labels).toEqual([]);
  });
});

describe('Durations', () => {
  test('usual ones, then units of the number', () => {
    expect(complete('hmi.v_45s[2016.04.01_TAI/|').labels).toEqual(['1m', '12m', '1h', '6h', '12h', '1d', '1u']);
    expect(complete('hmi.v_45s[2016.04.01_TAI/|').options.at(-1)?.detail).toBe('one slot of 45');
    expect(complete('hmi.v_45s[2016.04.01_TAI/1d@6|').labels).toEqual(['6s', '6m', '6h', '6d', '6u']);
    expect(complete('aia.response[2014.01.01_UTC/3|').labels).toEqual(['3s', '3m', '3h', '3d']);
    expect(complete('hmi.v_45s[$][1/2|').labels).toEqual([]);
  });
});

describe('Queries and segments', () => {
  test('keywords and words of SQL', () => {
    expect(complete('hmi.v_45s[? qu|').labels).toEqual(['QUALITY', 'drms.image_exists(quality)']);
    expect(complete('hmi.v_45s[? quality >= 0 an|').labels).toEqual(['and', 'DATAMEAN']);
    expect(complete('hmi.v_45s[! re|').labels[0]).toBe('recnum');
    expect(complete('hmi.v_45s[? DATA|').options[0]).toEqual({
      label: 'DATAMEAN',
      kind: 'key',
      detail: 'float · m/s · Mean',
    });
  });

  test('segments that are not there yet', () => {
    expect(complete('aia.lev1_euv_12s[$]{|').labels).toEqual(['image', 'spikes']);
    expect(complete('aia.lev1_euv_12s[$]{image, |').labels).toEqual(['spikes']);
    expect(complete('aia.lev1_euv_12s[$]{ima|').labels).toEqual(['image']);
  });
});

test('Elsewhere nothing is offered', () => {
  expect(complete('hmi.v_45s[$] |').labels).toEqual([]);
  expect(complete('hmi.v_45s[:#|').labels).toEqual([]);
  expect(complete('x.unknown[|').labels).toEqual([]);
});

test('At any position of any text completions replace a part of the text around the cursor', () => {
  const pieces = fc.constantFrom(
    ...[
      'hmi.v_45s',
      'aia.response',
      '[',
      ']',
      '{',
      '}',
      '?',
      '!',
      ',',
      ';',
      '\n',
      ' ',
      '#',
      '"',
      "'",
      '-',
      '/',
      '@',
      '=',
    ],
    ...['2016.04.01_TAI', '1d', 'CAMERA'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 15 }), fc.nat(), (parts, at) => {
      const text = parts.join('');
      const cursor = at % (text.length + 1);
      const { from, to } = completionsAt(text, cursor, context);
      expect(from).toBeLessThanOrEqual(cursor);
      expect(to).toBeGreaterThanOrEqual(cursor);
      expect(to).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});
