import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from './app.ts';
import type { Contract } from './contract/contract.ts';
import { jobsIn } from './contract/jobs.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import type { Client } from './rpc/client.ts';
import { openCoreAt } from './testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let demo: DemoDrmsServer;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-drms-'));
  demo = await startDemoDrms();
  ({ app, client } = await openCoreAt(home));
});

afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

describe('the registry of DRMS servers', () => {
  test('knows JSOC and KIS with their abilities, takes own ones, and gives up only those', async () => {
    const built = await client.call('drms.servers.list', {});
    expect(built.map(({ id, abilities }) => [id, abilities.export])).toEqual([
      ['jsoc', true],
      ['kis', false],
    ]);
    const own = await client.call('drms.servers.add', { name: 'Lab', cgiUrl: demo.cgiUrl, downloadUrl: demo.url });
    expect(own).toMatchObject({ origin: 'own', abilities: { series: true, query: true, export: true }, email: null });
    await expect(
      client.call('drms.servers.add', { name: 'lab', cgiUrl: demo.cgiUrl, downloadUrl: null }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.call('drms.servers.remove', { serverId: 'jsoc' })).rejects.toMatchObject({ code: 'conflict' });

    await expect(
      client.call('drms.servers.set-email', { serverId: own.id, email: 'nobody@example.org' }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    const email = 'demo@example.org';
    expect(await client.call('drms.servers.set-email', { serverId: own.id, email })).toMatchObject({ email });
    const { removed } = await client.call('drms.servers.remove', { serverId: own.id });
    expect((await client.call('drms.servers.list', {})).map(({ id }) => id)).toEqual(['jsoc', 'kis']);
    await client.call('drms.servers.restore', removed);
    expect((await client.call('drms.servers.list', {})).at(-1)).toEqual({ ...own, email });
    await client.call('drms.servers.remove', { serverId: own.id });
  });
});

describe('exports', () => {
  test('a job asks, waits, downloads and verifies; the same wish again transfers nothing', async () => {
    demo.control.change({ queuedMs: 20, workingMs: 20 });
    const folder = join(home, 'export');
    const recordSet = 'hmi.v_45s[2016.04.01_TAI/1d@6h]{Dopplergram}';
    const wish = { serverId: demo.url, folder, email: 'demo@example.org', queries: [{ recordSet }] };
    const run = async () => {
      const { jobId } = await client.call('drms.export.start', wish);
      for await (const event of client.watch('jobs.watch', {})) {
        const jobs = jobsIn(event);
        const job = jobs.find(({ id }) => id === jobId);
        if (job !== undefined && ['succeeded', 'failed', 'needs-you'].includes(job.status)) return job;
      }
      throw new Error('The job was not seen to end.');
    };
    const first = await run();
    expect(first).toMatchObject({
      status: 'succeeded',
      result: { requests: [{ status: 0, records: 4 }], files: Array(4).fill({ state: 'verified' }) },
    });
    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
    demo.control.clearTraffic();
    expect((await run()).result).toEqual(first.result);
    expect(demo.control.traffic().requests).toBe(0);
  });

  test('without an address, a folder or the ability nothing is asked', async () => {
    const queries = [{ recordSet: 'hmi.v_45s[$]' }];
    const start = (more: { serverId: string; folder: string }) =>
      client.call('drms.export.start', { ...more, queries });
    await expect(start({ serverId: demo.url, folder: home })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(start({ serverId: 'kis', folder: home })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(
      client.call('drms.export.start', { serverId: demo.url, folder: 'here', email: 'demo@example.org', queries }),
    ).rejects.toMatchObject({ code: 'invalid-input', message: 'here is no absolute path.' });
  });
});

describe('reading records', () => {
  test('series and their structure are kept and stamped', async () => {
    const serverId = demo.url;
    const list = await client.call('drms.series.list', { serverId });
    expect(list).toMatchObject({ source: 'server' });
    expect(list.value.map(({ name }) => name)).toContain('hmi.V_45s');
    demo.control.clearTraffic();
    const info = await client.call('drms.series.info', { serverId, series: 'hmi.m_720s' });
    expect(info.value).toMatchObject({ primekeys: ['T_REC', 'CAMERA'] });
    expect(await client.call('drms.series.info', { serverId, series: 'hmi.m_720s' })).toMatchObject({
      source: 'cache',
    });
    expect(demo.control.traffic().requests).toBe(1);
  });

  test('a record set becomes a table with units, time scale and honest cells, page by page and sorted', async () => {
    const serverId = demo.url;
    const recordSet = 'hmi.v_45s[2016.04.01_TAI/1d@6h]';
    expect(await client.call('drms.count', { serverId, recordSet })).toEqual({ count: 4 });
    const table = await client.call('drms.query', {
      serverId,
      recordSet,
      keys: ['T_REC', 'DATAMEAN', 'NOSUCH', '*recnum*'],
      segments: ['Dopplergram'],
    });
    expect(table).toMatchObject({ count: 4, repaired: false });
    expect(table.columns.map(({ name, kind, unit, timeScale }) => [name, kind, unit, timeScale])).toEqual([
      ['T_REC', 'time', null, 'TAI'],
      ['DATAMEAN', 'real', 'm/s', null],
      ['NOSUCH', 'text', null, null],
      ['*recnum*', 'longlong', null, null],
      ['Dopplergram', 'text', null, null],
      ['Record', 'text', null, null],
    ]);
    const page = await client.call('drms.table.page', { tableId: table.tableId, from: 1, count: 2 });
    expect(page.columns[0]).toEqual(['2016.04.01_06:00:00_TAI', '2016.04.01_12:00:00_TAI']);
    expect(page.columns[5]?.[0]).toBe('hmi.V_45s[2016.04.01_06:00:00_TAI][2]');
    expect(page.odd.filter(({ column }) => column === 2)).toEqual([
      { row: 0, column: 2, state: 'invalid-key' },
      { row: 1, column: 2, state: 'invalid-key' },
    ]);
    const sort = [{ column: 1, descending: true }];
    const sorted = await client.call('drms.table.page', { tableId: table.tableId, from: 0, count: 10, sort });
    const means = sorted.columns[1]?.map(Number) ?? [];
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  });

  test('answers stay as tables: summaries of each column, and SQL that keeps units and time scales', async () => {
    const table = await client.call('drms.query', {
      serverId: demo.url,
      recordSet: 'hmi.v_45s[2016.04.01_TAI/1d]',
      keys: ['T_REC', 'QUALITY', 'DATAMEAN'],
    });
    const summaries = await client.call('columns.summaries', { tableId: table.tableId });
    expect(summaries.map(({ name, count, missing }) => [name, count + missing])).toEqual(
      table.columns.map(({ name }) => [name, 1920]),
    );
    expect(summaries[0]).toMatchObject({ min: '2016.04.01_00:00:00_TAI', max: '2016.04.01_23:59:15_TAI', mean: null });
    expect(summaries[2]?.bins?.reduce((sum, bin) => sum + bin, 0)).toBe(summaries[2]?.count);

    const kept = (await client.call('columns.tables.list', {})).find(({ tableId }) => tableId === table.tableId);
    expect(kept).toMatchObject({ rows: 1920, recordSet: 'hmi.v_45s[2016.04.01_TAI/1d]' });
    const answer = await client.call('columns.sql', {
      statement: `select max(T_REC) latest, avg(DATAMEAN) mean, count(*) n from ${kept?.name} where QUALITY >= 0`,
    });
    expect(answer.columns.map(({ name, unit, timeScale }) => [name, unit, timeScale])).toEqual([
      ['latest', null, 'TAI'],
      ['mean', 'm/s', null],
      ['n', null, null],
    ]);
    expect(answer.columns[0]?.values).toEqual(['2016.04.01_23:59:15_TAI']);
    await expect(client.call('columns.sql', { statement: 'drop table x' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await client.call('columns.tables.remove', { tableId: table.tableId });
    expect((await client.call('columns.tables.list', {})).map(({ tableId }) => tableId)).not.toContain(table.tableId);
  });

  test('tables that are written at the same time have names of their own', async () => {
    const tables = await Promise.all(
      ['2016.04.01_TAI', '2016.04.02_TAI', '2016.04.03_TAI'].map((day) =>
        client.call('drms.query', { serverId: demo.url, recordSet: `hmi.v_45s[${day}/1h]`, keys: ['T_REC'] }),
      ),
    );
    await Promise.all(tables.map(({ tableId }) => client.call('columns.summaries', { tableId })));
    const kept = await client.call('columns.tables.list', {});
    const names = kept.filter(({ tableId }) => tables.some((one) => one.tableId === tableId)).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
  });

  test('no records are a table without rows; errors say where', async () => {
    const serverId = demo.url;
    const empty = await client.call('drms.query', {
      serverId,
      recordSet: 'hmi.v_45s[1996.04.01_TAI]',
      keys: ['T_REC'],
    });
    expect(empty.count).toBe(0);
    await expect(client.call('drms.count', { serverId, recordSet: 'no.such[1]' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(client.call('drms.query', { serverId, recordSet: 'hmi.v_45s[bad' })).rejects.toMatchObject({
      message: expect.stringContaining('at character'),
    });
    await expect(client.call('drms.series.list', { serverId: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.call('drms.table.page', { tableId: 'x', from: 0, count: 1 })).rejects.toMatchObject({
      code: 'not-found',
      remedy: 'Ask the server again.',
    });
  });
});
