import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dopplergrams, structureOf } from './fixtures/series.ts';
import { finishedForm, fromForm, type KeyChoice, type RecordSetForm, toForm } from './form.ts';
import { parseRecordSet } from './parse.ts';

function formOf(text: string): RecordSetForm {
  const parsed = parseRecordSet(text);
  const [set] = parsed.sets;
  const structure = structureOf(set?.series.text ?? '');
  const result = set && structure ? toForm(set, structure) : null;
  if (!parsed.ok || !result?.ok) throw new Error(`no form of ${text}`);
  return result.form;
}

describe('Text → form', () => {
  test('each prime key has its field', () => {
    expect(formOf('hmi.v_45s[2016.04.01_TAI/1d@6h][? quality >= 0 ?]{Dopplergram}')).toEqual({
      series: 'hmi.v_45s',
      keys: [
        { key: 'T_REC', choice: { mode: 'slice', start: '2016.04.01_TAI', length: '1d', every: '6h' } },
        { key: 'CAMERA', choice: { mode: 'any' } },
      ],
      where: 'quality >= 0',
      others: [],
      segments: ['Dopplergram'],
    });
  });

  test.each<[string, KeyChoice, KeyChoice]>([
    ['hmi.v_45s', { mode: 'any' }, { mode: 'any' }],
    ['hmi.v_45s[$]', { mode: 'last' }, { mode: 'any' }],
    ['hmi.v_45s[^][1,2]', { mode: 'first' }, { mode: 'values', values: ['1', '2'] }],
    ['hmi.v_45s[camera=2][$]', { mode: 'last' }, { mode: 'values', values: ['2'] }],
    ['hmi.v_45s[#100,DRMS_MISSING_VALUE]', { mode: 'values', values: ['#100', 'DRMS_MISSING_VALUE'] }, { mode: 'any' }],
    [
      'hmi.v_45s[2016.04.01_TAI-2016.05.01_TAI]',
      { mode: 'range', start: '2016.04.01_TAI', end: '2016.05.01_TAI', every: null },
      { mode: 'any' },
    ],
    ['hmi.v_45s[2016_TAI/1d,2017_TAI/1d]', { mode: 'text', text: '2016_TAI/1d,2017_TAI/1d' }, { mode: 'any' }],
  ])('%s', (text, first, second) => {
    expect(formOf(text).keys.map(({ choice }) => choice)).toEqual([first, second]);
  });

  test('what has no field is kept as text', () => {
    expect(formOf('hmi.v_45s[$][T_REC=^][:#7][! 1=1 !][? a ?][? b ?]')).toMatchObject({
      where: 'a',
      others: ['[T_REC=^]', '[:#7]', '[! 1=1 !]', '[? b ?]'],
    });
  });

  test('too many filters have no form', () => {
    const { sets } = parseRecordSet('hmi.v_45s[1][2][3]');
    expect(sets[0] && toForm(sets[0], dopplergrams)).toMatchObject({
      ok: false,
      message: expect.stringContaining('3 filters'),
    });
  });
});

describe('Form → text', () => {
  test('fields that choose nothing are left out at the end', () => {
    expect(fromForm(formOf('hmi.v_45s[][2]'))).toBe('hmi.v_45s[][2]');
    expect(fromForm(formOf('hmi.v_45s[$][]'))).toBe('hmi.v_45s[$]');
    expect(fromForm(formOf('hmi.v_45s[][]{Dopplergram}'))).toBe('hmi.v_45s{Dopplergram}');
  });

  test('typed texts get quotation marks where they need them', () => {
    const form = formOf('aia.response');
    const values = ['two words', 'a,b', '$', 'thin', 'K=1', '2010-2012', '"x"', '#5', '[!x'];
    const keys = form.keys.map((field) =>
      field.key === 'WAVE_STR' ? { ...field, choice: { mode: 'values' as const, values } } : field,
    );
    const text = fromForm({ ...form, keys });
    expect(text).toBe('aia.response[]["two words","a,b","$",thin,"K=1","2010-2012",x,#5,"[!x"]');
  });
});

test('what still has to be typed is told and left out', () => {
  const form = formOf('hmi.v_45s[2016_TAI/1d][2]');
  const [time, camera] = form.keys;
  if (!time || !camera) throw new Error('two keys');
  const choices: [KeyChoice, string | null][] = [
    [{ mode: 'range', start: '2016_TAI', end: '', every: null }, 'T_REC: write where the range ends.'],
    [{ mode: 'range', start: '', end: '2016_TAI', every: null }, 'T_REC: write where the range begins.'],
    [{ mode: 'slice', start: '2016_TAI', length: ' ', every: null }, 'T_REC: write how long'],
    [{ mode: 'values', values: [''] }, 'T_REC: write a value.'],
    [{ mode: 'slice', start: '2016_TAI', length: '1d', every: '' }, null],
  ];
  for (const [choice, sentence] of choices) {
    const finished = finishedForm({ ...form, keys: [{ ...time, choice }, camera] });
    expect(finished.unfinished).toEqual(sentence === null ? [] : [expect.stringContaining(sentence)]);
    expect(fromForm(finished.form)).toBe(sentence === null ? 'hmi.v_45s[2016_TAI/1d][2]' : 'hmi.v_45s[][2]');
  }
});

describe('Form ↔ text', () => {
  const times = fc.constantFrom(
    '2016.04.01_TAI',
    '2016-04-01T00:00:00Z',
    '2016.04.01_12:30:00.5_UTC',
    'JD_2457479.5_TAI',
    '#100',
    '1d',
  );
  const durations = fc.constantFrom('45s', '3m', '12h', '1d', '10u', '300.0s');
  const every = fc.option(durations, { nil: null });
  const texts = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('171', 'two words', '#100', '$', '"x"', '2016.04.01_TAI'),
  );
  const choices: fc.Arbitrary<KeyChoice> = fc.oneof(
    fc.record({ mode: fc.constant('any' as const) }),
    fc.record({ mode: fc.constantFrom('first' as const, 'last' as const) }),
    fc.record({ mode: fc.constant('values' as const), values: fc.array(texts, { minLength: 1, maxLength: 4 }) }),
    fc.record({ mode: fc.constant('range' as const), start: times, end: times, every }),
    fc.record({ mode: fc.constant('slice' as const), start: times, length: durations, every }),
    fc.record({ mode: fc.constant('text' as const), text: fc.constantFrom('2016_TAI/1d,2017_TAI/1d', '^,$') }),
  );
  const forms: fc.Arbitrary<RecordSetForm> = fc.record({
    series: fc.constant('hmi.V_45s'),
    keys: fc.tuple(choices, choices).map(([first, second]) => [
      { key: 'T_REC', choice: first },
      { key: 'CAMERA', choice: second },
    ]),
    where: fc.constantFrom('', 'quality >= 0', "name = 'x]y'"),
    others: fc.constantFrom([], ['[:#7]'], ['[! 1=1 !]', '[:#1-#9]']),
    segments: fc.constantFrom([], ['Dopplergram'], ['a', 'b.c']),
  });

  test('the text of a form has that form again', () => {
    fc.assert(
      fc.property(forms, (form) => {
        const text = fromForm(form);
        const once = formOf(text);
        // typed quotation marks around a plain text are the one thing the text does not keep
        const isPlain = form.keys.every(
          ({ choice }) => choice.mode !== 'values' || choice.values.every((value) => !/^["']/.test(value)),
        );
        if (isPlain) expect(once).toEqual(form);
        expect(fromForm(once)).toBe(text);
        expect(formOf(fromForm(once))).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });
});
