import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../demo/openbis/faults.ts';
import type { Settings } from '../../../demo/openbis/settings.ts';
import { type OpenbisLab, openOpenbisLab } from '../../../testing/openbis-lab.ts';
import type { DataSetDraft, OpenbisClient, UploadTrace } from '../index.ts';

let lab: OpenbisLab;
let client: OpenbisClient;
let folder: string;

beforeAll(async () => {
  lab = await openOpenbisLab({ settings: { sessionsPerUser: 0 } });
});
afterAll(() => lab.close());
beforeEach(() => {
  client = lab.client();
  folder = lab.folder();
  writeFileSync(join(folder, 'run 12, a#b.txt'), 'hello');
  writeFileSync(join(folder, 'empty.txt'), '');
  mkdirSync(join(folder, 'data/deep'), { recursive: true });
  mkdirSync(join(folder, 'data/nothing'));
  writeFileSync(join(folder, 'data/deep/large.bin'), Buffer.alloc(17_000_000, 'abc'));
  writeFileSync(join(folder, 'data/.DS_Store'), 'x');
});
afterEach(() => {
  lab.demo.control.setFaults([]);
  lab.demo.control.change({ apiVersion: '3.7', registersWorkspace: true, registrationMs: 0 });
  lab.demo.control.clearTraffic();
});

function draft(names: string[], change: Partial<DataSetDraft> = {}): DataSetDraft {
  return {
    ...{ type: 'RAW_DATA', owner: '/LAB/PROJ/S1', properties: { $name: 'run 12', NOTES: '' } },
    files: names.map((name) => ({ path: join(folder, name) })),
    ...change,
  };
}

/** How many data sets came since. */
function countNew(): () => number {
  const before = lab.demo.control.dataSetCodes().length;
  return () => lab.demo.control.dataSetCodes().length - before;
}

function writes(): string[] {
  return lab.demo.control
    .requests()
    .map(({ path }) => path)
    .filter((path) => /upload|create|insert|updateData|Aggregation/.test(path));
}

const ways: [string, Partial<Settings>, string][] = [
  ['the session workspace', { apiVersion: '3.7' }, 'default'],
  ['forms of older servers', { apiVersion: '3.6', registersWorkspace: false }, 'upload'],
  ['the plug-in of the oldest', { apiVersion: '3.5' }, 'DEFAULT'],
];

