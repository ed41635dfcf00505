import { expect, test } from 'vitest';
import { actionWords, changesInWords, countKinds } from './publish-words.ts';

test('counts add up and keep their order', () => {
  expect(countKinds(['unchanged', 'create', 'unchanged'], actionWords)).toEqual([
    { kind: 'create', label: 'Create', count: 1 },
    { kind: 'unchanged', label: 'Unchanged', count: 2 },
  ]);
});

test('short changes are told whole, long ones by name, many by their number', () => {
  const change = (what: string, before: string | null): { what: string; before: string | null; after: string } => ({
    ...{ what, before, after: 'b' },
  });
  expect(changesInWords({ changes: [change('Title', 'a'), change('Comments', 'x'.repeat(30))] })).toBe(
    'Title: a → b; Comments',
  );
  expect(changesInWords({ changes: ['1', '2', '3', '4', '5'].map((what) => change(what, null)) })).toBe(
    '1; 2; 3; 2 more',
  );
});
