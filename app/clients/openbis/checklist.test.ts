import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenbisLab, openOpenbisLab } from '../../testing/openbis-lab.ts';
import type { DataSetDraft, OpenbisClient } from './index.ts';
import { createOpenbisClient, listValues, localDateTime } from './index.ts';

let lab: OpenbisLab;
let client: OpenbisClient;
let folder: string;
beforeAll(async () => {
  lab = await openOpenbisLab({ settings: { sessionsPerUser: 0 } });
  client = lab.client();
  folder = lab.folder();
  writeFileSync(join(folder, 'testfile'), 'content');
  mkdirSync(join(folder, 'testdir'));
  writeFileSync(join(folder, 'testdir', 'testfile'), 'content');
});
afterAll(() => lab.close());
afterEach(() => {
  lab.demo.control.change({ apiVersion: '3.7' });
  lab.demo.control.clearTraffic();
});

function draft(change: Partial<DataSetDraft> = {}): DataSetDraft {
  const files = [{ path: join(folder, 'testfile') }];
  return { type: 'RAW_DATA', owner: '/LAB/PROJ/S1', files, ...change };
}

async function pathsOf(one: OpenbisClient, permId: string): Promise<string[]> {
  return (await one.dataSets.files(permId)).filter(({ isFolder }) => !isFolder).map(({ path }) => path);
}

