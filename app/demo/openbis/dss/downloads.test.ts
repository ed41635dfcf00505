import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { formulaBytes, readAll } from '../store/formula-bytes.ts';
import { codeIs, criteria, ofDataSet } from '../test-criteria.ts';
import { type Answer, freshOpenbis } from '../test-demo.ts';

const demo = freshOpenbis({ seriesFileBytes: 2_500_000 });

async function list(token: string, code: string): Promise<Answer[]> {
  const wanted = criteria('dss.dto.datasetfile.search.DataSetFileSearchCriteria', ofDataSet(codeIs(code)));
  return (await demo.rpc('searchFiles', [token, wanted, { from: 1, count: 1 }], 'dss')).result.objects;
}

const get = (path: string, token: string, more: RequestInit = {}): Promise<Response> =>
  fetch(`${demo.server.dssUrl}/datastore_server/${path}?sessionID=${token}`, more);

it('lists files, folders and the root, without pages, with signed checksums', async () => {
  const token = await demo.login();
  const lines = await list(token, demo.server.special.parent);
  expect(lines.map((one) => [one.path, one.directory, one.fileLength])).toEqual([
    ['', true, 0],
    ['original', true, 0],
    ['original/efficiencies.csv', false, 23],
    ['original/film.fits', false, 11520],
  ]);
  expect(lines[2].checksumCRC32).toBe(crc32('cell,efficiency\n1,0.21\n') | 0);
  expect((await list(token, demo.server.special.many)).length).toBe(100_103);
  expect((await list(token, demo.server.special.large)).map((one) => one.checksumCRC32)).toEqual([0, 0, 0, 0, 0]);
});

it('sends a file with its length, and nothing but the whole', async () => {
  const token = await demo.login();
  const path = `${demo.server.special.oddNames}/original%2Ffolder%20with%20blank/a%2C%20b%20%26%20c.txt`;
  const response = await get(path, token, { headers: { range: 'bytes=2-3' } });
  const head = (name: string): string | null => response.headers.get(name);
  expect([response.status, head('content-length'), head('accept-ranges'), head('etag')]).toEqual([
    200,
    '8',
    null,
    null,
  ]);
  expect(head('content-disposition')).toContain('filename=');
  expect(await response.text()).toBe('file 24\n');
});

it('has a page with status 200 for everything that fails, and for folders', async () => {
  const token = await demo.login();
  const { parent, archived } = demo.server.special;
  for (const [path, session, words] of [
    [`${parent}/original/efficiencies.csv`, 'nonsense', 'user is not logged in'],
    [`${parent}/original/none.csv`, token, 'does not exist in data set'],
    ['1-1/original/none.csv', token, 'does not exist'],
    [`${archived}/original/iv/curve.csv`, token, 'is not available'],
    [`${parent}/original`, token, 'original/film.fits'],
  ] as const) {
    const response = await get(path, session);
    expect([response.status, response.headers.get('content-disposition')]).toEqual([200, null]);
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'text/html;charset=utf-8',
      expect.stringContaining(words),
    ]);
  }
});

it('makes up large files without storing them', async () => {
  const token = await demo.login();
  const leaving = new AbortController();
  const response = await get(`${demo.server.special.large}/original/large/stack.raw`, token, {
    signal: leaving.signal,
  });
  expect(Number(response.headers.get('content-length'))).toBe(5 * 1_073_741_824 + 1);
  leaving.abort();
});

interface Frame {
  sequence: number;
  itemId: string;
  isDirectory: boolean;
  path: string;
  offset: number;
  payload: Buffer;
  isHeadRight: boolean;
  isPayloadRight: boolean;
}

/** Reads chunks by the table of the protocol. */
function frames(bytes: Buffer): Frame[] {
  const found: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const idBytes = bytes.readUInt16BE(at + 4);
    const pathBytes = bytes.readUInt16BE(at + 7);
    const length = bytes.readUInt32BE(at + 17);
    const end = at + 21 + idBytes + pathBytes;
    const payload = bytes.subarray(end + 8, end + 8 + length);
    found.push({
      sequence: bytes.readUInt32BE(at),
      itemId: bytes.toString('utf8', at + 21, at + 21 + idBytes),
      isDirectory: bytes[at + 6] === 1,
      path: bytes.toString('utf8', at + 21 + idBytes, end),
      offset: Number(bytes.readBigUInt64BE(at + 9)),
      payload,
      isHeadRight: Number(bytes.readBigUInt64BE(end)) === crc32(bytes.subarray(at, end)),
      isPayloadRight: Number(bytes.readBigUInt64BE(end + 8 + length)) === crc32(payload),
    });
    at = end + 16 + length;
  }
  return found;
}

async function transfer(body: Record<string, string>): Promise<Response> {
  const lists = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value]]));
  return fetch(`${demo.server.dssUrl}/datastore_server/file-transfer`, { method: 'POST', body: JSON.stringify(lists) });
}

async function start(token: string, items: string[], more: Record<string, string> = { version: '2' }): Promise<Answer> {
  const downloadItemIds = more.version === '2' ? JSON.stringify(items) : items.join(', ');
  const body = {
    method: 'startDownloadSession',
    userSessionId: token,
    wishedNumberOfStreams: '4',
    downloadItemIds,
    ...more,
  };
  return (await transfer(body)).json();
}

