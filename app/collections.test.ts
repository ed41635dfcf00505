import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Collection, ThingDraft } from './contract/collections.ts';
import { plainDetails } from './domain/figure-details.ts';
import type { FigureLook } from './domain/figure-look.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
beforeAll(async () => {
  core = await openTestCore();
});
afterAll(() => core.close());

const sample = (name: string) => ({ thing: { kind: 'sample' as const, connectionId: core.connectionId, name } });
const make = async (name: string): Promise<string> => (await core.client.call('collections.create', { name })).id;
const open = (id: string): Promise<Collection> => core.client.call('collections.open', { id });
const titles = async (id: string): Promise<string[]> => (await open(id)).items.map(({ title }) => title);
const add = (id: string, ...names: string[]) =>
  core.client.call('collections.items.add', { id, things: names.map(sample) });

test('one list mixes things of all systems, says where each is from, and holds each once', async () => {
  const id = await make('Mixed');
  const things = [
    { ...sample('26S-001'), asOfUtc: '2026-11-21T10:00:00.000Z', note: '*the* best', tags: ['good', 'Good', 'new'] },
    { thing: { kind: 'series' as const, connectionId: core.connectionId, name: storySeries } },
    { thing: { kind: 'records' as const, serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' }, title: 'The newest' },
    { thing: { kind: 'table' as const, tableId: 'gone' } },
    { thing: { kind: 'fits-file' as const, path: '/nowhere/a.fits' } },
  ];
  expect(await core.client.call('collections.items.add', { id, things })).toMatchObject({ added: 5, alreadyThere: 0 });
  expect(await add(id, '26S-001', '26S-002')).toMatchObject({ added: 1, alreadyThere: 1 });
  const { items } = await open(id);
  expect(items[0]).toMatchObject({
    ...{ title: '26S-001', note: '*the* best', tags: ['good', 'new'], asOfUtc: '2026-11-21T10:00:00.000Z' },
    origin: { system: 'juliabase', name: 'Lab', url: expect.stringContaining(new URL(core.demo.url).host) },
    problem: null,
  });
  expect(items.map(({ title, problem }) => [title, problem])).toEqual([
    ['26S-001', null],
    [storySeries, null],
    ['The newest', null],
    ['Kept table', 'The table is not kept on this computer any more.'],
    ['a.fits', 'The FITS file /nowhere/a.fits is not there.'],
    ['26S-002', null],
  ]);
  expect(await core.client.call('collections.holding', sample('26S-001'))).toMatchObject([{ id, name: 'Mixed' }]);
});

test('a figure that is put in again with another look keeps that one, which can be undone', async () => {
  const id = await make('Looks');
  const { connectionId } = core;
  const figure = (view: FigureLook['view']) => ({
    thing: {
      ...{ kind: 'figure' as const, connectionId, of: 'series' as const, name: storySeries },
      look: { view, yScale: 'log' as const, showFit: true, fitRange: null, hidden: [], details: plainDetails },
    },
  });
  const put = (...things: ThingDraft[]) => core.client.call('collections.items.add', { id, things });
  const views = async () =>
    (await open(id)).items.map(({ thing }) => (thing.kind === 'figure' ? thing.look?.view : null));
  await put(figure('linear'));
  expect(await put(figure('arrhenius'))).toMatchObject({
    ...{ added: 0, alreadyThere: 1, step: { label: `Change the look of Conductivity ${storySeries} in Looks` } },
  });
  expect(await views()).toEqual(['arrhenius']);
  await core.client.call('collections.undo', {});
  expect(await views()).toEqual(['linear']);
  expect(await put(figure('linear'))).toMatchObject({ added: 0, alreadyThere: 1, step: null });
  expect(await put(sample('26S-001'), figure('arrhenius'))).toMatchObject({ added: 1, alreadyThere: 1 });
  expect(await views()).toEqual(['arrhenius', null]);
});

test('things and collections are moved, and every step is undone and made again', async () => {
  const id = await make('Steps');
  await add(id, 'a', 'b', 'c');
  const [, b, c] = (await open(id)).items.map((item) => item.id);
  const before = async (): Promise<string> => (await open(id)).items[0]?.id ?? '';
  await core.client.call('collections.items.move', { id, itemIds: [c ?? ''], before: await before() });
  expect(await titles(id)).toEqual(['c', 'a', 'b']);
  await core.client.call('collections.items.change', { id, itemIds: [b ?? ''], note: 'look' });
  await core.client.call('collections.items.remove', { id, itemIds: [b ?? '', c ?? ''] });
  await core.client.call('collections.change', { id, name: 'Steps of a day', colour: 'green', tags: ['t'] });
  await core.client.call('collections.remove', { id });
  await expect(open(id)).rejects.toMatchObject({ code: 'not-found' });

  const undo = async (): Promise<string> => (await core.client.call('collections.undo', {})).label;
  expect([await undo(), await undo(), await undo(), await undo()]).toEqual([
    'Remove collection Steps of a day',
    'Rename collection Steps to Steps of a day',
    'Take 2 things out of Steps',
    'Change note of b',
  ]);
  expect(await titles(id)).toEqual(['c', 'a', 'b']);
  expect(await undo()).toBe('Move c');
  expect(await titles(id)).toEqual(['a', 'b', 'c']);
  await core.client.call('collections.redo', {});
  expect(await titles(id)).toEqual(['c', 'a', 'b']);

  const other = await make('Other');
  await core.client.call('collections.move', { id: other, before: id });
  const names = (await core.client.call('collections.list', {})).map(({ name }) => name);
  expect(names.indexOf('Other')).toBe(names.indexOf('Steps') - 1);
});

test('refuses a taken name, a connection that is not there and a thing that is gone, and says so', async () => {
  const id = await make('Names');
  await expect(make('NAMES')).rejects.toMatchObject({
    ...{ code: 'conflict', message: 'Another collection is named NAMES.', remedy: expect.any(String) },
  });
  const foreign = { thing: { kind: 'sample' as const, connectionId: 'none', name: 'x' } };
  await expect(core.client.call('collections.items.add', { id, things: [foreign] })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(core.client.call('collections.items.remove', { id, itemIds: ['gone'] })).rejects.toMatchObject({
    code: 'not-found',
  });
  const noted = await core.client.call('collections.change', { id, notes: 'a' });
  await core.client.call('collections.change', { id, notes: 'b' });
  await expect(core.client.call('collections.undo', { stepId: noted.step?.stepId ?? 0 })).rejects.toMatchObject({
    ...{ code: 'conflict', message: expect.stringContaining('has changed since') },
  });
  expect(await core.client.call('collections.change', { id, notes: 'b' })).toEqual({ step: null });
});

test('things of a connection that is removed stay, and say where they were', async () => {
  const id = await make('Orphans');
  const { id: connectionId } = await core.client.call('connections.add', {
    ...{ kind: 'juliabase', name: 'Old lab', url: 'http://127.0.0.1:9/', user: 'x' },
  });
  const thing = { kind: 'sample' as const, connectionId, name: 's' };
  await core.client.call('collections.items.add', { id, things: [{ thing }] });
  await core.client.call('connections.remove', { id: connectionId });
  expect((await open(id)).items[0]?.problem).toBe(
    'There is no connection Old lab (http://127.0.0.1:9/) on this computer.',
  );
});
