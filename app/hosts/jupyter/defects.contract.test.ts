import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type JupyterLab, openJupyterLab } from '../../testing/jupyter-lab.ts';

/** The defects of the original (10.3), each with the protocol's words. */
let lab: JupyterLab;

beforeAll(async () => {
  lab = await openJupyterLab();
  await lab.ask('openbis/conn/lab', { method: 'PUT', body: {} });
});
afterAll(() => lab.close());
afterEach(() => lab.demo.control.setFaults([]));

const put = (body: object) => lab.ask('openbis/conn/lab', { method: 'PUT', body });

test('DELETE/unknown name uses an undefined variable in the message: 404', async () =>
  expect(await lab.ask('openbis/conn/none', { method: 'DELETE' })).toMatchObject({
    ...{ status: 404, body: { reason: expect.stringContaining('none') } },
  }));

test('PUT login, any failure: single JSON', async () => {
  lab.demo.control.setFaults([{ name: 'error', path: '#login', message: 'The database is away' }]);
  const { status, body } = await put({ username: 'demo', password: 'demo' });
  expect([status, body]).toEqual([502, { reason: expect.stringContaining('The database is away') }]);
});

describe('network errors are no wrong password: causes are mapped', () => {
  test.each([
    ['a 502 of a proxy', { name: 'http', path: '#login', status: 502 }],
    ['HTML in place of an answer', { name: 'html200', path: '#login' }],
    ['a connection that is reset', { name: 'reset', path: '#login', count: 20 }],
  ] as const)('%s', async (_, fault) => {
    lab.demo.control.setFaults([fault]);
    expect((await put({ username: 'demo', password: 'demo' })).status).toBe(502);
  });
});

test('wrong connection on upload: 404', async () =>
  expect((await lab.ask('openbis/dataset/none', { method: 'POST', body: {} })).status).toBe(404));

test('unknown connection on sample route: 404', async () =>
  expect((await lab.ask('openbis/sample/none/S1')).status).toBe(404));

test('new_dataset failure: 422/500 JSON', async () => {
  const body = { type: 'NONE', entityIdentifier: 'NONE', files: [] };
  expect(await lab.ask('openbis/dataset/lab', { method: 'POST', body })).toMatchObject({
    ...{ status: 422, body: { reason: expect.any(String), errors: expect.any(Array) } },
  });
});

test('missing password triggers an interactive prompt inside the server: 401', async () => {
  await lab.client.call('connections.add', { kind: 'openbis', name: 'bare', url: lab.demo.url, user: 'demo' });
  expect((await lab.ask('openbis/conn/bare', { method: 'PUT', body: {} })).status).toBe(401);
  await lab.ask('openbis/conn/bare', { method: 'DELETE' });
});

test('all calls synchronous on the web loop: others are answered while one waits', async () => {
  lab.demo.control.setFaults([{ name: 'hang', path: '#searchDataSetTypes' }]);
  const leave = new AbortController();
  const hanging = lab.ask('openbis/datasetTypes/lab?refresh=1', { signal: leave.signal });
  hanging.catch(() => undefined);
  expect((await lab.ask('openbis/sample/lab/S1')).status).toBe(200);
  leave.abort();
  await expect(hanging).rejects.toThrow();
});

test('datasetTypes fails for the whole connection if one type has no property: handled', async () => {
  const { body } = await lab.ask('openbis/datasetTypes/lab?refresh=1');
  const bare = body.dataSetTypes.find(({ code }: { code: string }) => code === 'UNKNOWN');
  expect(bare.propertyAssignments).toEqual([]);
});

test('NaN in JSON, the string "None": null', async () => {
  const { text, body } = await lab.ask('openbis/sample/lab//LAB/LOOSE1');
  expect(text).not.toMatch(/NaN|"None"/);
  expect(body.dataSets).toContainEqual(expect.objectContaining({ experiment: null, sample: '/LAB/LOOSE1' }));
  const linked = await lab.ask('openbis/sample/lab//LAB/PROJ/S1?count=100');
  expect(linked.body.dataSets).toContainEqual(expect.objectContaining({ location: null, size: null }));
});

test('downloadPath any absolute path via unauthenticated GET: auth and allowed roots', async () => {
  const path = `openbis/dataset/lab/${lab.demo.special.parent}/${encodeURIComponent(lab.outside)}`;
  expect((await lab.ask(path, { headers: {} })).status).toBe(403);
  expect((await lab.ask(path)).status).toBe(422);
});

test('paging past the end of a sample falls through to experiment search: totalCount counts', async () => {
  const first = await lab.ask('openbis/sample/lab//LAB/PROJ/S1');
  const past = await lab.ask('openbis/sample/lab//LAB/PROJ/S1?start_with=1000');
  expect(past.body).toMatchObject({ dataSets: [], totalCount: first.body.totalCount });
});

test('LINK datasets, download always fails: explicit message', async () => {
  const { body } = await lab.ask(`openbis/dataset/lab/${lab.demo.special.linked}/`);
  expect(body.reason).toContain('linked data');
});

test('PUT on an unknown connection echoes the whole body, password included: 404, no echo', async () => {
  const answer = await lab.ask('openbis/conn/none', { method: 'PUT', body: { password: 'canary' } });
  expect([answer.status, answer.text.includes('canary')]).toEqual([404, false]);
});

test('an INTEGER property given as text is 500: converted', async () => {
  const { body } = await lab.ask('openbis/dataset/lab', {
    method: 'POST',
    body: { type: 'RAW_DATA', entityIdentifier: '/LAB/PROJ/S1', files: [], props: { REPETITIONS: '4' } },
  });
  expect(body.errors.flatMap((one: object) => Object.keys(one))).not.toContain('prop.REPETITIONS');
});

test('the stored password is never in an answer', async () => {
  const texts = [await lab.ask('openbis/conns'), await lab.ask('openbis/conn/lab')].map(({ text }) => text);
  for (const text of texts) expect(text).toMatch(/"password":"\*{6}"/);
});