describe.each(ways)('by %s', (_, settings, several) => {
  beforeEach(() => lab.demo.control.change(settings));

  it('one file, one folder or several things become a data set with properties and parents', async () => {
    const isPlugIn = several === 'DEFAULT';
    const isShare = several === 'upload';
    for (const [names, paths] of [
      [['run 12, a#b.txt'], ['original/run 12, a#b.txt']],
      [['data'], [`original/${isPlugIn ? 'DEFAULT/' : ''}data/deep/large.bin`]],
      [
        ['data', 'empty.txt', 'run 12, a#b.txt'],
        ['data/deep/large.bin', 'empty.txt', 'run 12, a#b.txt'].map((path) => `original/${several}/${path}`),
      ],
    ] as const) {
      const sent = await client.uploads.send(draft([...names], { parents: [lab.demo.special.parent] }));
      const hasEmptyFolder = names.some((name) => name === 'data');
      expect(sent).toEqual({
        ...{ permId: expect.stringMatching(/^\d{17}-\d+$/), how: 'answered' },
        differences: isShare && hasEmptyFolder ? ['The empty folder data/nothing is missing.'] : [],
      });
      const dataSet = await client.dataSets.get(sent.permId);
      expect(dataSet).toMatchObject({
        ...{ type: 'RAW_DATA', kind: 'PHYSICAL', properties: { $NAME: 'run 12' }, registrator: 'demo' },
        ...{ object: { identifier: '/LAB/PROJ/S1' }, parents: [{ permId: lab.demo.special.parent }] },
      });
      const files = (await client.dataSets.files(dataSet)).filter(({ isFolder }) => !isFolder);
      expect(files.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
    }
  });

  it('a lost answer is looked for, and nothing is registered twice', async () => {
    const added = countNew();
    const path = several === 'DEFAULT' ? '#createReportFromAggregationService' : '#createUploadedDataSet';
    // Servers of the forms refuse the first try by the newer way.
    if (several === 'upload') await client.uploads.send(draft(['empty.txt']));
    lab.demo.control.setFaults([{ name: 'lostanswer', path }]);
    const before = added();
    const sent = await client.uploads.send(draft(['run 12, a#b.txt', 'empty.txt']));
    expect(sent).toMatchObject({ how: 'found', differences: [] });
    expect(added() - before).toBe(1);
  });
});

describe('before anything is sent', () => {
  it('all that is wrong is told at once', async () => {
    symlinkSync('/etc', join(folder, 'data/link'));
    const wrong = draft(['data', 'nowhere', 'run 12, a#b.txt'], {
      ...{ type: 'MEASUREMENT', owner: '/NO/WHERE', parents: ['20990101000000000-1', lab.demo.special.parent] },
      properties: { repetitions: 'x', nope: '1', INSTRUMENT: 'zzz', age: '3' },
    });
    const { problems } = await client.uploads.check(wrong);
    expect(problems.map(({ key }) => key).toSorted()).toEqual(
      [
        'entityIdentifier',
        'parent',
        'file',
        'file',
        'prop.REPETITIONS',
        'prop.NOPE',
        'prop.INSTRUMENT',
        'prop.AGE',
        'prop.METHOD',
      ].toSorted(),
    );
    for (const { message } of problems) expect(message).toMatch(/\.$/);
    const refused: unknown = await client.uploads.send(wrong).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid-input', problems, details: { outcome: 'not-created' } });
    expect(writes()).toEqual([]);
  });

  it('type, names and files are looked at', async () => {
    const keysOf = async (change: Partial<DataSetDraft>): Promise<string[]> =>
      (await client.uploads.check(draft(['empty.txt'], change))).problems.map(({ message }) => message);
    expect(await keysOf({ type: 'NOPE' })).toEqual(['There is no data set type “NOPE”.']);
    expect(await keysOf({ files: [] })).toEqual(['Please provide at least one file.']);
    expect(await keysOf({ files: [{ path: 'relative.txt' }] })).toEqual(['“relative.txt” is no whole path.']);
    const path = join(folder, 'empty.txt');
    expect(await keysOf({ files: [{ path, name: '../x' }] })).toEqual(['“../x” is no file name.']);
    expect(await keysOf({ files: [{ path }, { path }] })).toEqual(['Two files are called “empty.txt”.']);
    expect(await keysOf({ files: [{ path }, { path, name: 'other.txt' }] })).toEqual([]);
    expect(await keysOf({ owner: ' ' })).toHaveLength(1);
    expect(await client.uploads.check(draft(['data']))).toEqual({ problems: [], files: 1, bytes: 17_000_000 });
  });

  it('an owner may be an object, a collection, or the code of one of them', async () => {
    for (const owner of ['/LAB/PROJ/EXP1', 'exp1', '/lab/proj/exp1/s1', 'S1'])
      expect((await client.uploads.check(draft(['empty.txt'], { owner }))).problems).toEqual([]);
    const { permId } = await client.uploads.send(draft(['empty.txt'], { owner: 'EXP1' }));
    expect(await client.dataSets.get(permId)).toMatchObject({
      ...{ object: null, collection: { identifier: '/LAB/PROJ/EXP1' } },
    });
  });
});

describe('under faults', () => {
  const pieces = 'session_workspace_file_upload';
  it.each<[string, Fault[]]>([
    ['resets in the middle of pieces', [{ name: 'reset', path: pieces, offset: 100_000, count: 3, every: 2 }]],
    ['pieces that were not written whole', [{ name: 'short', path: pieces, count: 2 }]],
    ['a busy server', [{ name: 'http', path: pieces, count: 2 }]],
    ['answers that are lost', [{ name: 'lostanswer', path: pieces, count: 2 }]],
    ['a session that ends, and takes what was uploaded with it', [{ name: 'expire', path: pieces, every: 2 }]],
    ['a session that ends just before the registration', [{ name: 'expire', path: '#createUploadedDataSet' }]],
  ])('%s: one data set, complete', async (_, faults) => {
    const added = countNew();
    lab.demo.control.setFaults(faults);
    expect(await client.uploads.send(draft(['data', 'empty.txt']))).toMatchObject({ differences: [] });
    expect(added()).toBe(1);
  });

  it('a registration that is done after its answer was lost is found', async () => {
    const added = countNew();
    lab.demo.control.setFaults([{ name: 'latecommit', path: '#createUploadedDataSet', delayMs: 1 }]);
    const sent = client.uploads.send(draft(['run 12, a#b.txt']));
    await expect(sent).resolves.toMatchObject({ how: 'found' });
    expect(added()).toBe(1);
  });

  it('a dropbox that rejects is told, and nothing is left to look for', async () => {
    lab.demo.control.setFaults([{ name: 'rejected', path: '#createUploadedDataSet' }]);
    const traces: UploadTrace[] = [];
    const onTrace = async (trace: UploadTrace): Promise<void> => void traces.push(trace);
    await expect(client.uploads.send(draft(['empty.txt']), { onTrace })).rejects.toMatchObject({
      ...{ code: 'remote-failed', details: { outcome: 'not-created' } },
    });
    expect(traces.at(-1)?.registration).toBeNull();
  });

  it('a refusal of the server is told in its words', async () => {
    const reader = lab.client('observer');
    await expect(reader.uploads.send(draft(['empty.txt']))).rejects.toMatchObject({
      ...{ details: { outcome: 'not-created' }, source: 'lab' },
    });
  });

  it('a file that changes meanwhile is not registered', async () => {
    const added = countNew();
    const growing = join(folder, 'data/deep/large.bin');
    let isChanged = false;
    const sent = client.uploads.send(draft(['data']), {
      onProgress: ({ phase }) => {
        if (phase !== 'sending' || isChanged) return;
        isChanged = true;
        appendFileSync(growing, 'more');
      },
    });
    await expect(sent).rejects.toMatchObject({ code: 'conflict', details: { outcome: 'not-created' } });
    expect(added()).toBe(0);
  });
});

describe('an upload that was broken off', () => {
  function registrationsAsked(): number {
    return (
      lab.demo.control.traffic().paths['/datastore_server/rmi-data-store-server-v3.json#createUploadedDataSet']
        ?.requests ?? 0
    );
  }

  async function brokenOff(fault: Fault): Promise<UploadTrace> {
    let trace: UploadTrace | undefined;
    lab.demo.control.clearTraffic();
    lab.demo.control.setFaults([fault]);
    const stop = new AbortController();
    const sent = client.uploads.send(draft(['data', 'empty.txt']), {
      signal: stop.signal,
      onTrace: async (one) => {
        trace = one;
      },
    });
    sent.catch(() => undefined);
    // It is stopped when the server has been asked for the registration.
    await expect.poll(registrationsAsked, { timeout: 30_000 }).toBe(1);
    stop.abort();
    await expect(sent).rejects.toMatchObject({ details: { outcome: 'unknown' } });
    lab.demo.control.setFaults([]);
    if (trace === undefined) throw new Error('no trace');
    // As a file would bring it back.
    return JSON.parse(JSON.stringify(trace)) as UploadTrace;
  }

  it('after the registration was asked for: found, not sent again', async () => {
    const added = countNew();
    const trace = await brokenOff({ name: 'slow', path: '#createUploadedDataSet', delayMs: 400 });
    await expect.poll(added).toBe(1);
    lab.demo.control.clearTraffic();
    const again = await lab.client().uploads.send(draft(['data', 'empty.txt']), { trace });
    expect(again).toMatchObject({ how: 'found', differences: [] });
    expect(writes()).toEqual([]);
    expect(added()).toBe(1);
  });

  it('that nobody can find is not sent again unless a person says so', async () => {
    const added = countNew();
    const trace = await brokenOff({ name: 'hang', path: '#createUploadedDataSet' });
    const wishes = draft(['data', 'empty.txt']);
    await expect(client.uploads.send(wishes, { trace })).rejects.toMatchObject({
      ...{ code: 'conflict', details: { outcome: 'unknown' } },
    });
    expect(added()).toBe(0);
    expect(await client.uploads.send(wishes, { trace, registerAgain: true })).toMatchObject({ how: 'answered' });
    expect(added()).toBe(1);
  });

  it('holds no token in its trace', async () => {
    const token = await client.session.token();
    const trace = await brokenOff({ name: 'hang', path: '#createUploadedDataSet' });
    expect(JSON.stringify(trace)).not.toContain(token);
  });

  it('before the registration goes on with the pieces that are missing, in the same session', async () => {
    let trace: UploadTrace | undefined;
    writeFileSync(join(folder, 'data/deep/second.bin'), Buffer.alloc(80_000_000, 'x'));
    const stop = new AbortController();
    const sent = client.uploads.send(draft(['data']), {
      signal: stop.signal,
      onTrace: async (one) => {
        trace = one;
        if (one.sent.some((parts) => parts.length > 0)) stop.abort();
      },
    });
    await expect(sent).rejects.toMatchObject({ code: 'cancelled', details: { outcome: 'not-created' } });
    lab.demo.control.clearTraffic();
    if (trace === undefined) throw new Error('no trace');
    expect(await client.uploads.send(draft(['data']), { trace })).toMatchObject({ differences: [] });
    expect(writes().filter((path) => path.includes('file_upload')).length).toBeLessThan(7);
  });

  it('by the plug-in is repeated with the same id, which the server takes only once', async () => {
    lab.demo.control.change({ apiVersion: '3.5' });
    client = lab.client();
    const added = countNew();
    let trace: UploadTrace | undefined;
    lab.demo.control.setFaults([{ name: 'hang', path: '#createReportFromAggregationService' }]);
    const stop = new AbortController();
    const sent = client.uploads.send(draft(['empty.txt']), {
      signal: stop.signal,
      onTrace: async (one) => {
        trace = one;
      },
    });
    sent.catch(() => undefined);
    const asked = (): boolean => JSON.stringify(lab.demo.control.requests()).includes('createReport');
    await expect.poll(asked, { timeout: 30_000 }).toBe(true);
    stop.abort();
    await expect(sent).rejects.toMatchObject({ details: { outcome: 'unknown' } });
    lab.demo.control.setFaults([{ name: 'lostanswer', path: '#createReportFromAggregationService' }]);
    if (trace === undefined) throw new Error('no trace');
    const again = await client.uploads.send(draft(['empty.txt']), { trace });
    expect(again).toMatchObject({ how: 'found', permId: trace.registration?.permId });
    expect(added()).toBe(1);
  });

  it('with several new data sets of the same files is for a person to decide', async () => {
    const trace = await brokenOff({ name: 'hang', path: '#createUploadedDataSet' });
    for (let turn = 0; turn < 2; turn++) await lab.client().uploads.send(draft(['data', 'empty.txt']));
    await expect(client.uploads.send(draft(['data', 'empty.txt']), { trace })).rejects.toMatchObject({
      ...{ code: 'conflict', details: { outcome: 'unknown' } },
    });
  });
});

describe('changes', () => {
  it('of properties and parents leave the rest alone', async () => {
    const { permId } = await client.uploads.send(draft(['empty.txt'], { parents: [lab.demo.special.parent] }));
    await client.dataSets.update(permId, { properties: { notes: 'seen', $NAME: '' } });
    expect(await client.dataSets.get(permId)).toMatchObject({
      ...{ properties: { NOTES: 'seen' }, name: null, parents: [{ permId: lab.demo.special.parent }] },
    });
    await client.dataSets.update(permId, { parents: [] });
    expect(await client.dataSets.get(permId)).toMatchObject({ properties: { NOTES: 'seen' }, parents: [] });
    await expect(client.dataSets.update(permId, { properties: { repetitions: 'x' } })).rejects.toMatchObject({
      ...{ code: 'invalid-input', problems: [{ key: 'prop.REPETITIONS' }] },
    });
  });
});
