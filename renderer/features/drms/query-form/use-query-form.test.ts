import { expect, test } from 'vitest';
import type { SeriesStructure } from '../../../../app/domain/drms/series-structure.ts';
import { type QueryDraft, writeDraft } from './use-query-form.ts';

const keyword = { recscope: 'variable', defval: '', units: 'none', note: '' };
const structure: SeriesStructure = {
  name: 'a.b',
  primekeys: ['T_REC', 'CAMERA'],
  keywords: [
    { ...keyword, name: 'T_REC', type: 'time' },
    { ...keyword, name: 'CAMERA', type: 'int' },
  ],
  segments: [],
  interval: null,
};
const draft: QueryDraft = {
  form: {
    series: 'a.b',
    keys: [
      { key: 'T_REC', choice: { mode: 'slice', start: '2016_TAI', length: '1d', every: null } },
      { key: 'CAMERA', choice: { mode: 'range', start: '1', end: '', every: null } },
    ],
    where: 'written before',
    others: [],
    segments: ['image'],
  },
  conditions: [
    { key: 'CAMERA', operator: '>', value: '1' },
    { key: 'CAMERA', operator: '>', value: '' },
  ],
};

test('what is finished goes into the text, the rest is told', () => {
  expect(writeDraft(draft, structure)).toEqual({
    text: 'a.b[2016_TAI/1d][? CAMERA > 1 ?]{image}',
    unfinished: ['CAMERA: write where the range ends.', 'Condition 2 is unfinished.'],
  });
});

test('a condition that has no lines stays as it is', () => {
  expect(writeDraft({ ...draft, conditions: null }, structure).text).toBe(
    'a.b[2016_TAI/1d][? written before ?]{image}',
  );
});