/** The lines of the checklist (protocol 13) that concern the client, in its wording. */
describe('checklist from pyBIS tests', () => {
  it('login yields a token; it validates; session active; after logout the same token is invalid', async () => {
    const one = lab.client();
    const token = await one.session.token();
    expect(token).toMatch(/^demo-\d{15}x[0-9A-F]{32}$/);
    expect(await one.session.isActive()).toBe(true);
    await one.session.logOut();
    await expect(lab.client('demo', { login: { token } }).session.logIn()).rejects.toMatchObject({
      code: 'auth-required',
    });
  });

  it('second login with wrong credentials fails with "login to openBIS failed" although a session is active', async () => {
    const one = lab.client();
    await one.session.logIn();
    await expect(one.session.logIn({ user: 'demo', password: 'invalid' })).rejects.toThrow('login to openBIS failed');
    expect(await one.session.isActive()).toBe(true);
  });

  it('`http://` without opt-in is refused', () => {
    expect(() => createOpenbisClient({ url: 'http://openbis.example' })).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining('http') }),
    );
    expect(createOpenbisClient({ url: 'http://openbis.example', allowHttp: true }).url).toBe('http://openbis.example');
  });

  it('generated permId matches 17 digits, dash, number', async () => {
    expect((await client.uploads.send(draft())).permId).toMatch(/^\d{17}-\d+$/);
  });

  it('PAT: get-or-create by session name returns object; usable as token, both as object and as string', async () => {
    const token = await client.tokens.getOrCreate('test session');
    expect(token).toMatchObject({ sessionName: 'test session', permId: expect.stringMatching(/^\$pat-demo-/) });
    expect(await client.tokens.getOrCreate('test session')).toMatchObject({ permId: token.permId });
    for (const login of [{ token }, { token: token.permId }])
      expect((await lab.client('demo', { login }).session.information()).user).toBe('demo');
  });

  it('dataset paging: `count=1` → 1; `from=1,count=1` → 1 of ≥ 2; experiments paging ≤ 1', async () => {
    expect((await client.dataSets.search({}, { count: 1 })).items).toHaveLength(1);
    const second = await client.dataSets.search({}, { from: 1, count: 1 });
    expect(second.items).toHaveLength(1);
    expect(second.totalCount).toBeGreaterThanOrEqual(2);
    expect((await client.collections.search({}, { count: 1 })).items.length).toBeLessThanOrEqual(1);
  });

  it('creating a PHYSICAL dataset without files is rejected locally ("please provide at least one file")', async () => {
    await expect(client.uploads.send(draft({ files: [] }))).rejects.toThrow(/please provide at least one file/i);
    expect(JSON.stringify(lab.demo.control.requests())).not.toMatch(/upload|create/i);
  });

  it('unknown attribute / unknown property assignment is rejected before sending', async () => {
    // @ts-expect-error: the compiler refuses an attribute that no data set has
    const unknown: DataSetDraft = { ...draft(), cellar: 'x' } satisfies DataSetDraft;
    expect(unknown.type).toBe('RAW_DATA');
    await expect(client.uploads.send(draft({ properties: { unheard: 'x' } }))).rejects.toMatchObject({
      ...{ code: 'invalid-input', problems: [{ key: 'prop.UNHEARD' }] },
    });
    expect(JSON.stringify(lab.demo.control.requests())).not.toMatch(/upload|create/i);
  });

  it('create → permId; refetch by permId gives same type, kind PHYSICAL, sample, experiment (via sample), `$name` and `notes`, registrator, date format `YYYY-MM-DD HH:MM:SS`', async () => {
    const { permId } = await client.uploads.send(draft({ properties: { $name: 'some good name', notes: 'a note' } }));
    const found = await client.dataSets.get(permId);
    expect(found).toMatchObject({
      ...{ permId, type: 'RAW_DATA', kind: 'PHYSICAL', registrator: 'demo', name: 'some good name' },
      ...{ object: { identifier: '/LAB/PROJ/S1' }, collection: { identifier: '/LAB/PROJ/EXP1' } },
      properties: { $NAME: 'some good name', NOTES: 'a note' },
    });
    expect(localDateTime(found.registeredMs)).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
  });

  it('V1 single file → `["original/testfile"]`; V3 single file → same; V3 directory `testdir` → path ends with `testdir/testfile`', async () => {
    lab.demo.control.change({ apiVersion: '3.5' });
    const old = lab.client();
    expect(await pathsOf(old, (await old.uploads.send(draft())).permId)).toEqual(['original/testfile']);
    lab.demo.control.change({ apiVersion: '3.7' });
    expect(await pathsOf(client, (await client.uploads.send(draft())).permId)).toEqual(['original/testfile']);
    const inFolder = draft({ files: [{ path: join(folder, 'testdir') }] });
    expect(await pathsOf(client, (await client.uploads.send(inFolder)).permId)).toEqual(['original/testdir/testfile']);
  });

  it('ISO timestamp property values are reformatted and accepted on create and on update; array and JSON properties round-trip (`[3,2,1]`, `["aa","bb","cc"]`, 3 timestamps)', async () => {
    const times = ['2023-05-18T11:17:03', '2023-05-18T11:17:04', '2023-05-18T11:17:05'];
    const { permId } = await client.uploads.send(
      draft({
        type: 'MEASUREMENT',
        properties: {
          ...{ method: 'x', instrument: 'xrd', measured_on: '2023-05-18T11:17:03Z', settings: '{"key":"value"}' },
          ...{ channels: [3, 2, 1], labels: ['aa', 'bb', 'cc'], times },
        },
      }),
    );
    const { properties } = await client.dataSets.get(permId);
    expect(properties.MEASURED_ON).toBe('2023-05-18 11:17:03');
    expect(JSON.parse(String(properties.SETTINGS))).toEqual({ key: 'value' });
    expect(listValues(properties.CHANNELS)).toEqual(['3', '2', '1']);
    expect(listValues(properties.LABELS)).toEqual(['aa', 'bb', 'cc']);
    expect(listValues(properties.TIMES)).toEqual(times.map((time) => time.replace('T', ' ')));
    await client.dataSets.update(permId, {
      properties: { measured_on: '2024-01-02T03:04:05', channels: [4, 5], settings: '[1]' },
    });
    const changed = (await client.dataSets.get(permId)).properties;
    expect(changed).toMatchObject({ MEASURED_ON: '2024-01-02 03:04:05', SETTINGS: '[1]', METHOD: 'x' });
    expect(listValues(changed.CHANNELS)).toEqual(['4', '5']);
  });

  it('codes come back upper-case; identifier of a space sample is `/SPACE/CODE`', async () => {
    const { items } = await client.objects.search({ space: 'materials' }, { count: 100 });
    const ofSpace = items.filter(({ project, container }) => project === null && container === null);
    expect(ofSpace.length).toBeGreaterThan(0);
    for (const { identifier, code } of ofSpace) {
      expect(identifier).toBe(`/MATERIALS/${code}`);
      expect(code).toBe(code.toUpperCase());
    }
  });

  it('sample by permId and by identifier; parents/children visible from both sides; updating one attribute does not wipe unfetched parents/children; deleting a child link works', async () => {
    const object = await client.objects.find('/LAB/PROJ/S1');
    expect(await client.objects.find(object?.permId ?? '')).toEqual(object);
    const { parent } = lab.demo.special;
    const { permId } = await client.uploads.send(draft({ parents: [parent] }));
    const childrenOf = async (one: string): Promise<string[]> =>
      (await client.dataSets.get(one)).children.map((child) => child.permId);
    expect(await childrenOf(parent)).toContain(permId);
    await client.dataSets.update(permId, { properties: { notes: 'x' } });
    expect((await client.dataSets.get(permId)).parents).toMatchObject([{ permId: parent }]);
    await client.dataSets.update(permId, { parents: [] });
    expect(await childrenOf(parent)).not.toContain(permId);
  });

  it('project by code, list projects', async () => {
    const project = await client.projects.find('PROJ');
    expect(project?.identifier).toBe('/LAB/PROJ');
    const all = await client.projects.list();
    expect(all.items.map(({ permId }) => permId)).toContain(project?.permId);
  });

  it('Empty property-assignment table of a new type is readable', async () => {
    expect(await client.types.dataSetType('UNKNOWN')).toMatchObject({ code: 'UNKNOWN', properties: [] });
  });

  it('lazy result lists: table and objects are only built when asked', async () => {
    await client.dataSets.search({}, { count: 5 });
    expect(lab.demo.control.requests()).toHaveLength(1);
  });
});
