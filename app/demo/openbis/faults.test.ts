import { expect, it } from 'vitest';
import { FaultList } from '../http/fault-list.ts';
import { type Fault, faultNames } from './faults.ts';
import { codeIs, criteria, ofDataSet } from './test-criteria.ts';
import { type Answer, freshOpenbis } from './test-demo.ts';
import { creation, sendFiles, sendPart } from './test-upload.ts';

const demo = freshOpenbis();
const strike = (...faults: Fault[]): void => demo.server.control.setFaults(faults);
const spaces = (token: string): Promise<Answer> => demo.rpc('searchSpaces', [token, {}, {}]);
const get = (token: string): Promise<Response> =>
  fetch(`${demo.server.url}/datastore_server/${demo.server.special.parent}/original/film.fits?sessionID=${token}`);

it('ends the session at any call', async () => {
  const token = await demo.login();
  strike({ name: 'expire', path: '#searchSpaces$' });
  expect((await demo.rpc('searchProjects', [token, {}, {}])).result.totalCount).toBe(4);
  expect((await spaces(token)).error.message).toContain('user is not logged in');
  const again = await demo.login();
  strike({ name: 'expire', path: 'session_workspace_file_upload' });
  expect(await sendPart(demo, { sessionID: again, filename: 'u/a' }, 'x')).toMatchObject({ status: 500 });
});

it.each(['reset', 'drop', 'lostanswer'] as const)('%s: the connection ends early', async (name) => {
  const token = await demo.login();
  strike({ name });
  await expect(spaces(token)).rejects.toThrow();
  expect((await spaces(token)).result.totalCount).toBe(3);
});

it.each(['empty', 'cut', 'html200'] as const)('%s: status 200 and no JSON', async (name) => {
  const token = await demo.login();
  strike({ name });
  await expect(spaces(token)).rejects.toThrow(SyntaxError);
});

it('http: a page with another status, for a burst', async () => {
  strike({ name: 'http', count: 2, headers: { 'retry-after': '3' } });
  const seen = [];
  for (let count = 0; count < 3; count += 1) {
    const response = await fetch(`${demo.server.url}/openbis/openbis/rmi-application-server-v3.json`, {
      method: 'POST',
    });
    seen.push([response.status, response.headers.get('retry-after')]);
  }
  expect(seen).toEqual([
    [502, '3'],
    [502, '3'],
    [400, null],
  ]);
});

it('error: an application error with any words', async () => {
  const token = await demo.login();
  strike({ name: 'error', message: 'Access denied to moon' });
  expect((await spaces(token)).error.message).toBe('Access denied to moon');
});

it('hang and slow: an answer never, or later', async () => {
  const token = await demo.login();
  strike({ name: 'hang', path: '#searchSpaces' }, { name: 'slow', path: '#searchProjects', delayMs: 200 });
  const order: string[] = [];
  const hanging = spaces(token).then(
    () => order.push('hung'),
    () => undefined,
  );
  const slow = demo.rpc('searchProjects', [token, {}, {}]).then(() => order.push('slow'));
  while (demo.server.control.traffic().requests < 3) await new Promise(setImmediate);
  await demo.rpc('searchTags', [token, {}, {}]);
  order.push('next');
  await slow;
  expect(order).toEqual(['next', 'slow']);
  await demo.server.close();
  await hanging;
  expect(order).toHaveLength(2);
  // The next one is closed after the test.
});

it('resets one download in three in the middle', async () => {
  const token = await demo.login();
  strike({ name: 'drop', path: '^datastore_server/2', count: 100, every: 3 });
  const ends = [];
  for (let count = 0; count < 6; count += 1)
    ends.push(
      await get(token)
        .then((response) => response.arrayBuffer())
        .then(
          ({ byteLength }) => byteLength,
          () => 'reset',
        ),
    );
  expect(ends).toEqual([11520, 11520, 'reset', 11520, 11520, 'reset']);
});

it('truncated: a plain download is shorter than the list says', async () => {
  const token = await demo.login();
  strike({ name: 'truncated', bytes: 20 });
  const response = await get(token);
  expect([response.headers.get('content-length'), (await response.arrayBuffer()).byteLength]).toEqual(['11500', 11500]);
});

it('wrongcrc and nocrc: file lists with other checksums, or none', async () => {
  const token = await demo.login();
  const wanted = criteria('Files', ofDataSet(codeIs(demo.server.special.parent)));
  const checksums = async (): Promise<number[]> =>
    (await demo.rpc('searchFiles', [token, wanted, {}], 'dss')).result.objects.map((one: Answer) => one.checksumCRC32);
  const right = await checksums();
  strike({ name: 'wrongcrc' }, { name: 'nocrc' });
  expect((await checksums()).map((one) => one ^ 0x5a5a5a5a)).toEqual(right);
  expect(await checksums()).toEqual(right.map(() => 0));
});

