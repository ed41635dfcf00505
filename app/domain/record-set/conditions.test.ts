import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Condition,
  conditionParts,
  finishedQuery,
  operators,
  readConditions,
  writeConditions,
} from './conditions.ts';
import { dopplergrams, responses } from './fixtures/series.ts';

describe('Parts of a query', () => {
  test.each<[string, (boolean | 'or')[]]>([
    ['quality >= 0', [true]],
    ['quality >= 0 and CR', [true, false]],
    ['quality >=', [false]],
    ['camera between 1 and 2 and datamean > 3', [true, true]],
    ['(camera = 1 or camera = 2) and datamean', [true, false]],
    ['drms.image_exists(quality)', [true]],
    ['true', [true]],
    ['a = 1 and', [true, false]],
    ['a = 1 or b', [true, false]],
    ["name = 'x", [false]],
    ['not', [false]],
  ])('%s', (query, finished) => {
    expect(conditionParts(query).map((part) => part.isFinished)).toEqual(finished);
  });

  test('what is finished can be asked without the rest', () => {
    expect(finishedQuery('quality >= 0 and CR')).toBe('quality >= 0');
    expect(finishedQuery('CR and quality >= 0 or camera = 1')).toBe('quality >= 0 or camera = 1');
    expect(finishedQuery('CR')).toBe('');
  });
});

describe('Lines of a form', () => {
  test.each<[string, Condition[] | null]>([
    ['', []],
    [
      'CAMERA = 3 and CALVER64 >= 4370',
      [
        { key: 'CAMERA', operator: '=', value: '3' },
        { key: 'CALVER64', operator: '>=', value: '4370' },
      ],
    ],
    ['DATAMEAN < -5', [{ key: 'DATAMEAN', operator: '<', value: '-5' }]],
    ['T_REC > $(2016.04.01_TAI)', [{ key: 'T_REC', operator: '>', value: '2016.04.01_TAI' }]],
    ["NAME != 'it''s'", [{ key: 'NAME', operator: '<>', value: "it's" }]],
    [
      'CAMERA = 3 and CR',
      [
        { key: 'CAMERA', operator: '=', value: '3' },
        { key: 'CR', operator: '', value: '' },
      ],
    ],
    ['a = 1 or b = 2', null],
    ['drms.image_exists(quality)', null],
    ['a = b', null],
    ['a in (1, 2)', null],
  ])('%s', (query, conditions) => {
    expect(readConditions(query)).toEqual(conditions);
  });

  test('values are written as their keyword needs them', () => {
    const conditions: Condition[] = [
      { key: 't_rec', operator: '>', value: '2016.04.01_TAI' },
      { key: 'DATAMEAN', operator: '<', value: '-5' },
      { key: 'QUALITY', operator: '=', value: '0x80000000' },
    ];
    expect(writeConditions(conditions, dopplergrams)).toEqual({
      where: 'T_REC > $(2016.04.01_TAI) and DATAMEAN < -5 and QUALITY = -2147483648',
      unfinished: [],
    });
    const text: Condition[] = [{ key: 'WAVE_STR', operator: 'like', value: "it's%" }];
    expect(writeConditions(text, responses).where).toBe("WAVE_STR like 'it''s%'");
  });

  test('unfinished lines are told and left out', () => {
    const conditions: Condition[] = [
      { key: 'CAMERA', operator: '=', value: '1' },
      { key: 'CAMERA', operator: '', value: '' },
      { key: 'CAMERA', operator: '=', value: 'x' },
      { key: 'CAMREA', operator: '=', value: '1' },
      { key: '', operator: '', value: '' },
    ];
    expect(writeConditions(conditions, dopplergrams)).toEqual({
      where: 'CAMERA = 1',
      unfinished: [
        'Condition 2 is unfinished.',
        'Condition 3: “x” is not a whole number. Write digits only.',
        'Condition 4: hmi.V_45s has no keyword CAMREA.',
        'Condition 5 is empty.',
      ],
    });
  });

  test('what a form writes it reads again', () => {
    const texts = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/[?!]\]|[;\n]/.test(text));
    const condition = fc.oneof(
      fc.record({ key: fc.constant('WAVE_STR'), operator: fc.constantFrom(...operators), value: texts }),
      fc.record({
        key: fc.constant('VERSION'),
        operator: fc.constantFrom(...operators.filter((one) => one !== 'like')),
        value: fc.integer().map(String),
      }),
    );
    fc.assert(
      fc.property(fc.array(condition), (conditions) => {
        const { where, unfinished } = writeConditions(conditions, responses);
        expect(unfinished).toEqual([]);
        expect(readConditions(where)).toEqual(conditions);
      }),
    );
  });
});
