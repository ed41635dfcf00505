import { expect, test } from 'vitest';
import { chosenTarget, targetChoiceOf } from './target-choice.ts';

const labs = [{ id: 'a' }, { id: 'b' }];

test('a mined table proposes what it is about', () => {
  const choice = targetChoiceOf({ connectionId: 'b', target: { kind: 'series', name: 'SC' } }, labs);
  expect(choice).toEqual({ connectionId: 'b', kind: 'series', series: 'SC', samples: [] });
  expect(chosenTarget(choice)).toEqual({ kind: 'series', name: 'SC' });
  const samples = targetChoiceOf({ connectionId: 'a', target: { kind: 'samples', names: ['x', 'y'] } }, labs);
  expect(chosenTarget(samples)).toEqual({ kind: 'samples', names: ['x', 'y'] });
});

test('other tables, too many samples and a laboratory that is gone propose nothing', () => {
  for (const own of [
    null,
    { connectionId: 'a', target: null },
    { connectionId: 'gone', target: { kind: 'series' as const, name: 'SC' } },
  ]) {
    const choice = targetChoiceOf(own, labs);
    expect(choice.connectionId).toBe('a');
    expect(chosenTarget(choice)).toBeNull();
  }
  expect(targetChoiceOf(null, []).connectionId).toBe('');
});

test('what was chosen of the other kind stays', () => {
  const choice = { connectionId: 'a', kind: 'samples' as const, series: 'SC', samples: [] };
  expect(chosenTarget(choice)).toBeNull();
  expect(chosenTarget({ ...choice, kind: 'series' })).toEqual({ kind: 'series', name: 'SC' });
});
