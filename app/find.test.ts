import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FoundKind, SearchAnswer } from './contract/find.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;

beforeAll(async () => {
  core = await openTestCore();
  const { client, connectionId } = core;
  await client.call('juliabase.series.overview', { connectionId, name: storySeries });
  await client.call('juliabase.series.get', { connectionId, name: storySeries });
});

afterAll(() => core.close());

const find = (
  text: string,
  more: { kinds?: FoundKind[]; sources?: string[]; facets?: boolean } = {},
): Promise<SearchAnswer> => core.client.call('find.search', { text, complete: true, ...more });

describe('what was seen is found, also without the server', () => {
  test('a series, a sample, processes, and files by a part of their names', async () => {
    expect((await find('uc-si sc')).hits[0]).toMatchObject({
      ...{ kind: 'series', title: storySeries, source: { id: core.connectionId, name: 'Lab' } },
      address: `/series/${core.connectionId}/${encodeURIComponent(storySeries)}`,
    });
    expect((await find('26s001')).hits[0]).toMatchObject({ kind: 'sample', title: '26S-001' });
    const processes = await find('thickness 26s-003', { kinds: ['process'] });
    expect(processes.hits[0]).toMatchObject({ kind: 'process', address: `/sample/${core.connectionId}/26S-003` });
    expect((await find('sigma', { kinds: ['file'] })).total).toBeGreaterThan(5);
  });

  test('typing errors, and signs that mean nothing', async () => {
    const { hits, readAs } = await find('thicknes mesurement');
    expect(hits.length).toBeGreaterThan(0);
    expect(readAs).toMatchObject([{ typed: 'mesurement' }]);
    for (const text of ['"', 'NEAR(', '-', 'a:*', 'x'.repeat(10_000)]) await expect(find(text)).resolves.toBeDefined();
  });

  test('facets add up with what is shown', async () => {
    const all = await find('26S', { facets: true });
    expect(all.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
    expect(all.sources).toEqual([{ id: core.connectionId, name: 'Lab', count: all.total, isMore: false }]);
    const [{ kind, count } = { kind: 'sample' as const, count: 0 }] = all.kinds;
    expect((await find('26S', { kinds: [kind] })).total).toBe(count);
    expect((await find('26S', { sources: ['elsewhere'] })).total).toBe(0);
  });

  test('what was opened lately stands there before anything is typed', async () => {
    const address = `/sample/${core.connectionId}/26S-004`;
    await core.client.call('find.note-opened', { address });
    expect((await find('')).hits).toMatchObject([{ title: '26S-004', address }]);
    expect((await find('26s')).hits[0]).toMatchObject({ title: '26S-004' });
  });
});

test('new data is found without asking for the index', async () => {
  const { client, connectionId } = core;
  await client.call('juliabase.topics.list', { connectionId });
  await vi.waitFor(async () => {
    const found = await core.client.call('find.search', { text: 'tandem', kinds: ['topic'] });
    expect(found.hits.map(({ title }) => title)).toEqual(['Perovskite tandem']);
  });
});

test('a search for words that was asked of a server is nothing to find', async () => {
  const { client, connectionId } = core;
  await client.call('juliabase.samples.search', { connectionId, name: 'mesurement' });
  const { questions } = await client.call('queries.history', { text: 'mesurement' });
  expect(questions).toHaveLength(1);
  expect((await find('mesurement')).readAs).toMatchObject([{ typed: 'mesurement' }]);
});

test('a search that a screen asks aside is not in the history until somebody asks it', async () => {
  const { client, connectionId } = core;
  const titles = async (): Promise<string[]> =>
    (await client.call('queries.history', { text: '26S-00' })).questions.map(({ title }) => title);
  const search = (isAside: boolean) =>
    client.call('juliabase.samples.search', { connectionId, name: '26S-00', isAside });
  await search(true);
  expect(await titles()).toEqual([]);
  expect((await search(false)).source).toBe('cache');
  expect(await titles()).toEqual(['Samples with “26S-00”']);
});

test('nothing of a removed connection is found any more', async () => {
  const { client, connectionId } = core;
  expect((await find('26s')).total).toBeGreaterThan(0);
  await client.call('connections.remove', { id: connectionId });
  expect((await find('26s')).total).toBe(0);
});
