import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiAnswer, type JupyterLab, openJupyterLab } from '../../testing/jupyter-lab.ts';
import { xsrfCookieName } from '../loopback/names.ts';

/**
 * The calls of Jupyter's openBIS extensions in their order, with the headers and bodies that they send: the page is
 * opened, a server is added, one logs in, a data set is searched and fetched, the notebook is uploaded.
 */
let lab: JupyterLab;
const jar = new Map<string, string>();
const spoken: string[] = [];

beforeAll(async () => {
  lab = await openJupyterLab({ host: { basePath: '/user/ada/' }, name: 'my lab' });
  mkdirSync(join(lab.folder, 'runs'));
  writeFileSync(join(lab.folder, 'runs/fit.ipynb'), '{"cells":[],"nbformat":4}');
  writeFileSync(join(lab.folder, 'runs/curve 1.csv'), 'x,y\n');
});
afterAll(() => lab.close());

/** As the browser and the extension's `fetch` send it: same origin, cookies, the XSRF header for what changes. */
async function say(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const origin = `http://127.0.0.1:${lab.host.port}`;
  const answer = await lab.ask(path, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: {
      ...{ 'sec-fetch-site': 'same-origin', referer: `${origin}/user/ada/notebooks/runs/fit.ipynb` },
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(method === 'GET'
        ? {}
        : {
            ...{ 'content-type': 'application/json', credentials: 'same-origin', origin },
            'x-xsrftoken': jar.get(xsrfCookieName) ?? '',
          }),
    },
  });
  for (const cookie of answer.headers['set-cookie'] ?? []) {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    jar.set(name, value);
  }
  spoken.push(`${method} ${path.replace(/\?.*$/, '')} ${answer.status}`);
  return answer;
}

test('the conversation', async () => {
  const { parent } = lab.demo.special;
  await say('GET', `?token=${lab.host.token}`);
  const first = await say('GET', 'openbis/conns');
  expect(first.body.connections).toMatchObject([{ name: 'my lab', status: 'not connected', password: '******' }]);
  expect(first.body.notebook_dir).toBe(lab.folder);

  const added = await say('POST', 'openbis/conns', {
    ...{ name: 'second', url: lab.demo.url, username: 'observer', password: 'observer' },
  });
  expect(added.body.connections.map((one: { name: string }) => one.name).toSorted()).toEqual(['my lab', 'second']);

  const wrong = await say('PUT', 'openbis/conn/my%20lab', { username: 'demo', password: 'guess', action: 'login' });
  expect(wrong.body.reason).toContain('Incorrect username or password for my lab');
  const right = await say('PUT', 'openbis/conn/my%20lab', { username: 'demo', password: '******', action: 'login' });
  expect(right.body.connection).toMatchObject({ name: 'my lab', status: 'connected' });

  const entity = encodeURIComponent('/LAB/LOOSE1');
  const found = await say('GET', `openbis/sample/my%20lab/${entity}?start_with=0&count=5`);
  expect(found.body).toMatchObject({ start_with: '0', count: '5', dataSets: [{ permId: parent }] });
  expect((await say('GET', `openbis/sample/my%20lab/${entity}?start_with=5&count=5`)).body.dataSets).toEqual([]);

  const target = encodeURIComponent(found.body.cwd);
  const fetched = await say('GET', `openbis/dataset/my%20lab/${parent}/${target}`);
  const metadata = Object.fromEntries(
    ['permId', 'path', 'dataStore', 'location', 'size', 'files', 'statusText'].map((key) => [key, fetched.body[key]]),
  );
  expect(metadata).toMatchObject({ permId: parent, path: join(lab.folder, parent), dataStore: expect.any(String) });
  expect(readFileSync(join(metadata.path, 'original/efficiencies.csv'), 'utf8')).toContain('efficiency');

  const types = await say('GET', 'openbis/datasetTypes/my%20lab');
  expect(types.body.dataSetTypes.map(({ code }: { code: string }) => code)).toContain('ANALYSIS_NOTEBOOK');

  const saved = await say('POST', 'requirements', {
    ...{ notebook_path: 'runs/fit.ipynb', requirements_list: ['numpy==2.1'], runtime: 'python-3.12' },
    ...{ requirements_filename: 'requirements.txt', runtime_filename: 'runtime.txt' },
  });
  expect(saved.body.files).toEqual(['runs/requirements.txt', 'runs/runtime.txt']);

  const draft = {
    ...{ type: 'ANALYSIS_NOTEBOOK', entityIdentifier: '/LAB/LOOSE1', parents: [parent] },
    files: ['runs/fit.ipynb', 'runs/curve%201.csv', ...saved.body.files],
  };
  const refused = await say('POST', 'openbis/dataset/my%20lab', {
    ...draft,
    entityIdentifier: '/LAB/NOWHERE',
    props: {},
  });
  expect(refused.body.errors).toEqual([{ entityIdentifier: expect.any(String) }]);
  const uploaded = await say('POST', 'openbis/dataset/my%20lab', { ...draft, props: { $NAME: 'fit', NOTES: '' } });
  expect(uploaded.body).toMatchObject({ statusText: expect.stringContaining('permId: '), permId: expect.any(String) });

  const after = await say('GET', `openbis/sample/my%20lab/${entity}?start_with=0&count=5`);
  expect(after.body.dataSets.map(({ permId }: { permId: string }) => permId)).toContain(uploaded.body.permId);

  const out = await say('PUT', 'openbis/conn/my%20lab', { action: 'logout' });
  expect(out.body.connection.status).toBe('not connected');
  await say('DELETE', 'openbis/conn/second');

  expect(spoken).toEqual([
    'GET  303',
    'GET openbis/conns 200',
    'POST openbis/conns 200',
    'PUT openbis/conn/my%20lab 401',
    'PUT openbis/conn/my%20lab 200',
    `GET openbis/sample/my%20lab/${entity} 200`,
    `GET openbis/sample/my%20lab/${entity} 200`,
    `GET openbis/dataset/my%20lab/${parent}/${target} 200`,
    'GET openbis/datasetTypes/my%20lab 200',
    'POST requirements 200',
    'POST openbis/dataset/my%20lab 422',
    'POST openbis/dataset/my%20lab 200',
    `GET openbis/sample/my%20lab/${entity} 200`,
    'PUT openbis/conn/my%20lab 200',
    'DELETE openbis/conn/second 200',
  ]);
});
