import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type JupyterLab, openJupyterLab } from '../../testing/jupyter-lab.ts';

/** For work in the background on a busy computer. */
const patience = { timeout: 20_000 };

/** The rows of the protocol's table (10.2), with its words. */
let lab: JupyterLab;

beforeAll(async () => {
  lab = await openJupyterLab();
  mkdirSync(join(lab.folder, 'work'));
  writeFileSync(join(lab.folder, 'work/fit.ipynb'), '{"cells":[]}');
  writeFileSync(join(lab.folder, 'work/run 12.csv'), 'a,b\n1,2\n');
});
afterAll(() => lab.close());
afterEach(() => lab.demo.control.setFaults([]));

const view = (change: object = {}): object => ({
  ...{ name: 'lab', url: lab.demo.url, username: 'demo', password: '******', isMounted: false, mountpoint: '' },
  ...{ status: expect.stringMatching(/^(not )?connected$/) },
  ...change,
});
const login = (body: object = { action: 'login' }) => lab.ask('openbis/conn/lab', { method: 'PUT', body });
const count = (): number => lab.demo.control.dataSetCodes().length;
const upload = (change: object = {}) =>
  lab.ask('openbis/dataset/lab', {
    method: 'POST',
    body: {
      ...{ type: 'RAW_DATA', entityIdentifier: '/LAB/PROJ/S1', parents: [], files: ['work/run 12.csv'] },
      props: { $NAME: 'run 12' },
      ...change,
    },
  });

describe('1. GET /openbis/conns', () => {
  test('answers all connections with their state', async () => {
    await login();
    const { status, headers, body } = await lab.ask('openbis/conns');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 200, connections: [view({ status: 'connected' })], notebook_dir: lab.folder });
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' });
  });

  test('one dead server does not fail the call', async () => {
    await lab.client.call('connections.add', {
      ...{ kind: 'openbis', name: 'dead', url: 'https://127.0.0.1:9', user: 'ada', password: 'x' },
    });
    await lab.client
      .call('connections.login', { id: (await idOf('dead')) ?? '' })
      .catch((error: Error) => expect(error).toMatchObject({ code: 'network' }));
    const { status, body } = await lab.ask('openbis/conns');
    expect(status).toBe(200);
    expect(body.connections.map((one: { name: string; status: string }) => [one.name, one.status])).toEqual([
      ['dead', 'not connected'],
      ['lab', 'connected'],
    ]);
    await lab.ask('openbis/conn/dead', { method: 'DELETE' });
  });
});

test('1. … a server that never answers does not fail it either', async () => {
  await login();
  lab.demo.control.setFaults([{ name: 'hang', path: '#isSessionActive' }]);
  expect((await lab.ask('openbis/conns')).body.connections).toEqual([view({ status: 'not connected' })]);
});

async function idOf(name: string): Promise<string | undefined> {
  return (await lab.client.call('connections.list', {})).find((one) => one.name === name)?.id;
}

describe('2. POST /openbis/conns', () => {
  const post = (body: unknown) => lab.ask('openbis/conns', { method: 'POST', body });
  afterEach(async () => {
    await lab.ask('openbis/conn/second', { method: 'DELETE' });
  });

  test('registers, logs in if both credentials are there, returns as GET with status 200', async () => {
    const { status, body } = await post({
      name: 'second',
      url: lab.demo.url,
      username: 'observer',
      password: 'observer',
    });
    expect(status).toBe(200);
    expect(body.connections).toContainEqual(view({ name: 'second', username: 'observer', status: 'connected' }));
    expect(body.notebook_dir).toBe(lab.folder);
  });

  test('a failed login is silent: the list shows "not connected"', async () => {
    const { status, body } = await post({ name: 'second', url: lab.demo.url, username: 'observer', password: 'wrong' });
    expect(status).toBe(200);
    expect(body.connections).toContainEqual(view({ name: 'second', username: 'observer', status: 'not connected' }));
  });

  test.each([
    ['no name', { url: 'https://a.example' }, 'name'],
    ['no url', { name: 'second' }, 'url'],
    ['a name that front-ends cannot put into addresses', { name: 'a/b', url: 'https://a.example' }, 'name'],
    ['an address that is none', { name: 'second', url: 'ftp://a.example' }, 'address'],
    ['no object', [], 'body'],
  ])('400 for %s', async (_, body, part) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body.reason).toContain(part);
  });

  test('409 if the name exists with another URL; same name and URL is an update', async () => {
    const other = await post({ name: 'lab', url: 'https://other.example' });
    expect(other.status).toBe(409);
    const same = await post({ name: 'lab', url: `${lab.demo.url}/openbis/webapp/eln-lims/` });
    expect(same.status).toBe(200);
    const update = await post({ name: 'lab', url: lab.demo.url, username: 'observer' });
    expect(update.body.connections).toEqual([view({ username: 'observer', status: 'not connected' })]);
    const back = await post({ name: 'lab', url: lab.demo.url, username: 'demo', password: 'demo' });
    expect(back.body.connections).toEqual([view({ username: 'demo', status: 'connected' })]);
  });
});

