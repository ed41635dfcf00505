import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenbisLab, openOpenbisLab } from '../../testing/openbis-lab.ts';
import type { OpenbisClient } from './index.ts';

let lab: OpenbisLab;
let client: OpenbisClient;
beforeAll(async () => {
  lab = await openOpenbisLab({ settings: { unstableOrder: true } });
  client = lab.client();
});
afterAll(() => lab.close());

describe('the tree', () => {
  it('leads from spaces to projects, collections and objects', async () => {
    expect((await client.spaces.list()).items.map(({ code }) => code)).toEqual(['DEFAULT', 'LAB', 'MATERIALS']);
    const projects = await client.projects.list({ space: 'lab' });
    expect(projects.items.map(({ identifier }) => identifier)).toEqual(['/LAB/PROJ', '/LAB/SOLAR_CELLS']);
    const collections = await client.collections.search({ project: '/lab/proj' });
    expect(collections.items.map(({ identifier }) => identifier)).toEqual(['/LAB/PROJ/EXP1', '/LAB/PROJ/EXP2']);
    const objects = await client.objects.search({ collection: '/LAB/PROJ/EXP1' });
    expect(objects.items.map(({ identifier }) => identifier)).toContain('/LAB/PROJ/S1');
    expect(objects.items[0]).toMatchObject({ space: 'LAB', collection: { identifier: '/LAB/PROJ/EXP1' } });
  });

  it('finds one thing by identifier, permId or code, in any letter case and as the ELN shows it', async () => {
    const object = await client.objects.find('/lab/proj/s1');
    expect(object).toMatchObject({ identifier: '/LAB/PROJ/S1', project: '/LAB/PROJ', type: 'UNKNOWN' });
    for (const reference of ['/LAB/PROJ/EXP1/S1', object?.permId ?? '', ' lab/proj/S1'])
      expect((await client.objects.find(reference))?.permId).toBe(object?.permId);
    expect((await client.collections.find('exp1'))?.identifier).toBe('/LAB/PROJ/EXP1');
    expect((await client.projects.find('proj'))?.identifier).toBe('/LAB/PROJ');
    expect(await client.objects.find('/LAB/PROJ/NOWHERE')).toBeUndefined();
    expect(await client.collections.find('nowhere')).toBeUndefined();
    await expect(client.collections.find('DEFAULT')).resolves.toMatchObject({ identifier: '/DEFAULT/DEFAULT/DEFAULT' });
  });

  it('shows parents and children from both sides', async () => {
    const { items } = await client.objects.search({}, { count: 300 });
    const details = await Promise.all(items.slice(0, 60).map(({ permId }) => client.objects.find(permId)));
    const child = details.find((one) => one !== undefined && one.parents.length > 0);
    const [parent] = child?.parents ?? [];
    const seen = await client.objects.find(parent?.permId ?? '');
    expect(seen?.children.map(({ permId }) => permId)).toContain(child?.permId);
  });
});

