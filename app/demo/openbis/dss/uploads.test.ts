import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type Answer, freshOpenbis } from '../test-demo.ts';
import { creation, pathsOf, sampleS1, sendFiles, sendPart } from '../test-upload.ts';

const demo = freshOpenbis();

async function register(token: string, uploadId: string, more: object = {}): Promise<Answer> {
  return demo.rpc('createUploadedDataSet', [token, creation(uploadId, more)], 'dss');
}

async function read(token: string, code: string, path: string): Promise<string> {
  return (await fetch(`${demo.server.dssUrl}/datastore_server/${code}/${path}?sessionID=${token}`)).text();
}

it('puts parts together in any order and as often as they come, and tells how much it wrote', async () => {
  const token = await demo.login();
  const part = (startByte: number, text: string): Promise<{ text: string }> =>
    sendPart(demo, { sessionID: token, filename: 'u1/a.txt', startByte, endByte: 0 }, text);
  await part(5, 'world');
  expect(JSON.parse((await part(0, 'hello')).text)).toEqual({
    ...{ id: 1, startByte: 0, endByte: 0, filename: 'u1/a.txt', emptyFolder: false, size: 5, status: 'ok' },
  });
  await part(5, 'world');
  const { result } = await register(token, 'u1');
  expect(await read(token, result.permId, 'original/a.txt')).toBe('helloworld');
});

it('gives back what lies in the workspace, until the session ends', async () => {
  const token = await demo.login();
  await sendPart(demo, { sessionID: token, filename: 'u1/a.txt' }, 'text');
  const look = (session: string): Promise<Response> =>
    fetch(`${demo.server.url}/datastore_server/session_workspace_file_download?sessionID=${session}&filePath=u1/a.txt`);
  expect(await (await look(token)).text()).toBe('text');
  await demo.rpc('logout', [token]);
  expect((await look(await demo.login())).status).toBe(500);
});

it.each([
  [{ 'a.txt': 'A' }, ['original/a.txt']],
  [{ 'd/a.txt': 'A', 'd/e/b.txt': '' }, ['original/d/a.txt', 'original/d/e/b.txt']],
  [{ 'default/a.txt': 'A', 'default/b.txt': 'B' }, ['original/default/a.txt', 'original/default/b.txt']],
])('lays out %o from the workspace', async (files, paths) => {
  const token = await demo.login();
  const { result } = await register(token, await sendFiles(demo, token, files));
  expect(result['@type']).toBe('as.dto.dataset.id.DataSetPermId');
  expect(await pathsOf(demo, token, result.permId)).toEqual(paths);
});

it('keeps empty folders', async () => {
  const token = await demo.login();
  const uploadId = await sendFiles(demo, token, { 'd/a.txt': 'A' });
  await sendPart(demo, { sessionID: token, filename: `${uploadId}/d/empty`, emptyFolder: 'True' });
  const code = (await register(token, uploadId)).result.permId;
  const { result } = await demo.rpc('listFilesForDataSet', [token, code, '/original/d', false], 'dssV1');
  expect(result.map((one: Answer) => [one.pathInListing, one.isDirectory])).toEqual([
    ['empty', true],
    ['a.txt', false],
  ]);
});

it('refuses parts without session, names or places, and names that lead elsewhere', async () => {
  const token = await demo.login();
  const refused = async (parameters: Record<string, string>): Promise<string> => {
    const { status, text } = await sendPart(demo, { sessionID: token, filename: 'u/a', ...parameters }, 'x');
    expect(status).toBe(500);
    return text;
  };
  expect(await refused({ sessionID: 'nonsense' })).toContain('user is not logged in');
  expect(await refused({ filename: 'u/../../a' })).toContain("must not contain '../'");
  expect(await refused({ startByte: 'x' })).toContain('startByte');
  expect(
    (await fetch(`${demo.server.url}/datastore_server/session_workspace_file_upload`, { method: 'POST' })).status,
  ).toBe(500);
});

it('takes a form for parameters and stores nothing of it', async () => {
  const token = await demo.login();
  const url = `${demo.server.url}/datastore_server/session_workspace_file_upload?sessionID=${token}&id=1&startByte=0&endByte=1&filename=u/a`;
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
  expect(await response.json()).toMatchObject({ size: 0 });
});