describe('3. GET /openbis/conn/<name>', () => {
  test('answers the connection and the folder, also under the key of the original', async () => {
    const { status, body } = await lab.ask('openbis/conn/lab');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 200, connection: view(), notebook_dir: lab.folder, noteboook_dir: lab.folder });
  });

  test('404 for an unknown one', async () => {
    const { status, body } = await lab.ask('openbis/conn/nowhere');
    expect([status, body]).toEqual([404, { reason: 'There is no connection named nowhere.' }]);
  });
});

describe('4. PUT /openbis/conn/<name> and PUT /openbis/conn', () => {
  test.each([
    ['login', { action: 'login', username: 'demo', password: 'demo' }],
    ['login, action missing', { username: 'demo', password: 'demo' }],
    ['login, action empty', { action: '', password: '******' }],
    ['login with what is kept', {}],
  ])('%s', async (_, body) => {
    const answer = await login(body);
    expect(answer.status).toBe(200);
    const connection = view({ status: 'connected' });
    expect(answer.body).toEqual({ status: 200, connection, notebook_dir: lab.folder });
  });

  test('without a name in the path: by name in the body, or the only one', async () => {
    const put = (body: object) => lab.ask('openbis/conn', { method: 'PUT', body });
    expect((await put({ name: 'lab' })).status).toBe(200);
    expect((await put({})).status).toBe(200);
    await lab.client.call('connections.add', { kind: 'openbis', name: 'b', url: 'https://b.example', user: 'ada' });
    const several = await put({ username: 'demo', password: 'demo' });
    expect([several.status, several.body.reason]).toEqual([400, expect.stringContaining('2 connections')]);
    await lab.ask('openbis/conn/b', { method: 'DELETE' });
  });

  test('401 with the words of the original for a wrong password; the kept one stays', async () => {
    const { status, body } = await login({ username: 'demo', password: 'wrong' });
    expect([status, body]).toEqual([401, { reason: 'Incorrect username or password for lab' }]);
    expect((await login({ password: '******' })).status).toBe(200);
  });

  test('exactly six asterisks means "use the stored one"; if none is stored, 401 with that explanation', async () => {
    await lab.client.call('connections.add', { kind: 'openbis', name: 'c', url: lab.demo.url, user: 'demo' });
    const put = (body: object) => lab.ask('openbis/conn/c', { method: 'PUT', body });
    for (const body of [{ password: '******' }, {}]) {
      const answer = await put(body);
      expect([answer.status, answer.body.reason]).toEqual([401, expect.stringContaining('No password is kept')]);
    }
    expect((await put({ password: '*****' })).status).toBe(401);
    expect((await put({ username: 'observer', password: 'observer' })).body.connection).toMatchObject({
      ...{ status: 'connected', username: 'observer' },
    });
    expect((await put({ username: 'demo', password: 'wrong' })).status).toBe(401);
    expect((await put({ password: '******' })).body.connection).toMatchObject({ username: 'observer' });
    await lab.ask('openbis/conn/c', { method: 'DELETE' });
  });

  test('anything but login, logout, mount, unmount is 400', async () => {
    expect((await login({ action: 'remount' })).status).toBe(400);
  });

  test('404 for an unknown connection, without an echo of the body', async () => {
    const answer = await lab.ask('openbis/conn/nowhere', { method: 'PUT', body: { password: 'canary-s3cret' } });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('canary');
  });

  test('502 for an unreachable server, with the cause', async () => {
    await lab.client.call('connections.add', {
      ...{ kind: 'openbis', name: 'dead', url: 'https://127.0.0.1:9', user: 'ada', password: 'x' },
    });
    const { status, body } = await lab.ask('openbis/conn/dead', { method: 'PUT', body: {} });
    expect([status, body.reason]).toEqual([502, expect.stringMatching(/127\.0\.0\.1|dead/)]);
    await lab.ask('openbis/conn/dead', { method: 'DELETE' });
  });

  test('logout', async () => {
    await login();
    const { status, body } = await login({ action: 'logout' });
    expect([status, body]).toEqual([200, { status: 200, connection: view({ status: 'not connected' }) }]);
    await login({ username: 'demo', password: 'demo' });
  });

  test('unmounting what is not mounted is done', async () => {
    expect((await login({ action: 'unmount' })).body).toEqual({ status: 200, connection: view() });
  });
});

