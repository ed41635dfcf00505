import { describe, expect, it } from 'vitest';
import type { DataSetType, PropertyAssignment } from '../model.ts';
import { checkChanges, checkProperties } from './draft-check.ts';
import { checkedValue, listValues, type PropertyInput } from './property-values.ts';

function assignment(dataType: string, change: Partial<PropertyAssignment> = {}): PropertyAssignment {
  return {
    ...{ code: 'P', label: 'Label', description: null, dataType, isMandatory: false, isComputed: false },
    ...{ isShownInForms: true, takesSeveral: false, section: null, ordinal: null, vocabulary: null, terms: [] },
    ...change,
  };
}

const term = { description: null, ordinal: null, isOfficial: true };
const terms = [
  { ...term, code: 'RED', label: 'Rot' },
  { ...term, code: 'BLUE', label: null },
];

describe('values of properties', () => {
  it.each<[string, PropertyInput, string]>([
    ['INTEGER', ' 12 ', '12'],
    ['INTEGER', 12, '12'],
    ['INTEGER', '+7', '7'],
    ['REAL', '1e-3', '1e-3'],
    ['REAL', '.5', '.5'],
    ['BOOLEAN', 'Yes', 'true'],
    ['BOOLEAN', false, 'false'],
    ['TIMESTAMP', '2023-05-18T11:17:03Z', '2023-05-18 11:17:03'],
    ['DATE', '2023-05-18', '2023-05-18'],
    ['HYPERLINK', 'https://a.example/x', 'https://a.example/x'],
    ['JSON', '{"a":1}', '{"a":1}'],
    ['XML', '<a/>', '<a/>'],
    ['VARCHAR', ' x ', ' x '],
    ['CONTROLLEDVOCABULARY', 'red', 'RED'],
    ['CONTROLLEDVOCABULARY', 'rot', 'RED'],
    ['ARRAY_INTEGER', [3, 2, 1], '3, 2, 1'],
    ['ARRAY_INTEGER', '[3,2,1]', '3, 2, 1'],
    ['ARRAY_STRING', ['a,a', 'bb'], 'a\\,a, bb'],
    ['ARRAY_TIMESTAMP', ['2023-05-18T11:17:03', '2023-05-19'], '2023-05-18 11:17:03, 2023-05-19'],
  ])('%s %j is sent as %j', (dataType, input, sent) => {
    expect(checkedValue(assignment(dataType, { terms }), input)).toEqual({ sent });
  });

  it.each<[string, PropertyInput]>([
    ['INTEGER', '1.5'],
    ['INTEGER', 'x'],
    ['INTEGER', ['1']],
    ['REAL', '1,5'],
    ['REAL', 'Infinity'],
    ['BOOLEAN', 'maybe'],
    ['TIMESTAMP', 'yesterday'],
    ['DATE', '2023-02-30'],
    ['HYPERLINK', 'javascript:alert(1)'],
    ['JSON', '{'],
    ['XML', 'a'],
    ['CONTROLLEDVOCABULARY', 'green'],
    ['ARRAY_REAL', '1, x'],
  ])('%s %j is refused', (dataType, input) => {
    expect(checkedValue(assignment(dataType, { terms, vocabulary: 'COLORS' }), input)).toEqual({
      problem: expect.stringMatching(/\.$/),
    });
  });

  it('of lists are read back as they were given', () => {
    for (const list of [['3', '2', '1'], ['aa', 'bb', 'cc'], ['a,b', 'c'], []]) {
      const checked = list.length === 0 ? { sent: '' } : checkedValue(assignment('ARRAY_STRING'), list);
      expect('sent' in checked && listValues(checked.sent)).toEqual(list);
    }
    expect(listValues(['1', '2'])).toEqual(['1', '2']);
    expect(listValues(null)).toEqual([]);
  });
});

describe('properties of a type', () => {
  const type: DataSetType = {
    ...{ code: 'RAW', description: null, mainFilePattern: null, mainFilePath: null, disallowsDeletion: false },
    ...{ modifiedMs: null, validationPlugin: null, metaData: {} },
    properties: [
      assignment('VARCHAR', { code: '$NAME' }),
      assignment('INTEGER', { code: 'N', isMandatory: true }),
      assignment('VARCHAR', { code: 'AGE', isComputed: true, isMandatory: true }),
    ],
  };

  it('may be given in lower case, and empty ones are left out', () => {
    expect(checkProperties(type, { $name: 'x', n: 3 })).toEqual({ sent: { $NAME: 'x', N: '3' }, problems: [] });
    expect(checkProperties(type, { $name: ' ', N: '3' }).sent).toEqual({ N: '3' });
  });

  it('are all checked, also after the first problem', () => {
    const { problems } = checkProperties(type, { AGE: '1', OTHER: 'x', n: '' });
    expect(problems.map(({ key }) => key)).toEqual(['prop.AGE', 'prop.OTHER', 'prop.N']);
  });

  it('are cleared by empty values when they change, but for mandatory ones', () => {
    expect(checkChanges(type, { $name: '' })).toEqual({ sent: { $NAME: null }, problems: [] });
    expect(checkChanges(type, { n: '', x: '' }).problems.map(({ key }) => key)).toEqual(['prop.N', 'prop.X']);
  });
});
