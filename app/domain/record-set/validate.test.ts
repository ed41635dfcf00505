import { describe, expect, test } from 'vitest';
import { allSeries, structureOf } from './fixtures/series.ts';
import { nearMisses } from './near-miss.ts';
import { parseRecordSet } from './parse.ts';
import type { RecordSetProblem } from './syntax.ts';
import { type ValidationContext, validateRecordSet } from './validate.ts';

const context: ValidationContext = { structureOf, seriesNames: allSeries.map(({ name }) => name), purpose: 'query' };

function check(text: string, more: Partial<ValidationContext> = {}): RecordSetProblem[] {
  const parsed = parseRecordSet(text);
  expect(parsed).toMatchObject({ ok: true });
  return validateRecordSet(parsed.sets, { ...context, ...more });
}

describe('Right record sets have no problems', () => {
  test.each([
    'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}',
    'hmi.v_45s[2013.07.03_08:42_TAI/3m][2]',
    'hmi.v_45s[#100-#200@10u]',
    'hmi.v_45s[1d/10u]',
    'hmi.v_45s[DRMS_MISSING_VALUE][-2147483648]',
    'hmi.v_45s[CAMERA=2][$]',
    'hmi.v_45s[t_rec_index=5]',
    'hmi.v_45s[][2]',
    'hmi.v_45s[2016.04.01_TAI][? quality >= 0 and DATAMEAN between 1 and 2 and recnum > 5 ?]',
    "hmi.v_45s[? T_REC > $(2016.04.01_TAI) and drms.image_exists(quality) and upper('x') = 'X' ?]",
    'hmi.v_45s[:#7]{**ALL**}',
    'aia.lev1_euv_12s[2014-01-01T00:00:01Z-2014-01-02T00:00:01Z@12s][171,193]{image}',
    'aia.response[2014.01.01_UTC/2h][THIN-A,2010-2012,two/x][1.5-2e3]',
    'jsoc.demo_notes[:#1-#5]',
  ])('%s', (text) => {
    expect(check(text)).toEqual([]);
  });
});

