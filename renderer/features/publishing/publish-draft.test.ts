import { expect, test } from 'vitest';
import { PublishRecipe } from '../../../app/contract/publishing.ts';
import { optionWords } from './option-words.ts';
import { draftOf, firstDraft, recipeOf } from './publish-draft.ts';

test('a draft becomes a recipe and a recipe the same draft', () => {
  const draft = { ...firstDraft('topic', 'Thin films'), search: 'SC', fitFrom: '2,35', fitTo: '3.3', id: 'weekly' };
  const made = recipeOf({ ...draft, title: '{series}' }, 'Lab');
  expect(made).toMatchObject({
    recipe: {
      ...{ version: 1, id: 'weekly', connection: 'Lab', incomplete: 'skip' },
      series: { topic: 'Thin films', search: 'SC' },
      figure: { kind: 'conductivity', scale: 'arrhenius', fit: { from: 2.35, to: 3.3 } },
      result: { title: '{series}', comments: '{summary}', image: 'png', onSamples: true },
    },
  });
  expect('recipe' in made && draftOf(made.recipe)).toEqual({ ...draft, title: '{series}', fitFrom: '2.35' });
});

test('details that a file gives to the figures stay in the recipe', () => {
  const details = { quantityUnit: 'S/m', marks: [{ kind: 'line', along: 'sigma', at: 1e-8 }] } as const;
  const recipe = PublishRecipe.parse({
    ...{ version: 1, connection: 'Lab', series: { search: 'SC' } },
    figure: { options: { view: 'linear', yScale: 'linear', details } },
  });
  const draft = draftOf(recipe);
  expect(draft.scale).toBe('linear');
  const made = recipeOf(draft, 'Lab');
  expect('recipe' in made && made.recipe.figure).toEqual({
    ...{ kind: 'conductivity', scale: 'linear' },
    options: { yScale: 'linear', details: { ...details, marks: [{ ...details.marks[0], id: 1 }] } },
  });
  expect(optionWords(draft)).toEqual(['linear axis on the left', 'in S/m', '1 mark']);
});

test('what is not asked for stays away', () => {
  const made = recipeOf(firstDraft('series', 'A\nB'), 'Lab');
  expect('recipe' in made && made.recipe.series).toEqual({ names: ['A', 'B'] });
  expect('recipe' in made && Object.keys(made.recipe.figure)).toEqual(['kind', 'scale']);
  expect('recipe' in made && made.recipe.result).not.toHaveProperty('title');
});

test('each mistake is said at its field', () => {
  const draft = firstDraft('search', '');
  const errorsOf = (change: Partial<typeof draft>): unknown => {
    const made = recipeOf({ ...draft, search: 'SC', ...change }, 'Lab');
    return 'errors' in made ? Object.keys(made.errors) : [];
  };
  expect(errorsOf({})).toEqual([]);
  expect(errorsOf({ search: ' ' })).toEqual(['search']);
  expect(errorsOf({ of: 'names', names: '\n' })).toEqual(['names']);
  expect(errorsOf({ fitFrom: '3', fitTo: '2' })).toEqual(['fitTo']);
  expect(errorsOf({ fitFrom: 'x', fitTo: '2' })).toEqual(['fitFrom']);
  expect(errorsOf({ comments: '{sample}', columns: [], id: 'a b', title: '{x}', editDescription: '' })).toEqual(
    expect.arrayContaining(['id', 'title', 'comments', 'columns', 'editDescription']),
  );
});
