import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../index.ts';
import { storySeries } from './seed.ts';
import { signIn, type TestBrowser } from './test-browser.ts';
import { searchHash } from './views-search.ts';

let folder = '';
let demo: DemoServer;
let browser: TestBrowser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-demo-'));
  demo = await startDemoJuliaBase({ filesFolder: folder });
  browser = await signIn(demo.url, 'l.brandt');
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

async function search(model: string, criteria: Record<string, string>): Promise<string[]> {
  const query = new URLSearchParams({ _model: model, _old_model: model, ...criteria });
  const html = await browser.text(`advanced_search?${query}`);
  return [...html.matchAll(/<li><a href="[^"]+">([^<]*)<\/a>/g)].map((match) => match[1] ?? '');
}

test('a model that was not confirmed shows the empty form only', async () => {
  expect(await browser.text('advanced_search?_model=Sample')).not.toContain('<li>');
});

test.each([
  ['26S-00', { name: '26s-00' }, 9],
  ['tags', { tags: 'TRANSITION' }, 12],
  ['responsible person', { name: '26S-', currently_responsible_person: 'okafor' }, 0],
  ['topic', { name: '26S-', topic_main: 'silicon' }, 12],
  ['no topic', { name: '26S-', topic_null: 'on' }, 0],
] as const)('samples by %s', async (_what, criteria, hits) => {
  expect(await search('Sample', criteria)).toHaveLength(hits);
});

test('series by the name of a member, and by their time', async () => {
  expect(await search('SampleSeries', { '1-_model': 'Sample', '1-_old_model': 'Sample', '1-name': '26S-012' })).toEqual(
    [storySeries],
  );
  expect(await search('SampleSeries', { timestamp_max: '2026-01-12' })).toEqual([storySeries]);
  expect(await search('SampleSeries', { timestamp_min: '2027' })).toEqual([]);
});

test('processes by comments, operator, period and range of a number', async () => {
  const depositions = await search('FiveChamberDeposition', { comments: 'seed LAYER', operator: 'brandt' });
  expect(depositions).toHaveLength(12);
  expect(await search('FiveChamberDeposition', { timestamp_min: '2026-01-12', timestamp_max: '2026-01-13' })).toEqual([
    '5-chamber deposition 26S-001',
    '5-chamber deposition 26S-002',
  ]);
  expect(await search('ConductivityMeasurement', { number_max: '2', temperature_min_min: '300' })).toEqual([]);
  expect(await search('ConductivityMeasurement', { number_max: '2' })).toHaveLength(2);
});

test('tasks by what was asked for', async () => {
  expect(await search('Task', { comments: 'absorption' })).toEqual(['task of 2026-03-02']);
  expect(await search('Task', { status: 'accepted' })).toEqual([]);
});

test('an unknown model is 404', async () => {
  expect((await browser.get('advanced_search?_model=Nothing&_old_model=Nothing')).status).toBe(404);
});

test('hashes of criteria are those of the real server', () => {
  const confirmed = (model: string): [string, string][] => [
    ['_model', model],
    ['_old_model', model],
  ];
  expect(searchHash(confirmed('Sample'))).toBe('b79bfe2d2af28b369fcbce5f1537ea65f123de6b');
  const accented: [string, string][] = [['name', 'é'], ...confirmed('SampleSeries'), ['1__-active', 'on']];
  expect(searchHash(accented)).toBe('6b5df9a2ae679f0d5e1aeb0b9da73b7390fd6a3c');
});

test('with its hash a search for samples is a table of those that may be viewed', async () => {
  const criteria: [string, string][] = [
    ['_model', 'Sample'],
    ['_old_model', 'Sample'],
    ['name', '26S-00'],
  ];
  const query = new URLSearchParams([
    ...criteria,
    ['_search_parameters_hash', searchHash(criteria)],
    ['__-column_groups', 'sample'],
    ['__-columns', '0'],
    ['__-columns', '6'],
    ['__old_data-column_groups', 'sample'],
    ['__old_data-columns', '0 6'],
    ['1__-active', 'on'],
  ]);
  expect(await browser.json(`advanced_search?${query}`)).toEqual([
    { '': '26S-001', name: '26S-001', topic: 'Thin-film silicon' },
  ]);
});