describe('Problems have a place, a remedy and near misses', () => {
  test.each<[text: string, severity: string, place: string, message: string, remedy: string, suggestion?: string]>([
    ['hmi.v_54s[$]', 'error', 'hmi.v_54s', 'no series', 'hmi.V_45s', 'hmi.V_45s'],
    ['x.nothing_like_it', 'error', 'x.nothing_like_it', 'no series', 'list of series'],
    ['hmi.v_45s[$][2][3]', 'error', '[3]', 'one too many', 'T_REC, CAMERA'],
    ['jsoc.demo_notes[1]', 'error', '[1]', 'one too many', 'record numbers'],
    ['hmi.v_45s[CAMRA=2]', 'error', 'CAMRA', 'no key', 'T_REC, CAMERA', 'CAMERA'],
    ['hmi.v_45s[QUALITY=0]', 'error', 'QUALITY', 'not a prime key', '[? QUALITY = value ?]'],
    ['hmi.v_45s[$]{Doplergram}', 'error', 'Doplergram', 'no segment', 'Dopplergram', 'Dopplergram'],
    ['aia.response{x}', 'error', 'x', 'no segment', 'braces'],
    ['hmi.v_45s[yesterday]', 'error', 'yesterday', 'not a time', '2016.04.01_00:00:00_TAI'],
    ['hmi.v_45s[2013.02.30_TAI]', 'error', '2013.02.30_TAI', 'no such day', '28'],
    ['hmi.v_45s[2013.06.30_23:59:60_UTC]', 'error', '2013.06.30_23:59:60_UTC', 'no leap second', 'next minute'],
    ['hmi.v_45s[2016.04.01_TAI/soon]', 'error', '2016.04.01_TAI/soon', 'T_REC', 'length after /'],
    ['hmi.v_45s[2016.04.01_TAI/0d]', 'error', '0d', 'not more than 0', '12h'],
    ['hmi.v_45s[$][1.5]', 'error', '1.5', 'whole number', 'digits'],
    ['hmi.v_45s[$][2/1d]', 'error', '1d', 'not a time', 'number'],
    ['hmi.v_45s[$][#5]', 'error', '#5', 'no numbered slots', 'without #'],
    ['hmi.v_45s[$-2016.04.01_TAI]', 'error', '$-2016.04.01_TAI', 'mixes $', 'alone'],
    ['aia.response[2014.01.01_UTC/5u]', 'error', '5u', 'no slots', 'unit'],
    ['aia.response[][][big]', 'error', 'big', 'not a number', '12.5'],
    ['hmi.v_45s[:#1][:#2]', 'error', '[:#2]', 'one filter of record numbers', 'one'],
    ['hmi.v_45s[2016.04.01]', 'warning', '2016.04.01', 'half a minute off the TAI', '2016.04.01_TAI', '2016.04.01_TAI'],
    ['aia.lev1_euv_12s[2016-04-01T00:00]', 'warning', '2016-04-01T00:00', 'reads UTC', '2016-04-01T00:00Z'],
    ['hmi.v_45s[2016.04.02_TAI-2016.04.01_TAI]', 'warning', '2016.04.02_TAI-2016.04.01_TAI', 'ends before', 'Swap'],
    ['hmi.v_45s', 'warning', 'hmi.v_45s', '12,345,678', 'range of time'],
    ['hmi.v_45s[][]', 'warning', 'hmi.v_45s[][]', 'Without a filter', 'range of time'],
    ['aia.lev1_euv_12s[2030-01-01T00:00:00Z]', 'warning', '2030-01-01T00:00:00Z', 'Leap seconds', 'Update'],
    ['hmi.v_45s[? QUALTY >= 0 ?]', 'warning', 'QUALTY', 'no keyword', 'QUALITY', 'QUALITY'],
    ['hmi.v_45s[? (camera = 1 ?]', 'error', '(camera = 1', 'not closed', ')'],
    ['hmi.v_45s[? camera = 1) ?]', 'error', ')', 'closes nothing', 'Leave'],
    ["hmi.v_45s[? camera = 'x ?]", 'error', "'x", 'not closed', "'"],
    ['hmi.v_45s[? t_rec > $(2016.04.01) ?]', 'warning', '$(2016.04.01)', 'UTC', '_TAI', '$(2016.04.01_TAI)'],
    ['hmi.v_45s[? t_rec > $(x) ?]', 'error', '$(x)', 'not a time', 'Write'],
    ['hmi.v_45s[? t_rec > $(2016 ?]', 'error', '$(2016', 'not closed', ')'],
    ['hmi.v_45s[? camera = 1; drop ?]', 'error', ';', 'semicolon', 'condition'],
    ['hmi.v_45s[? camera = 1 and DATA ?]', 'error', 'DATA', 'Condition 2 is unfinished', 'DATA > 0'],
    ['hmi.v_45s[? camera = ?]', 'error', 'camera =', 'Condition 1 is unfinished', 'missing'],
    ['hmi.v_45s[$];hmi.v_45s[^]', 'warning', ';', 'semicolon', 'comma', ','],
    ['hmi.v_45s[$],aia.lev1_euv_12s[$]', 'error', 'aia.lev1_euv_12s', 'one series', 'two queries'],
  ])('%s', (text, severity, place, message, remedy, suggestion) => {
    const problem = check(text).find((candidate) => candidate.message.includes(message));
    expect(problem, JSON.stringify(check(text))).toBeDefined();
    expect(problem?.severity).toBe(severity);
    expect(text.slice(problem?.from, problem?.to)).toBe(place);
    expect(problem?.remedy).toContain(remedy);
    if (suggestion) expect(problem?.suggestions).toContain(suggestion);
  });

  test('With dashes and without a zone the server swallows the second year', () => {
    const [problem] = check('aia.lev1_euv_12s[2014-01-01T00:00:00-2014-01-02T00:00:00]').filter(
      ({ severity }) => severity === 'error',
    );
    expect(problem?.message).toContain('-2014');
    expect(problem?.suggestions).toEqual(['2014-01-01T00:00:00Z']);
  });

  test('More than ten ranges of time in a list', () => {
    const list = Array.from({ length: 11 }, (_, day) => `2016.04.${day + 10}_TAI/1h`).join(',');
    expect(check(`hmi.v_45s[${list}]`)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('11') },
    ]);
  });

  test('More than 8192 characters', () => {
    const list = Array.from({ length: 2000 }, (_, index) => 1000 + index).join(',');
    expect(check(`hmi.v_45s[][${list}]`)).toMatchObject([{ from: 8192, severity: 'error' }]);
  });
});

describe('Exports', () => {
  test.each([
    ['hmi.v_45s[$]', 'warning', '$'],
    ['hmi.v_45s[2016.04.01_TAI];hmi.v_45s[2016.04.02_TAI]', 'error', ';'],
    ['hmi.v_45s[2016.04.01_TAI][?quality>=0?],hmi.v_45s[2016.04.02_TAI]', 'warning', 'hmi.v_45s[2016.04.02_TAI]'],
  ])('%s', (text, severity, place) => {
    const problems = check(text, { purpose: 'export' });
    expect(problems).toMatchObject([{ severity }]);
    expect(text.slice(problems[0]?.from, problems[0]?.to)).toBe(place);
  });
});

test('Nothing is said about a series whose structure is not known', () => {
  expect(check('x.y[1][2][3]{z}', { seriesNames: null })).toEqual([]);
  expect(check('x.y[1][2][3]{z}', { seriesNames: ['X.Y'] })).toEqual([]);
});

test('Near misses: a few wrong letters, or a part of the name', () => {
  expect(nearMisses('hmi.v45s', ['hmi.v_45s', 'hmi.m_45s', 'aia.lev1'])).toEqual(['hmi.v_45s', 'hmi.m_45s']);
  expect(nearMisses('Camrea', ['CAMERA'])).toEqual(['CAMERA']);
  expect(nearMisses('dopp', ['Dopplergram', 'x'])).toEqual(['Dopplergram']);
  expect(nearMisses('zzz', ['Dopplergram'])).toEqual([]);
});
