import { expect, it } from 'vitest';
import { startDemoOpenbis } from './index.ts';
import { freshOpenbis } from './test-demo.ts';

const demo = freshOpenbis({ separateDataStore: true });

it('has the data store on an origin of its own, as the application server says', async () => {
  const { url, dssUrl, special } = demo.server;
  expect(dssUrl).not.toBe(url);
  const token = await demo.login();
  const stores = (await demo.rpc('searchDataStores', [token, {}, {}])).result.objects;
  expect(stores.map((one: { code: string; downloadUrl: string }) => [one.code, one.downloadUrl])).toEqual([
    ['DSS1', dssUrl],
    ['AFS', ''],
  ]);
  const path = `datastore_server/${special.parent}/original/efficiencies.csv?sessionID=${token}`;
  expect((await fetch(`${url}/${path}`)).status).toBe(404);
  expect(await (await fetch(`${dssUrl}/${path}`)).text()).toContain('cell,efficiency');
  demo.server.control.setDownloadUrl('https://nowhere.example');
  expect((await demo.rpc('searchDataStores', [token, {}, {}])).result.objects[0].downloadUrl).toBe(
    'https://nowhere.example',
  );
});

it('may be up without its data store', async () => {
  demo.server.control.change({ dataStoreDown: true });
  const token = await demo.login();
  await expect(demo.rpc('searchFiles', [token, {}, {}], 'dss')).rejects.toThrow();
  expect((await demo.rpc('searchSpaces', [token, {}, {}])).result.totalCount).toBe(3);
});

it('counts requests by method and keeps no tokens in its log', async () => {
  const token = await demo.login();
  await fetch(`${demo.server.dssUrl}/datastore_server/1-1/original/a?sessionID=${token}`);
  const { requests, paths } = demo.server.control.traffic();
  expect([requests, paths['/openbis/openbis/rmi-application-server-v3.json#login']?.requests]).toEqual([2, 1]);
  expect(demo.server.control.requests()).toEqual([
    { method: 'POST', path: '/openbis/openbis/rmi-application-server-v3.json#login', status: 200 },
    { method: 'GET', path: '/datastore_server/1-1/original/a?sessionID=…', status: 200 },
  ]);
  demo.server.control.clearTraffic();
  expect(demo.server.control.traffic().requests).toBe(0);
});

it('ends all sessions of a user, or all', async () => {
  const token = await demo.login();
  const other = await demo.login('admin');
  demo.server.control.expireSessions('demo');
  const active = async (one: string): Promise<boolean> => (await demo.rpc('isSessionActive', [one])).result;
  expect([await active(token), await active(other)]).toEqual([false, true]);
  demo.server.control.expireSessions();
  expect(await active(other)).toBe(false);
});

it('listens on loopback only, on the port it is told', async () => {
  const first = await startDemoOpenbis();
  await first.close();
  const port = Number(new URL(first.url).port);
  const second = await startDemoOpenbis({ port });
  expect(second.url).toBe(`http://127.0.0.1:${port}`);
  expect((await fetch(`${second.url}/nothing`)).status).toBe(404);
  await second.close();
});