it('refuses to register two children, nothing, slashes, missing owners, types, parents and rights', async () => {
  const token = await demo.login();
  const message = async (uploadId: string, more: object = {}, session = token): Promise<string> =>
    (await register(session, uploadId, more)).error.message;
  expect(await message(await sendFiles(demo, token, { 'a.txt': '', 'b.txt': '' }))).toContain('exactly one');
  expect(await message('unheard-of')).toContain('No uploaded files found for upload id');
  expect(await message('a/b')).toContain('must not contain');
  const uploadId = await sendFiles(demo, token, { 'a.txt': 'A' });
  expect(await message(uploadId, { sampleId: null })).toContain('sample or an experiment');
  expect(await message(uploadId, { sampleId: { ...sampleS1, identifier: '/LAB/PROJ/NONE' } })).toContain(
    'has not been found',
  );
  expect(await message(uploadId, { typeId: { permId: 'MOON' } })).toContain("'MOON' does not exist");
  expect(await message(uploadId, { parentIds: [{ permId: '1-1' }] })).toContain('has not been found');
  expect(await message('u', {}, await demo.login('observer'))).toContain('Access denied to');
});

it('checks properties against the type', async () => {
  const token = await demo.login();
  const uploadId = await sendFiles(demo, token, { 'a.txt': 'A' });
  const typeId = { permId: 'MEASUREMENT' };
  const message = async (properties: object): Promise<string> =>
    (await register(token, uploadId, { typeId, properties })).error.message;
  const whole = { METHOD: 'm', INSTRUMENT: 'sem' };
  expect(await message({ METHOD: 'm' })).toBe("Value of mandatory property 'INSTRUMENT' not specified.");
  expect(await message({ ...whole, COLOR: 'RED' })).toContain("'COLOR' is not assigned");
  expect(await message({ ...whole, INSTRUMENT: 'TELESCOPE' })).toContain("It must exist in 'INSTRUMENTS'");
  expect(await message({ ...whole, REPETITIONS: 'two' })).toContain("Integer value 'two'");
  expect(await message({ ...whole, TEMPERATURE: 'warm' })).toContain("Double value 'warm'");
  expect(await message({ ...whole, MEASURED_ON: '2023-05-18T11:17:03' })).toContain('Date value');
  expect(await message({ ...whole, CHECKED: 'perhaps' })).toContain('Boolean value');
  expect(await message({ ...whole, SETTINGS: '{' })).toContain('JSON value');
  expect(await message({ ...whole, DOI: 'here' })).toContain('Hyperlink value');
  expect(await message({ ...whole, DELIVERED: 'soon' })).toContain('Date value');
  const good = {
    method: 'm',
    instrument: 'sem',
    measured_on: '23-5-18 11:17',
    channels: [3, 2, 1],
    labels: ['a,b', 'c'],
    age: '7',
  };
  const code = (await register(token, uploadId, { typeId, properties: good })).result.permId;
  const options = { properties: { '@type': 'as.dto.property.fetchoptions.PropertyFetchOptions' } };
  const { result } = await demo.rpc('getDataSets', [token, [{ permId: code }], options]);
  expect(result[code].properties).toEqual({
    ...{ METHOD: 'm', INSTRUMENT: 'SEM', MEASURED_ON: '2023-05-18 11:17:00', CHANNELS: '3, 2, 1', LABELS: 'a\\,b, c' },
  });
});

it('lets the sample win over the experiment, and knows no size before the storage is confirmed', async () => {
  demo.server.control.change({ confirmationMs: 1000 });
  const token = await demo.login();
  const experimentId = { '@type': 'ExperimentIdentifier', identifier: '/DEFAULT/DEFAULT/DEFAULT' };
  const code = (await register(token, await sendFiles(demo, token, { 'a.txt': 'A' }), { experimentId })).result.permId;
  const options = { experiment: {}, physicalData: {} };
  const look = async (): Promise<Answer> =>
    (await demo.rpc('getDataSets', [token, [{ permId: code }], options])).result[code];
  const before = await look();
  expect([before.experiment.identifier.identifier, before.physicalData.size]).toEqual(['/LAB/PROJ/EXP1', null]);
  demo.clock.nowMs += 1000;
  expect((await look()).physicalData.size).toBe(1);
});

async function sendForm(token: string, names: string[], more: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const name of names) form.append('file', new File([name], name));
  const query = new URLSearchParams({ dataSetType: 'RAW_DATA', sessionID: token, uploadID: 'form', ...more });
  return fetch(`${demo.server.dssUrl}/datastore_server/store_share_file_upload?${query}`, {
    method: 'POST',
    body: form,
  });
}