it('reset of an upload: what came before is stored', async () => {
  const token = await demo.login();
  strike({ name: 'reset', path: 'session_workspace_file_upload', offset: 3 });
  await expect(sendPart(demo, { sessionID: token, filename: 'u/a' }, 'abcdef')).rejects.toThrow();
  const url = `${demo.server.url}/datastore_server/session_workspace_file_download?sessionID=${token}&filePath=u/a`;
  expect(await (await fetch(url)).text()).toBe('abc');
});

it('short: an upload tells that less was written', async () => {
  const token = await demo.login();
  strike({ name: 'short', bytes: 2 });
  expect(JSON.parse((await sendPart(demo, { sessionID: token, filename: 'u/a' }, 'abcdef')).text).size).toBe(4);
});

it('lostanswer, latecommit, rejected: a registration is done, done later, or not', async () => {
  const token = await demo.login();
  const register = async (): Promise<Answer> => {
    const uploadId = await sendFiles(demo, token, { 'a.txt': 'A' });
    return demo.rpc('createUploadedDataSet', [token, creation(uploadId)], 'dss');
  };
  const { control } = demo.server;
  const before = control.dataSetCodes().length;
  const at = { path: '#createUploadedDataSet' };
  strike({ name: 'lostanswer', ...at }, { name: 'latecommit', ...at, delayMs: 50 }, { name: 'rejected', ...at });
  await expect(register()).rejects.toThrow();
  expect(control.dataSetCodes()).toHaveLength(before + 1);
  await expect(register()).rejects.toThrow();
  expect(control.dataSetCodes()).toHaveLength(before + 1);
  expect((await register()).result).toBeNull();
  while (control.dataSetCodes().length < before + 2) await new Promise(setImmediate);
});

async function transfer(body: Record<string, string>): Promise<Response> {
  const lists = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value]]));
  return fetch(`${demo.server.url}/datastore_server/file-transfer`, { method: 'POST', body: JSON.stringify(lists) });
}

it('spoils, loses and refuses chunks; what was lost can be queued again', async () => {
  const token = await demo.login();
  const downloadItemIds = JSON.stringify([`${demo.server.special.parent}/original/efficiencies.csv`]);
  const wish = { userSessionId: token, downloadItemIds, version: '2', wishedNumberOfStreams: '1' };
  const started = await transfer({ method: 'startDownloadSession', ...wish });
  const { downloadSessionId, streamIds } = (await started.json()) as Answer;
  const next = async (): Promise<Buffer> => {
    await transfer({ method: 'queue', downloadSessionId, ranges: '0:0' });
    const body = { method: 'download', downloadSessionId, downloadStreamId: streamIds[0], numberOfChunks: '1' };
    return Buffer.from(await (await transfer(body)).arrayBuffer());
  };
  const right = await next();
  const at = { path: 'file-transfer#download$' };
  strike({ name: 'lostchunk', ...at }, { name: 'badpayload', ...at }, { name: 'badheader', ...at });
  expect(await next()).toHaveLength(0);
  const differences = (bytes: Buffer): number => bytes.filter((byte, index) => byte !== right[index]).length;
  expect(differences(await next())).toBe(23);
  expect(differences(await next())).toBe(1);
  expect((await next()).equals(right)).toBe(true);
  strike({ name: 'retriable', ...at }, { name: 'fatal', ...at, message: 'no more' });
  expect(JSON.parse((await next()).toString())).toMatchObject({ retriable: true });
  expect(JSON.parse((await next()).toString())).toMatchObject({ error: 'no more', retriable: false });
});

it('gives no streams, and leaves an item out', async () => {
  const token = await demo.login();
  const items = ['efficiencies.csv', 'film.fits'].map((name) => `${demo.server.special.parent}/original/${name}`);
  const start = async (): Promise<Answer> => {
    const wish = { userSessionId: token, version: '2', wishedNumberOfStreams: '2' };
    return (await transfer({ method: 'startDownloadSession', ...wish, downloadItemIds: JSON.stringify(items) })).json();
  };
  strike({ name: 'nostreams' }, { name: 'lostitem' });
  expect((await start()).streamIds).toEqual([]);
  expect(Object.keys((await start()).ranges)).toEqual(items.slice(0, 1));
});

it('strikes by path, number and at each n-th request; a misspelt fault is refused', () => {
  const list = new FaultList(faultNames);
  list.set([
    { name: 'reset', path: '#login', count: 1 },
    { name: 'drop', path: '^datastore_server', count: 100, every: 2 },
  ]);
  expect(list.take('openbis/x#logout')).toBeUndefined();
  expect([list.take('openbis/x#login')?.name, list.take('openbis/x#login')?.name]).toEqual(['reset', undefined]);
  expect([1, 2, 3, 4].map(() => list.take('datastore_server/1')?.name)).toEqual([undefined, 'drop', undefined, 'drop']);
  // As a test without types could.
  expect(() => list.set([{ name: 'typo' } as unknown as Fault])).toThrow('unknown');
  expect(() => list.set([{ name: 'drop', offfset: 3 } as unknown as Fault])).toThrow('has no "offfset"');
});