async function chunks(session: Answer, count = 1): Promise<Frame[]> {
  const { downloadSessionId, streamIds } = session;
  const body = { method: 'download', downloadSessionId, downloadStreamId: streamIds[0], numberOfChunks: String(count) };
  return frames(Buffer.from(await (await transfer(body)).arrayBuffer()));
}

const queue = ({ downloadSessionId }: Answer, ranges: string): Promise<Response> =>
  transfer({ method: 'queue', downloadSessionId, ranges });

it('begins a fast download at the data store; what cannot be had is left out', async () => {
  const token = await demo.login();
  const { parent, archived } = demo.server.special;
  const id = (code: string): object => ({ dataSetId: { permId: code }, filePath: `${code}/original` });
  const { result } = await demo.rpc(
    'createFastDownloadSession',
    [token, [id(parent), id(archived), id('1-1')], {}],
    'dss',
  );
  expect(result).toMatchObject({
    downloadUrl: `${demo.server.dssUrl}/datastore_server/file-transfer`,
    fileTransferUserSessionId: token,
    files: [{ filePath: `${parent}/original` }],
  });
});

it('cuts files into chunks of a mebibyte and sends what is queued, once each', async () => {
  const token = await demo.login();
  const item = `${demo.server.special.series}/original/series/part-00/frame-003.bin`;
  const session = await start(token, [item]);
  expect([session.ranges, session.streamIds.length]).toEqual([{ [item]: '0:2' }, 4]);
  expect(await chunks(session)).toEqual([]);
  await queue(session, '2:2, 0:1');
  const [last, first, middle, ...none] = await chunks(session, 5);
  expect(none).toEqual([]);
  expect([last?.sequence, last?.offset, last?.payload.length]).toEqual([2, 2_097_152, 402_848]);
  const whole = Buffer.concat([first, middle, last].map((one) => one?.payload ?? Buffer.alloc(0)));
  expect(whole.equals(readAll(formulaBytes(2_500_000, 4), 0, 2_500_000))).toBe(true);
  expect([first?.itemId, first?.path, first?.isHeadRight, first?.isPayloadRight]).toEqual([
    item,
    'original/series/part-00/frame-003.bin',
    true,
    true,
  ]);
  expect(await chunks(session)).toEqual([]);
});

it('gives a folder one range for all below it, and an empty file a chunk without bytes', async () => {
  const token = await demo.login();
  const { series, large } = demo.server.special;
  const folder = await start(token, [`${series}/original/series/part-01`]);
  expect(Object.values(folder.ranges)).toEqual(['0:149']);
  const empty = await start(token, [`${large}/original/large/empty.txt`]);
  await queue(empty, '0:0');
  expect((await chunks(empty)).map((one) => [one.payload.length, one.isPayloadRight])).toEqual([[0, true]]);
});

it('splits names at commas in the first protocol only', async () => {
  const token = await demo.login();
  const item = `${demo.server.special.oddNames}/original/a,b.txt`;
  expect(Object.keys((await start(token, [item])).ranges)).toEqual([item]);
  expect((await start(token, [item], {})).ranges).toEqual({});
  demo.server.control.change({ apiVersion: '3.6' });
  expect((await start(token, [item])).ranges).toEqual({});
  demo.server.control.change({ apiVersion: '3.5' });
  expect((await transfer({ method: 'queue' })).status).toBe(404);
});

it('tells errors as JSON with status 200', async () => {
  const expectError = async (body: Record<string, string>, words: string): Promise<void> => {
    const response = await transfer(body);
    expect([response.status, await response.json()]).toEqual([
      200,
      { error: expect.stringContaining(words), 'exception-class': expect.any(String) },
    ]);
  };
  const token = await demo.login();
  await expectError({ method: 'startDownloadSession', userSessionId: 'x', downloadItemIds: '[]' }, 'not logged in');
  await expectError({ method: 'download', downloadSessionId: 'x' }, 'does not exist');
  const session = await start(token, [`${demo.server.special.parent}/original`]);
  const { downloadSessionId } = session;
  await expectError({ method: 'download', downloadSessionId, downloadStreamId: 'x' }, 'stream');
  await expectError({ method: 'queue', downloadSessionId, ranges: 'x' }, 'cannot be read');
  await transfer({ method: 'finishDownloadSession', downloadSessionId });
  await expectError({ method: 'queue', downloadSessionId, ranges: '0:0' }, 'does not exist');
});

it('has no streams left when it is busy, and ends downloads with the session of their user', async () => {
  demo.server.control.change({ streams: 4 });
  const token = await demo.login();
  const item = [`${demo.server.special.parent}/original`];
  const counts = [];
  for (let count = 0; count < 4; count += 1) counts.push((await start(token, item)).streamIds.length);
  expect(counts).toEqual([2, 1, 0, 0]);
  demo.clock.nowMs += 700_000;
  const session = await start(token, item);
  expect(session.streamIds).toHaveLength(2);
  await demo.login();
  expect(await (await queue(session, '0:0')).json()).toMatchObject({
    error: expect.stringContaining('does not exist'),
  });
});
