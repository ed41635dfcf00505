import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { viewOfRecipe } from '../../contract/publishing.ts';
import { readPublishRecipe, writePublishRecipe } from './recipe-file.ts';

const least = ['version: 1', 'connection: Lab', 'series: { topic: Thin films }'];
const problemsOf = (...lines: string[]): Promise<unknown> =>
  readPublishRecipe(lines.join('\n'), 'weekly.yaml').catch(
    (error: { details?: { problems: string[] } }) => error.details?.problems,
  );

test('a recipe needs little and has defaults for the rest', async () => {
  const recipe = await readPublishRecipe(least.join('\n'), 'weekly.yaml');
  expect(recipe).toEqual({
    ...{ version: 1, connection: 'Lab', series: { topic: 'Thin films' }, incomplete: 'skip' },
    figure: { kind: 'conductivity', scale: 'arrhenius' },
    result: {
      ...{ comments: '{summary}', image: 'png', onSamples: true },
      columns: ['sample', 'sigma300', 'ea', 'ea-stderr'],
      editDescription: 'Figure drawn again from the raw data files.',
    },
  });
  expect(await readPublishRecipe(await writePublishRecipe(recipe), 'again.yaml')).toEqual(recipe);
});

test('a recipe keeps the details of its figures, and says what is wrong with them', async () => {
  const figure = 'figure: { options: { view: linear, details: { temperatureUnit: °C, inset: null } } }';
  const recipe = await readPublishRecipe([...least, figure].join('\n'), 'weekly.yaml');
  expect(viewOfRecipe(recipe)).toBe('linear');
  expect(await readPublishRecipe(await writePublishRecipe(recipe), 'again.yaml')).toEqual(recipe);
  expect(await problemsOf(...least, figure.replace('°C', '°F').replace('inset', 'insets'))).toEqual([
    expect.stringMatching(/^weekly\.yaml:4:\d+: figure\.options\.details\.temperatureUnit: /),
    expect.stringMatching(/^weekly\.yaml:4:\d+: figure\.options\.details\.insets: /),
  ]);
  expect(await problemsOf(...least, 'figure: { scale: linear, options: { view: arrhenius } }')).toEqual([
    expect.stringContaining('contradict each other'),
  ]);
});

test('mistakes are told with file, line, column and key', async () => {
  expect(await problemsOf(...least, 'result: { title: "{sample}" }', 'fgure: {}')).toEqual([
    expect.stringMatching(/^weekly\.yaml:4:\d+: result\.title: There is no \{sample\}; write \{series\}/),
    expect.stringMatching(/^weekly\.yaml:5:1: fgure: /),
  ]);
  expect(await problemsOf('version: 2', ...least.slice(1))).toEqual([
    'weekly.yaml:1:1: version: This Quarry reads version 1.',
  ]);
  expect(await problemsOf('version: 1', 'connection: Lab', 'series: { names: [A], topic: B }')).toEqual([
    'weekly.yaml:3:1: series: Say which series: either names, or topic, search or both.',
  ]);
  expect(await problemsOf(...least, 'figure: { fit: { from: 3, to: 2 } }')).toEqual([
    'weekly.yaml:4:11: figure.fit: The fit range starts after its end.',
  ]);
  expect(await problemsOf(...least, '  x: [')).toHaveLength(1);
});

test('the example of the documentation is a recipe', async () => {
  const text = await readFile(new URL('../../../docs/examples/publish.yaml', import.meta.url), 'utf8');
  expect(await readPublishRecipe(text, 'publish.yaml')).toMatchObject({ version: 1, id: 'conductivity-weekly' });
});