it.each([
  [['a.txt'], {}, ['original/a.txt']],
  [['a.txt', 'b.txt'], {}, ['original/upload/a.txt', 'original/upload/b.txt']],
  [['x/a.txt', 'b.txt'], { folderPath: 'd' }, ['original/d/a.txt', 'original/d/b.txt']],
  [['x/a.txt'], { ignoreFilePath: 'False' }, ['original/x/a.txt']],
])('lays out a form with %o and %o', async (names, more, paths) => {
  demo.server.control.change({ registersWorkspace: false });
  const token = await demo.login();
  const sent = await sendForm(token, names, more);
  expect([sent.status, await sent.text()]).toEqual([200, '']);
  const workspace = await sendFiles(demo, token, { 'a.txt': 'A' });
  expect((await register(token, workspace)).error.message).toContain('No uploaded files found for upload id');
  expect(await pathsOf(demo, token, (await register(token, 'form')).result.permId)).toEqual(paths);
});

it('refuses forms without session, type, upload id or files, and names that lead elsewhere', async () => {
  const token = await demo.login();
  const refused = async (names: string[], more: Record<string, string>): Promise<string> => {
    const response = await sendForm(token, names, more);
    expect(response.status).toBe(500);
    return response.text();
  };
  expect(await refused(['a'], { sessionID: 'x' })).toContain('user is not logged in');
  expect(await refused(['a'], { dataSetType: 'MOON' })).toContain("'MOON' does not exist");
  expect(await refused(['a'], { uploadID: '' })).toContain('null or empty');
  expect(await refused(['a'], { uploadID: 'a/b' })).toContain("must not contain '/'");
  expect(await refused(['a'], { folderPath: '../x' })).toContain("must not contain '../'");
  expect(await refused([], {})).toContain('at least one file');
});

async function insert(token: string, more: object): Promise<string[]> {
  const usual = { method: 'insertDataSet', sampleIdentifier: '/LAB/PROJ/S1', dataSetType: 'RAW_DATA', properties: {} };
  const input = {
    permId: null,
    experimentIdentifier: null,
    folderName: null,
    isZipDirectoryUpload: false,
    ...usual,
    ...more,
  };
  const params = [token, 'DSS1', 'dataset-uploader-api', input];
  const { result } = await demo.rpc('createReportFromAggregationService', params, 'query');
  return result.rows[0].map((cell: Answer) => cell.value);
}

it('registers by plug-in: one file, several, those of an archive', async () => {
  demo.server.control.change({ apiVersion: '3.5' });
  const token = await demo.login();
  expect((await register(token, 'u')).error.code).toBe(-32601);
  for (const name of ['a.txt', 'b.txt']) await sendPart(demo, { sessionID: token, filename: name }, name);
  const [ok, , single = ''] = await insert(token, { fileNames: ['a.txt'], permId: 'CHOSEN' });
  expect([ok, single, await pathsOf(demo, token, single)]).toEqual(['OK', 'CHOSEN', ['original/a.txt']]);
  const [, , both = ''] = await insert(token, { fileNames: ['a.txt', 'b.txt'] });
  expect(await pathsOf(demo, token, both)).toEqual(['original/DEFAULT/a.txt', 'original/DEFAULT/b.txt']);
  const zip = archive('d/c.txt', 'inside');
  await sendPart(demo, { sessionID: token, filename: 'd.zip' }, zip.subarray(0, 30));
  await sendPart(demo, { sessionID: token, filename: 'd.zip', startByte: 30 }, zip.subarray(30));
  const [, , folder = ''] = await insert(token, { fileNames: ['d.zip'], isZipDirectoryUpload: true });
  expect(await read(token, folder, 'original/DEFAULT/d/c.txt')).toBe('inside');
});

it('tells failures of the plug-in in its table', async () => {
  const token = await demo.login();
  expect((await insert(token, { fileNames: ['none.txt'] }))[1]).toContain("'none.txt' does not exist");
  expect((await insert(token, { fileNames: [] }))[1]).toContain('at least one file');
  await sendPart(demo, { sessionID: token, filename: 'a.txt' }, 'no archive');
  expect((await insert(token, { fileNames: ['a.txt'], isZipDirectoryUpload: true }))[1]).toContain('no zip archive');
});

/** One packed file and the directory behind it. */
function archive(name: string, text: string): Buffer<ArrayBuffer> {
  const packed = deflateRawSync(text);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}
