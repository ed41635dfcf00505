import { expect, test } from 'vitest';
import type { AttachDraft, AttachPlan } from '../../../app/contract/attach.ts';
import { actionOf, draftErrors, joinedDraft, namesInShort, whyNot } from './attach-draft.ts';

const draft: AttachDraft = {
  title: 'Conductivity (Arrhenius)',
  comments: 'Fit.',
  timestampUtc: '2026-11-21T13:02:00Z',
  timestampInaccuracy: 0,
  imageFormat: 'png',
  columns: ['sample', 'ea'],
  attachToSeries: true,
  attachToSamples: true,
  editDescription: '',
};

const plan: AttachPlan = {
  action: 'create',
  existing: null,
  draft,
  operator: 'r.calvert',
  seriesName: 's',
  sampleNames: ['A'],
  columns: ['sample', 'ea'],
  table: { headings: [], rows: [] },
  storedComments: 'Fit.',
  checks: [{ ok: true, blocking: true, text: 'You may' }],
  changes: [],
  changedCells: [],
  request: [],
  basis: null,
};

test('what was typed wins over what the plan proposes', () => {
  expect(joinedDraft(plan, { title: 'Mine' })).toEqual({ ...draft, title: 'Mine' });
});

test('fields that would be refused say why', () => {
  expect(draftErrors(draft, 'create')).toEqual({});
  expect(draftErrors({ ...draft, title: ' ' }, 'create')).toEqual({ title: 'Give the result a title.' });
  expect(draftErrors({ ...draft, title: 'x'.repeat(51) }, 'create').title).toContain('at most 50');
  expect(draftErrors({ ...draft, timestampUtc: '' }, 'create').timestampUtc).toContain('like 2026');
  expect(draftErrors({ ...draft, columns: [] }, 'create').columns).toContain('at least one');
  expect(draftErrors(draft, 'update').editDescription).toContain('Say what you changed');
  expect(
    draftErrors({ ...draft, attachToSeries: false, attachToSamples: false }, 'create').attachToSeries,
  ).toBeDefined();
});

test('the button says why it cannot be used', () => {
  expect(whyNot(undefined, {})).toContain('still asking');
  expect(whyNot(plan, {})).toBeNull();
  expect(whyNot(plan, { title: 'Give the result a title.' })).toBe('Give the result a title.');
  expect(whyNot({ ...plan, action: 'unchanged' }, {})).toContain('exactly this');
  const checks = [
    { ok: false, blocking: false, text: 'a warning' },
    { ok: false, blocking: true, text: 'You may not edit A' },
  ];
  expect(whyNot({ ...plan, checks }, {})).toBe('You may not edit A');
  expect(actionOf({ ...plan, action: 'unchanged' })).toBeNull();
});

test('many names are said by the first and the last', () => {
  expect(namesInShort(['A', 'B'])).toBe('A, B');
  expect(namesInShort(['A', 'B', 'C', 'D'])).toBe('A … D');
});