describe('5. DELETE /openbis/conn/<name>', () => {
  test('forgets it: 200 {"status":200}, 404 afterwards', async () => {
    await lab.client.call('connections.add', { kind: 'openbis', name: 'gone', url: lab.demo.url, user: 'demo' });
    const remove = () => lab.ask('openbis/conn/gone', { method: 'DELETE' });
    expect(await remove()).toMatchObject({ status: 200, body: { status: 200 } });
    expect(await remove()).toMatchObject({ status: 404 });
  });
});

describe('6. GET /openbis/dataset/<conn>/<permId>/<downloadPath>', () => {
  const parent = (): string => lab.demo.special.parent;
  const get = (downloadPath: string, permId = parent()) =>
    lab.ask(`openbis/dataset/lab/${permId}/${encodeURIComponent(downloadPath)}`);

  test('downloads and answers what front-ends put into the notebook', async () => {
    const { status, body } = await get(join(lab.folder, 'data'));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ url: lab.demo.url, permId: parent(), path: join(lab.folder, 'data', parent()) },
      ...{ dataStore: 'DSS1', location: expect.any(String), size: expect.any(Number), jobId: expect.any(String) },
      files: expect.arrayContaining(['original/efficiencies.csv']),
      statusText: expect.stringContaining('successfully downloaded'),
    });
    expect(readFileSync(join(body.path, 'original/efficiencies.csv'), 'utf8')).toContain('efficiency');
  });

  test('an empty downloadPath is the default folder; a relative one lies below it', async () => {
    expect((await get('')).body.path).toBe(join(lab.folder, parent()));
    expect((await lab.ask(`openbis/dataset/lab/${parent()}`)).body.path).toBe(join(lab.folder, parent()));
    expect((await get('deep/er')).body.path).toBe(join(lab.folder, 'deep/er', parent()));
  });

  test('slashes left as they are', async () => {
    const { status, body } = await lab.ask(`openbis/dataset/lab/${parent()}/${join(lab.folder, 'plain')}`);
    expect([status, body.path]).toEqual([200, join(lab.folder, 'plain', parent())]);
  });

  test('404 for an unknown connection or dataset', async () => {
    expect(await lab.ask('openbis/dataset/nowhere/1-7/')).toMatchObject({ status: 404 });
    const { status, body } = await get('', '19990101000000000-1');
    expect([status, body.reason]).toEqual([404, 'No such dataSet found: 19990101000000000-1']);
  });

  test('409 for archived and for linked data', async () => {
    for (const permId of [lab.demo.special.archived, lab.demo.special.linked]) {
      const { status, body } = await get('', permId);
      expect(status).toBe(409);
      expect(body.reason).toContain(permId);
    }
  });

  test.each(['/etc', '../outside', 'work/../../outside', '%2e%2e'])(
    '422 for the path %s, and nothing is written',
    async (path) => {
      const before = lab.refusedFolders.length;
      const { status, body } = await get(path === '%2e%2e' ? '..' : path);
      expect([status, body.reason]).toEqual([422, expect.stringContaining('not allowed')]);
      expect(lab.refusedFolders).toHaveLength(before + 1);
      expect(existsSync(join(lab.outside, parent()))).toBe(false);
    },
  );

  test('a folder that the user has approved', async () => {
    lab.allowedFolders.push(lab.outside);
    expect((await get(lab.outside)).status).toBe(200);
    expect(existsSync(join(lab.outside, parent(), 'original/efficiencies.csv'))).toBe(true);
    lab.allowedFolders.pop();
  });

  test('a repeated request joins the running job; a caller that leaves ends nothing', async () => {
    lab.demo.control.setFaults([{ name: 'slow', path: 'file-transfer|#download', delayMs: 300, count: 1 }]);
    const leave = new AbortController();
    const path = `openbis/dataset/lab/${lab.demo.special.series}/joined`;
    const first = lab.ask(path, { signal: leave.signal });
    await expect.poll(() => openJobs(), patience).toBe(1);
    const second = lab.ask(path);
    leave.abort();
    await expect(first).rejects.toThrow();
    const { status, body } = await second;
    expect([status, body.files.length]).toEqual([200, 500]);
    expect((await jobs()).filter(({ title }) => title.includes(lab.demo.special.series))).toHaveLength(1);
  });
});

