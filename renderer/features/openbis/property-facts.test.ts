import { expect, test } from 'vitest';
import type { OpenbisDataSetType } from '../../../app/contract/openbis.ts';
import { propertyFacts } from './property-facts.ts';

function assignment(code: string, label: string, terms: string[] = []): OpenbisDataSetType['properties'][number] {
  return {
    ...{ code, label, description: null, dataType: 'VARCHAR', isMandatory: false, isComputed: false },
    ...{ isShownInForms: true, takesSeveral: false, section: null, ordinal: null, vocabulary: null },
    terms: terms.map((term) => ({
      ...{ code: term, label: term.toLowerCase(), description: null, ordinal: null, isOfficial: true },
    })),
  };
}

test('labels and order of the type, terms by label, unknown codes last, nothing for what is empty', () => {
  const type = [assignment('METHOD', 'Method', ['XRD', 'SEM']), assignment('$NAME', 'Name')];
  const properties = { OTHER: 3.5, $NAME: 'first', METHOD: ['XRD', 'SEM'], NOTES: '', GONE: null, DONE: true };
  expect(propertyFacts(properties, type)).toEqual([
    { label: 'Method', value: 'xrd, sem' },
    { label: 'Name', value: 'first' },
    { label: 'DONE', value: 'yes' },
    { label: 'OTHER', value: '3.5' },
  ]);
});

test('truth values and lists of older servers, which come as texts, are shown as such', () => {
  const of = (code: string, dataType: string) => ({ ...assignment(code, code), dataType });
  const type = [of('A', 'BOOLEAN'), of('B', 'BOOLEAN'), of('C', 'ARRAY_INTEGER'), of('D', 'ARRAY_STRING')];
  const properties = { A: 'true', B: 'false', C: '[3, 2,1]', D: 'front\\, left,back' };
  expect(propertyFacts(properties, type).map(({ value }) => value)).toEqual([
    ...['yes', 'no', '3, 2, 1', 'front, left, back'],
  ]);
});
