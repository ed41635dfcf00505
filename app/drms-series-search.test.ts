import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { type OpenCore, openCoreAt } from './testing/open-core.ts';

let core: OpenCore;
let demo: DemoDrmsServer;
let home: string;
let serverId: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-queries-'));
  demo = await startDemoDrms();
  core = await openCoreAt(home);
  const server = await core.client.call('drms.servers.add', {
    name: 'Lab',
    cgiUrl: demo.cgiUrl,
    downloadUrl: demo.url,
  });
  serverId = server.id;
});

afterAll(async () => {
  await core.close();
  rmSync(home, { recursive: true, force: true });
});

test('series are found by name and note, by keyword once those are known, also when the server is gone', async () => {
  const search = (text: string) => core.client.call('drms.series.search', { serverId, text });
  expect((await search('hmi.v_45s')).series[0]).toMatchObject({ name: 'hmi.V_45s', keywords: [] });
  expect((await search('dopplergrams')).series.map(({ name }) => name)).toContain('hmi.V_45s');

  const before = await search('CRLT_OBS observer');
  expect(before.known.withKeywords).toBe(0);
  await core.client.call('drms.series.info', { serverId, series: 'hmi.v_45s' });
  const after = await search('CRLT_OBS');
  expect(after.known.withKeywords).toBe(1);
  expect(after.series).toMatchObject([{ name: 'hmi.V_45s', keywords: [{ name: 'CRLT_OBS' }] }]);

  const { jobId } = await core.client.call('drms.series.load-keywords', { serverId });
  await expect
    .poll(async () => (await core.client.call('jobs.list', {})).find(({ id }) => id === jobId)?.status, {
      timeout: 60_000,
    })
    .toBe('succeeded');
  await core.close();
  await demo.close();
  core = await openCoreAt(home);
  const offline = await search('CRLT_OBS');
  expect(offline.known.withKeywords).toBe(offline.known.series);
  expect(offline.total).toBeGreaterThan(3);
});
