import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from './app.ts';
import type { Contract } from './contract/contract.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { type Client, createClient } from './rpc/client.ts';
import { createTransportPair } from './rpc/transport.ts';
import { testPlatform } from './testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let demo: DemoDrmsServer;
let home: string;
let serverId: string;

async function open(): Promise<void> {
  app = await createApp(testPlatform(home));
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  client = createClient<Contract>(clientEnd);
}

async function close(): Promise<void> {
  client.close();
  await app.close();
}

beforeAll(async () => {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  home = mkdtempSync(join(tmpdir(), 'quarry-queries-'));
  demo = await startDemoDrms();
  await open();
  const server = await client.call('drms.servers.add', { name: 'Lab', cgiUrl: demo.cgiUrl, downloadUrl: demo.url });
  serverId = server.id;
});

afterAll(async () => {
  await close();
  rmSync(home, { recursive: true, force: true });
});

test('what was asked stands in the history, newest first, once, also after a restart', async () => {
  const day = { serverId, recordSet: 'hmi.v_45s[2016.04.01_TAI/1d@6h]', keys: ['T_REC', 'CAMERA'] };
  await client.call('drms.query', day);
  await client.call('drms.query', { ...day, recordSet: 'hmi.v_45s[2016.04.01_TAI/3m]' });
  await client.call('drms.query', day);
  await expect(client.call('drms.query', { ...day, recordSet: 'hmi.nothing[$]' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await close();
  await open();
  const history = await client.call('drms.queries.history', { serverId });
  expect(history.map(({ recordSet, count }) => [recordSet, count])).toEqual([
    ['hmi.v_45s[2016.04.01_TAI/1d@6h]', 4],
    ['hmi.v_45s[2016.04.01_TAI/3m]', 4],
  ]);
  expect(history[0]).toMatchObject({ keys: ['T_REC', 'CAMERA'], bytes: expect.any(Number) });
  expect(history[0]?.bytes).toBeGreaterThan(100);

  await client.call('drms.queries.forget', { serverId, id: history[0]?.id ?? '' });
  expect(await client.call('drms.queries.history', { serverId })).toHaveLength(1);
  await client.call('drms.queries.forget', { serverId, id: null });
  expect(await client.call('drms.queries.history', { serverId })).toEqual([]);
});

test('queries are saved, renamed, removed, and brought back', async () => {
  const query = { serverId, recordSet: 'hmi.v_45s[$]', keys: [] };
  const saved = await client.call('drms.queries.save', { ...query, name: ' Newest Dopplergram ' });
  expect(saved).toMatchObject({ ...query, name: 'Newest Dopplergram' });
  await expect(client.call('drms.queries.save', { ...query, name: 'newest dopplergram' })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Another saved query is named newest dopplergram.',
  });
  await client.call('drms.queries.save', { ...saved, name: 'Latest' });
  expect(await client.call('drms.queries.list', {})).toMatchObject([{ id: saved.id, name: 'Latest' }]);
  await client.call('drms.queries.remove', { id: saved.id });
  await expect(client.call('drms.queries.remove', { id: saved.id })).rejects.toMatchObject({ code: 'not-found' });
  await client.call('drms.queries.save', { ...saved, name: 'Latest' });
  await close();
  await open();
  expect(await client.call('drms.queries.list', {})).toMatchObject([{ id: saved.id, name: 'Latest' }]);
});

test('series are found by name and note, by keyword once those are known, also when the server is gone', async () => {
  const search = (text: string) => client.call('drms.series.search', { serverId, text });
  expect((await search('hmi.v_45s')).series[0]).toMatchObject({ name: 'hmi.V_45s', keywords: [] });
  expect((await search('dopplergrams')).series.map(({ name }) => name)).toContain('hmi.V_45s');

  const before = await search('CRLT_OBS observer');
  expect(before.known.withKeywords).toBe(0);
  await client.call('drms.series.info', { serverId, series: 'hmi.v_45s' });
  const after = await search('CRLT_OBS');
  expect(after.known.withKeywords).toBe(1);
  expect(after.series).toMatchObject([{ name: 'hmi.V_45s', keywords: [{ name: 'CRLT_OBS' }] }]);

  const { jobId } = await client.call('drms.series.load-keywords', { serverId });
  await expect
    .poll(async () => (await client.call('jobs.list', {})).find(({ id }) => id === jobId)?.status, { timeout: 60_000 })
    .toBe('succeeded');
  await close();
  await demo.close();
  await open();
  const offline = await search('CRLT_OBS');
  expect(offline.known.withKeywords).toBe(offline.known.series);
  expect(offline.total).toBeGreaterThan(3);
});