const jobs = () => lab.client.call('jobs.list', {});
async function openJobs(): Promise<number> {
  return (await jobs()).filter(({ status }) => ['queued', 'running', 'waiting'].includes(status)).length;
}

describe('7. POST /openbis/dataset/<conn>', () => {
  test('registers and answers with the permId', async () => {
    const before = count();
    const { status, body } = await upload({ parents: [lab.demo.special.parent] });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ status: 200, permId: expect.stringMatching(/^\d{17}-\d+$/), jobId: expect.any(String) },
      statusText: expect.stringContaining(body.permId),
    });
    expect(body.statusText).toMatch(/registered.*permId: /);
    expect(count() - before).toBe(1);
  });

  test('files may be percent-encoded once more; folders are allowed; collections own too', async () => {
    const answers = [
      await upload({ files: ['work/run%2012.csv'] }),
      await upload({ files: ['work'] }),
      await upload({ entityIdentifier: '/LAB/PROJ/EXP1' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('text becomes numbers and codes of terms; empty optional values are dropped', async () => {
    const props = { $NAME: '', REPETITIONS: '3', INSTRUMENT: 'iv', NOTES: '' };
    expect((await upload({ props })).status).toBe(200);
  });

  test('422 with all errors at once, one key each, and nothing is sent', async () => {
    lab.demo.control.clearTraffic();
    const before = count();
    const { status, body } = await upload({
      ...{ type: 'MEASUREMENT', entityIdentifier: '/LAB/NONE', parents: ['19990101000000000-1'] },
      ...{ files: ['work/none.csv', '../outside/x'], props: { TEMPERATURE: 'warm' } },
    });
    expect(status).toBe(422);
    const keys = body.errors.map((one: object) => Object.keys(one));
    expect(keys.every((one: string[]) => one.length === 1)).toBe(true);
    expect(keys.flat().toSorted()).toEqual(
      expect.arrayContaining(['entityIdentifier', 'file', 'parent', 'prop.METHOD', 'prop.TEMPERATURE']),
    );
    expect(keys.flat().filter((key: string) => key === 'file')).toHaveLength(2);
    expect(count()).toBe(before);
    expect(lab.demo.control.requests().filter(({ path }) => /upload|create/.test(path))).toEqual([]);
  });

  test('404 for an unknown connection, with errors', async () => {
    const { status, body } = await lab.ask('openbis/dataset/nowhere', { method: 'POST', body: {} });
    expect([status, body]).toEqual([404, { reason: expect.any(String), errors: [{ main: body.reason }] }]);
  });

  test('the 3-segment POST of the README is 405 with a helpful reason', async () => {
    const { status, headers, body } = await lab.ask('openbis/dataset/lab/1-7/data', { method: 'POST', body: {} });
    expect([status, body.reason]).toEqual([405, expect.stringContaining('openbis/dataset/CONNECTION')]);
    expect(headers.allow).toBe('GET');
  });

  test('asked twice at the same time, it is registered once', async () => {
    lab.demo.control.setFaults([{ name: 'slow', path: '#createUploadedDataSet', delayMs: 200 }]);
    const before = count();
    const twin = { props: { $NAME: 'twins' } };
    const [one, two] = await Promise.all([upload(twin), upload(twin)]);
    expect(one.body).toEqual(two.body);
    expect(count() - before).toBe(1);
  });

  test('a lost answer is looked for: registered once', async () => {
    lab.demo.control.setFaults([{ name: 'lostanswer', path: '#createUploadedDataSet' }]);
    const before = count();
    const { status } = await upload({ props: { $NAME: 'lost' } });
    expect(status).toBe(200);
    expect(count() - before).toBe(1);
  });
});

describe('8. GET /openbis/datasetTypes/<conn>', () => {
  test('answers types with their assignments and terms', async () => {
    const { status, body } = await lab.ask('openbis/datasetTypes/lab');
    expect(status).toBe(200);
    const raw = body.dataSetTypes.find(({ code }: { code: string }) => code === 'RAW_DATA');
    expect(Object.keys(raw).toSorted()).toEqual(
      [
        ...['permId', 'code', 'description', 'mainDataSetPattern', 'mainDataSetPath', 'disallowDeletion'],
        ...['modificationDate', 'validationPlugin', 'metaData', 'propertyAssignments'],
      ].toSorted(),
    );
    const [instrument] = raw.propertyAssignments.filter(({ code }: { code: string }) => code === 'INSTRUMENT');
    expect(instrument).toMatchObject({
      propertyType: 'INSTRUMENT',
      dataType: 'CONTROLLEDVOCABULARY',
      mandatory: false,
    });
    expect(instrument.terms).toContainEqual(expect.objectContaining({ code: 'IV', official: true }));
    const name = raw.propertyAssignments.find(({ code }: { code: string }) => code === '$NAME');
    expect(name).not.toHaveProperty('terms');
  });

  test('kept, and asked anew with refresh=1', async () => {
    lab.demo.control.clearTraffic();
    await lab.ask('openbis/datasetTypes/lab');
    expect(lab.demo.control.requests()).toEqual([]);
    await lab.ask('openbis/datasetTypes/lab?refresh=1');
    expect(lab.demo.control.requests().map(({ path }) => path)).toContainEqual(
      expect.stringContaining('#searchDataSetTypes'),
    );
  });
});

describe('9. GET /openbis/sample/<conn>/<identifier>?start_with=&count=', () => {
  const get = (identifier: string, query = '') =>
    lab.ask(`openbis/sample/lab/${encodeURIComponent(identifier)}${query}`);

  test('answers the data sets of a sample, with echoed paging', async () => {
    const { status, body } = await get('/LAB/SOLAR_CELLS/PEROVSKITE-001', '?start_with=0&count=5');
    expect(status).toBe(200);
    expect(body).toMatchObject({ start_with: '0', count: '5', totalCount: expect.any(Number), cwd: lab.folder });
    const [row] = body.dataSets;
    expect(Object.keys(row).toSorted()).toEqual(
      [
        ...['permId', 'type', 'experiment', 'sample', 'registrationDate', 'modificationDate', 'location'],
        ...['status', 'presentInArchive', 'size', '$NAME'],
      ].toSorted(),
    );
    expect(row).toMatchObject({ sample: '/LAB/SOLAR_CELLS/PEROVSKITE-001', status: expect.any(String) });
    expect(row.registrationDate).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  test('defaults are start_with=0 and count=10', async () => {
    const { body } = await get('/LAB/PROJ/S1');
    expect([body.start_with, body.count]).toEqual(['0', '10']);
  });

  test('slashes left as they are', async () => {
    expect((await lab.ask('openbis/sample/lab//LAB/PROJ/S1')).body.totalCount).toBeGreaterThan(0);
  });

  test('an experiment where no sample has data sets', async () => {
    const { status, body } = await get('/LAB/PROJ/EXP1');
    expect(status).toBe(200);
    expect(body.dataSets[0].experiment).toBe('/LAB/PROJ/EXP1');
  });

  test('an empty list for what exists and has none; 404 only for what does not exist', async () => {
    expect((await get('/LAB/PROJ/EXP2')).body).toMatchObject({ dataSets: [], totalCount: 0 });
    const none = await get('/LAB/PROJ/NONE');
    expect([none.status, none.body.reason]).toEqual([404, 'No such Sample or Experiment: /LAB/PROJ/NONE']);
  });

  test('404 for an unknown connection; 400 for paging that is no number', async () => {
    expect((await lab.ask('openbis/sample/nowhere/S1')).status).toBe(404);
    for (const query of ['?count=five', '?start_with=-1', '?count=', '?count=10001'])
      expect((await get('/LAB/PROJ/S1', query)).status).toBe(400);
  });
});

describe.each(['requirements', 'openbis/requirements'])('10. POST /%s', (path) => {
  const post = (body: object) => lab.ask(path, { method: 'POST', body });
  const textOf = (name: string): string => readFileSync(join(lab.folder, 'work', name), 'utf8');

  test('writes the two text files beside the notebook', async () => {
    const { status, body } = await post({
      ...{ notebook_path: 'work/fit.ipynb', requirements_list: ['numpy==2.1', 'pybis==1.37'] },
      ...{ requirements_filename: 'requirements.txt', runtime: 'python-3.12', runtime_filename: 'runtime.txt' },
    });
    expect([status, body]).toEqual([200, { status: 200, files: ['work/requirements.txt', 'work/runtime.txt'] }]);
    expect([textOf('requirements.txt'), textOf('runtime.txt')]).toEqual(['numpy==2.1\npybis==1.37\n', 'python-3.12\n']);
  });

  test('any pair may be missing or null', async () => {
    const { body } = await post({
      notebook_path: 'work/fit.ipynb',
      runtime: 'r',
      runtime_filename: 'r.txt',
      requirements_list: null,
    });
    expect(body.files).toEqual(['work/r.txt']);
    expect((await post({ notebook_path: 'work/fit.ipynb' })).body.files).toEqual([]);
  });

  test.each([
    [{ notebook_path: '../outside/a.ipynb' }],
    [{ notebook_path: '/etc/a.ipynb' }],
    [{ notebook_path: 'none/a.ipynb' }],
    [{ notebook_path: '.' }],
    [{ requirements_filename: '../x' }],
    [{ requirements_filename: '/etc/x' }],
    [{ requirements_filename: '..' }],
    [{ requirements_filename: '' }],
    [{ requirements_filename: '.bashrc' }],
    [{ requirements_filename: 'a\\b' }],
    [{ runtime: 'r', runtime_filename: 'work/x' }],
  ])('422 for %j, and nothing is written', async (change) => {
    const name = `fresh-${path.length}.txt`;
    const { status } = await post({
      ...{ notebook_path: 'work/fit.ipynb', requirements_list: 'x', requirements_filename: name, ...change },
    });
    expect(status).toBe(422);
    expect(existsSync(join(lab.folder, 'work', name))).toBe(false);
    expect(existsSync(join(lab.folder, 'x'))).toBe(false);
  });
});

describe('additions under /openbis/x/', () => {
  test('transfers can be seen', async () => {
    const { body } = await lab.ask('openbis/x/jobs');
    expect(body.jobs.length).toBeGreaterThan(0);
    const [{ id }] = body.jobs;
    expect((await lab.ask(`openbis/x/jobs/${id}`)).body).toMatchObject({ id, status: 'succeeded' });
    expect((await lab.ask('openbis/x/jobs/none')).status).toBe(404);
    expect((await lab.ask('openbis/x/jobs/none', { method: 'DELETE' })).status).toBe(404);
  });

  test('the tree can be browsed, in pages', async () => {
    const below = (path: string) => lab.ask(`openbis/x/tree/lab?path=${encodeURIComponent(path)}&count=2`);
    expect((await below('')).body).toMatchObject({
      path: '',
      items: [{ kind: 'space', identifier: '/DEFAULT', isFolder: true }, { identifier: '/LAB' }],
      totalCount: 3,
    });
    expect((await below('/LAB')).body.items[0]).toMatchObject({ kind: 'project', identifier: '/LAB/PROJ' });
    expect((await below('/LAB/PROJ/')).body).toMatchObject({
      path: '/LAB/PROJ',
      items: [{ kind: 'collection', identifier: '/LAB/PROJ/EXP1', name: 'Trial of the new oven' }, {}],
    });
    expect((await below('/LAB/SOLAR_CELLS/CIGS')).body).toMatchObject({
      items: [{ kind: 'object', name: 'cigs cell 1', isFolder: false }, {}],
      ...{ start_with: '0', count: '2', totalCount: 25 },
    });
    expect((await below('/LAB/PROJ/EXP1/S1')).status).toBe(400);
    expect((await lab.ask('openbis/x/tree/other')).status).toBe(404);
  });

  test('the description', async () => {
    expect((await lab.ask('openbis/x/openapi.json')).body).toMatchObject({ openapi: '3.1.0' });
  });
});
