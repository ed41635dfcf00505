import { expect, test } from 'vitest';
import { placeInWords, thingAt, within } from './place.ts';
import { markerSearchPath, samplePath } from './requests.ts';

test.each([
  ['sample_series/Thickness%2520series/export/?__-columns=0', 'series “Thickness series”'],
  ['sample_series/a%252Fb%2520%25C2%25B5/', 'series “a/b µ”'],
  ['sample_series/add/', 'a new series'],
  ['sample_series/x%2520y/edit/', 'the edit of series “x y”'],
  [samplePath('26-LB-50%/a'), 'sample “26-LB-50%/a”'],
  ['samples/by_id/31', 'the sample with the id 31'],
  ['results/140', 'Result 140'],
  ['results/add/?sample=26S-001&sample_series=x', 'a new Result'],
  ['results/140/edit/', 'the edit of Result 140'],
  ['results/images/140', 'the image of Result 140'],
  ['results/thumbnails/140', 'the thumbnail of Result 140'],
  ['processes/88', 'process 88'],
  [markerSearchPath('x'), 'the search'],
  ['primary_keys?samples=*', 'the table of ids'],
  ['available_items/Result', 'the list of all “Result”'],
  ['my_samples/l.brandt', 'My Samples of l.brandt'],
  ['change_my_samples', 'the change of My Samples'],
  ['topics_and_permissions/l.brandt', 'the permissions of l.brandt'],
  ['folded_main_menu_elements/', 'the folded parts of the main menu'],
  ['', 'the main menu'],
  ['samples/26S-001/split/', 'the change of sample “26S-001”'],
  ['samples/a%252Fb/edit/', 'the edit of sample “a/b”'],
  ['add_sample', 'a new sample'],
  ['pds_measurements/add/?sample=26S-001', 'a new entry of “pds_measurements”'],
  ['pds_measurements/777/edit/', 'the edit of “pds_measurements/777”'],
  ['5-chamber_depositions/lab_notebook/2026/1/export/', 'the lab notebook of “5-chamber_depositions”'],
  ['depositions/split_and_rename_samples/26S-905', 'the new names after deposition “26S-905”'],
  ['tasks/3/edit/', 'task 3'],
  ['tasks/', 'the tasks'],
  ['plots/thumbnails/88', 'the plot of process 88'],
  ['pds_measurements/a%2520b/', 'the address “pds_measurements/a b”'],
])('%s is %s', (path, words) => {
  expect(thingAt(path)).toBe(words);
});

test('names the server, and the part of the answer', () => {
  const sample = { server: 'lab', path: 'samples/26S-001' };
  const part = within(within(sample, 'process #88'), 'timestamp');
  expect(placeInWords(part)).toBe('sample “26S-001” of lab (process #88 → timestamp)');
  expect(placeInWords({ server: 'lab', path: 'sample_series/Thickness%2520series/export/' })).toBe(
    'series “Thickness series” of lab',
  );
});

test('shows a long or wrongly quoted name as far as it can', () => {
  expect(thingAt(samplePath('µ'.repeat(500)))).toBe(`sample “${'µ'.repeat(120)}…”`);
  expect(thingAt('samples/%E0%A4%A')).toBe('sample “%E0%A4%A”');
});
