import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeClock } from '../platform/node/node-clock.ts';
import { silentLog } from '../testing/silent-log.ts';
import { type LocalList, SearchIndex } from './search-index.ts';

let folder: string;
let index: SearchIndex;
let local: LocalList[];
const onChange = vi.fn();
const never = new AbortController().signal;

/** Kept answers by site and request. */
const kept = new Map<string, { atMs: number; body: unknown }>();
const keptBodies = {
  answerNames: async () =>
    [...kept].map(([name, { atMs }]) => {
      const [site = '', request = ''] = name.split('\n');
      return { site, request, fetchedAtMs: atMs };
    }),
  getAnswerTexts: async (site: string, requests: readonly string[]) => {
    const found = requests.map((request) => kept.get(`${site}\n${request}`));
    return {
      bodies: JSON.stringify(found.map((one) => one?.body ?? null)),
      about: found.map((one) => (one === undefined ? null : { fetchedAtMs: one.atMs })),
    };
  },
};
const keep = (site: string, request: string, body: unknown, atMs = 1): void =>
  void kept.set(`${site}\n${request}`, { body, atMs });
const open = (): SearchIndex =>
  new SearchIndex({
    ...{ path: join(folder, 'find.sqlite'), kept: keptBodies, clock: nodeClock, log: silentLog, onChange },
    readLocal: async () => local,
  });
const titles = async (text: string, opened = index): Promise<string[]> => {
  const asked = { text, kinds: [], sites: [], limit: 50, opened: [], facets: false };
  return (await opened.search(asked, true, never)).hits.map(({ title }) => title);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-index-'));
  kept.clear();
  local = [];
  onChange.mockClear();
  index = open();
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

test('finds what was kept before it was there, and what is kept from then on', async () => {
  keep('lab', 'series-list  ', { names: ['Mask series'] });
  keep('lab', 'user x', { login: 'mask' });
  expect(await titles('mask')).toEqual(['Mask series']);
  index.keep('lab', 'topics', [{ name: 'Masks' }], 2);
  await vi.waitFor(async () => expect(await titles('mask')).toEqual(['Mask series', 'Masks']));
  expect(onChange).toHaveBeenCalled();
});

test('forgets with the answers, also those it did not see go', async () => {
  keep('lab', 'series-list  ', { names: ['Mask series'] });
  keep('other', 'series-list  ', { names: ['Mask of others'] });
  expect(await titles('mask')).toHaveLength(2);
  kept.delete('lab\nseries-list  ');
  await index.forget('lab');
  expect(await titles('mask')).toEqual(['Mask of others']);
  kept.clear();
  await index.close();
  index = open();
  expect(await titles('mask')).toEqual([]);
});

test('nothing is lost with the file: it is made again from what is kept', async () => {
  keep('lab', 'series-list  ', { names: ['Mask series'] });
  local = [tables('Magnetograms')];
  expect(await titles('ma')).toHaveLength(2);
  await index.close();
  writeFileSync(join(folder, 'find.sqlite'), 'garbage '.repeat(1000));
  index = open();
  expect((await titles('ma')).toSorted()).toEqual(['Magnetograms', 'Mask series']);
});

test('an answer that was kept again while nobody looked is read again', async () => {
  keep('lab', 'series-list  ', { names: ['Old'] });
  expect(await titles('old')).toEqual(['Old']);
  await index.close();
  keep('lab', 'series-list  ', { names: ['New'] }, 2);
  index = open();
  expect(await titles('new')).toEqual(['New']);
  expect(await titles('old')).toEqual([]);
});

test('lists of this computer are read when their version is another', async () => {
  const list = tables('Magnetograms');
  const read = vi.spyOn(list, 'things');
  local = [list];
  expect(await titles('magneto')).toEqual(['Magnetograms']);
  await index.close();
  index = open();
  expect(await titles('magneto')).toEqual(['Magnetograms']);
  expect(read).toHaveBeenCalledTimes(1);
  local = [];
  await index.close();
  index = open();
  expect(await titles('magneto')).toEqual([]);
});

test('a search that was given up before its turn is not done', async () => {
  const given = new AbortController();
  const asked = { text: 'a', kinds: [], sites: [], limit: 50, opened: [], facets: false };
  const first = index.search(asked, false, never);
  const second = index.search(asked, false, given.signal);
  given.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  expect((await first).hits).toEqual([]);
});

function tables(title: string): LocalList {
  const thing = {
    ...{ kind: 'table' as const, title, detail: '', notes: '', address: '/table/1', part: '', fullness: 2 as const },
  };
  return { name: 'table 1', version: title, asOfMs: 5, things: async () => [thing] };
}