describe('pages', () => {
  it('fit together although the server shuffles what is not sorted', async () => {
    const whole = await client.dataSets.search({}, { count: 1000 });
    const permIds: string[] = [];
    for (let from = 0; from < whole.totalCount; from += 7) {
      const page = await client.dataSets.search({}, { from, count: 7 });
      expect(page.totalCount).toBe(whole.totalCount);
      permIds.push(...page.items.map(({ permId }) => permId));
    }
    expect(permIds).toEqual(whole.items.map(({ permId }) => permId));
    expect(new Set(permIds).size).toBe(whole.totalCount);
    expect(whole.totalCount).toBeGreaterThanOrEqual(60);
    const times = whole.items.map(({ registeredMs }) => registeredMs ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('past the end are empty and know the total', async () => {
    const page = await client.objects.search({}, { from: 100_000, count: 5 });
    expect(page.items).toEqual([]);
  });
});

describe('searching', () => {
  it('finds by text, code, type, property, day and relation, all conditions at once', async () => {
    const all = await client.dataSets.search({}, { count: 1000 });
    const ofObject = await client.dataSets.search({ object: '/LAB/PROJ/EXP1/S1' }, { count: 1000 });
    expect(ofObject.totalCount).toBe(all.items.filter(({ object }) => object?.identifier === '/LAB/PROJ/S1').length);
    const ofCollection = await client.dataSets.search({ collection: '/LAB/PROJ/EXP1' }, { count: 1000 });
    expect(ofCollection.totalCount).toBeGreaterThanOrEqual(ofObject.totalCount);
    const raw = await client.dataSets.search({ type: 'raw_data', space: 'LAB' }, { count: 1000 });
    expect(new Set(raw.items.map(({ type }) => type))).toEqual(new Set(['RAW_DATA']));
    const archived = await client.dataSets.search({ status: 'ARCHIVED' });
    expect(archived.items.map(({ permId }) => permId)).toContain(lab.demo.special.archived);
    expect((await client.dataSets.search({ registeredSince: '2099-01-01' })).totalCount).toBe(0);
    expect((await client.objects.search({ code: 's*', project: '/LAB/PROJ' })).items.map(({ code }) => code)).toContain(
      'S1',
    );
    const named = all.items.find(({ name }) => name !== null);
    const word = named?.name?.split(' ')[0] ?? '';
    const byText = await client.dataSets.search({ text: word }, { count: 1000 });
    expect(byText.items.map(({ permId }) => permId)).toContain(named?.permId);
    const byName = await client.dataSets.search({ properties: [{ code: '$name', value: named?.name ?? '' }] });
    expect(byName.items.map(({ permId }) => permId)).toContain(named?.permId);
    expect((await client.dataSets.search({ text: `${word} nothingofthekind` })).totalCount).toBe(0);
  });

  it('knows children and parents of a data set', async () => {
    const children = await client.dataSets.search({ childOf: lab.demo.special.parent });
    const [child] = children.items;
    expect(child).toBeDefined();
    const parents = await client.dataSets.search({ parentOf: child?.permId ?? '' });
    expect(parents.items.map(({ permId }) => permId)).toContain(lab.demo.special.parent);
    const detail = await client.dataSets.get(child?.permId ?? '');
    expect(detail.parents.map(({ permId }) => permId)).toContain(lab.demo.special.parent);
  });
});

describe('data sets', () => {
  it('of all kinds are told with what they have', async () => {
    const { special } = lab.demo;
    expect(await client.dataSets.get(special.linked)).toMatchObject({
      ...{ kind: 'LINK', physical: null, copies: [expect.objectContaining({ path: expect.any(String) })] },
    });
    expect(await client.dataSets.get(special.container)).toMatchObject({
      ...{
        kind: 'CONTAINER',
        physical: null,
        components: [{ permId: expect.any(String) }, { permId: expect.any(String) }],
      },
    });
    expect((await client.dataSets.get(special.archived)).physical?.status).toBe('ARCHIVED');
    await expect(client.dataSets.get('20990101000000000-1')).rejects.toMatchObject({
      ...{ code: 'not-found', failure: 'not-found', source: 'lab' },
    });
    expect(await client.dataSets.found(['20990101000000000-1', special.parent])).toHaveLength(1);
  });

  it('may list a hundred thousand files', async () => {
    const files = await client.dataSets.files(lab.demo.special.many);
    expect(files.length).toBeGreaterThan(100_000);
  });

  it('have types with forms, vocabularies and terms, in one request', async () => {
    lab.demo.control.clearTraffic();
    const types = await client.types.dataSetTypes();
    expect(lab.demo.control.traffic().requests).toBe(1);
    const instrument = types
      .find(({ code }) => code === 'MEASUREMENT')
      ?.properties.find(({ code }) => code === 'INSTRUMENT');
    expect(instrument).toMatchObject({ dataType: 'CONTROLLEDVOCABULARY', isMandatory: true });
    expect(instrument?.terms.length).toBeGreaterThan(2);
    expect(types.find(({ code }) => code === 'UNKNOWN')?.properties).toEqual([]);
    expect((await client.types.dataSetType('measurement'))?.properties).toEqual(
      types.find(({ code }) => code === 'MEASUREMENT')?.properties,
    );
    expect(await client.types.dataSetType('nothing')).toBeUndefined();
  });
});

describe('servers of other kinds', () => {
  it.each([
    ['that write every object out', { dedupe: false }],
    ['that know no objects of projects', { projectSamples: false }],
    ['with one session per user', { sessionsPerUser: 1 }],
  ])('%s are browsed as well', async (_, settings) => {
    const other = await openOpenbisLab({ settings });
    const one = other.client();
    const objects = await one.objects.search({ space: 'LAB' }, { count: 300 });
    expect(objects.items.length).toBe(objects.totalCount);
    expect((await one.dataSets.get(other.demo.special.series)).type).toBe('RAW_DATA');
    await other.close();
  });

  it('with a data store of its own: files come from there', async () => {
    const other = await openOpenbisLab({ separateDataStore: true });
    const one = other.client();
    expect((await one.dataSets.files(other.demo.special.parent)).length).toBeGreaterThan(1);
    const folder = other.folder();
    const { signal } = new AbortController();
    expect(await one.dataSets.download(other.demo.special.parent, { folder, signal })).toMatchObject({
      outcome: 'finished',
    });
    await other.close();
  });

  it('that send the token elsewhere do not get it', async () => {
    const other = await openOpenbisLab();
    other.demo.control.setDownloadUrl('https://evil.example');
    const one = other.client();
    await expect(one.dataSets.files(other.demo.special.parent)).rejects.toMatchObject({ code: 'forbidden' });
    const own = other.client('demo', { dataStoreUrl: other.demo.url });
    expect((await own.dataSets.files(other.demo.special.parent)).length).toBeGreaterThan(1);
    await other.close();
  });
});
