import { beforeEach, expect, it } from 'vitest';
import { freshDrms } from './test-demo.ts';

const demo = freshDrms();
let url = '';

beforeEach(async () => {
  const { segments } = await demo.json('jsoc_info', { op: 'rs_list', ds: 'demo.blobs[100000][7]', seg: 'blob' });
  url = demo.server.url + (segments as { values: string[] }[])[0]?.values[0]?.slice(1);
});

const get = (headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(url, { method, headers });
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

it('sends whole files with length, validator and type', async () => {
  const response = await get();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-length': '100000',
    'accept-ranges': 'bytes',
    etag: expect.stringMatching(/^"/),
    'last-modified': expect.any(String),
    'content-type': 'application/octet-stream',
  });
  expect(await bytesOf(response)).toHaveLength(100_000);
  const head = await get({}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), (await bytesOf(head)).length]).toEqual([200, '100000', 0]);
});

it.each([
  ['bytes=10-19', 206, 'bytes 10-19/100000', 10, 20],
  ['bytes=99990-', 206, 'bytes 99990-99999/100000', 99_990, 100_000],
  ['bytes=-5', 206, 'bytes 99995-99999/100000', 99_995, 100_000],
  ['bytes=99999-200000', 206, 'bytes 99999-99999/100000', 99_999, 100_000],
  ['bytes=100000-', 416, 'bytes */100000', 0, 0],
  ['bytes=1-2,5-6', 200, null, 0, 100_000],
  ['lines=1-2', 200, null, 0, 100_000],
])('%s gives %d', async (range, status, contentRange, start, end) => {
  const whole = await bytesOf(await get());
  const response = await get({ range });
  expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
  expect((await bytesOf(response)).equals(whole.subarray(start, end))).toBe(true);
});

it('gives a range only of the file the client knows', async () => {
  const { headers } = await get();
  const range = 'bytes=5-9';
  expect((await get({ range, 'if-range': headers.get('etag') ?? '' })).status).toBe(206);
  expect((await get({ range, 'if-range': headers.get('last-modified') ?? '' })).status).toBe(206);
  expect((await get({ range, 'if-range': '"other"' })).status).toBe(200);
});

it('spoils files on demand', async () => {
  const fault = (name: string, more = {}): Promise<Response> => get({ 'x-demo-fault': name, ...more });
  const whole = await bytesOf(await get());
  const range = 'bytes=50-';
  expect((await fault('norange', { range })).status).toBe(200);
  const wrong = await fault('falserange', { range });
  expect([wrong.status, wrong.headers.get('content-range')]).toEqual([206, 'bytes 0-99999/100000']);
  expect((await bytesOf(wrong)).equals(whole)).toBe(true);
  const changed = await fault('changed');
  expect(changed.headers.get('etag')).not.toBe((await get()).headers.get('etag'));
  expect((await bytesOf(changed)).equals(whole)).toBe(false);
  expect(await bytesOf(await fault('truncated;offset=40'))).toHaveLength(40);
  await expect(fault('gzip').then(bytesOf)).rejects.toThrow();
  await expect(fault('drop;offset=700').then(bytesOf)).rejects.toThrow();
});

it('counts the bytes that went out', async () => {
  demo.server.control.clearTraffic();
  await get({ 'x-demo-fault': 'drop;offset=700' })
    .then(bytesOf)
    .catch(() => undefined);
  await bytesOf(await get({ range: 'bytes=700-' }));
  expect(demo.server.control.traffic().bytes).toBe(100_000);
});
