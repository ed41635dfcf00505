import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from './app.ts';
import { type BytesInput, type BytesName, wholeBytes } from './contract/bytes.ts';
import type { Contract } from './contract/contract.ts';
import type { RecordTable } from './contract/drms.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { startWebHost } from './hosts/web/web-host.ts';
import { nodeClock } from './platform/node/node-clock.ts';
import type { Client } from './rpc/client.ts';
import { fetchHostBytes } from './rpc/node/host-client.ts';
import { openCoreAt } from './testing/open-core.ts';
import { silentLog } from './testing/silent-log.ts';

let demo: DemoDrmsServer;
let home: string;
let app: App;
let client: Client<Contract>;
let table: RecordTable;
const keys = ['T_REC', 'CAMERA', 'QUALITY', 'DATAMEAN', 'DATE__OBS'];
const place = (name: string): number => table.columns.findIndex((column) => column.name === name);
const never = new AbortController().signal;

beforeAll(async () => {
  demo = await startDemoDrms();
  home = mkdtempSync(join(tmpdir(), 'quarry-table-files-'));
  ({ app, client } = await openCoreAt(home));
  const recordSet = 'hmi.V_45s[2016.04.01_TAI/1h]';
  table = await client.call('drms.query', { serverId: demo.url, recordSet, keys });
});
afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

async function file<N extends BytesName>(name: N, input: BytesInput<N>): Promise<{ text: string; fileName: string }> {
  const answer = await app.bytes(name, JSON.stringify(input), never);
  return { text: new TextDecoder().decode(await wholeBytes(answer)), fileName: answer.fileName };
}

describe('a table of records as a file', () => {
  test('has all records with times as the series writes them', async () => {
    const { text, fileName } = await file('table-file', { tableId: table.tableId, format: 'csv' });
    const lines = text.trimEnd().split('\n');
    expect(fileName).toBe('hmi.V_45s.csv');
    expect(lines).toHaveLength(table.count + 1);
    expect(lines[0]).toMatch(/^T_REC,CAMERA,QUALITY,DATAMEAN,/);
    expect(lines[1]).toMatch(/^2016\.04\.01_00:00:00_TAI,/);
  });

  test('has the columns, rows and order of the view, and says so', async () => {
    const columns = [place('DATAMEAN'), place('T_REC')];
    const view = {
      tableId: table.tableId,
      columns,
      sort: [{ column: place('T_REC'), descending: true }],
      filters: [{ kind: 'range' as const, column: place('T_REC'), from: null, to: '2016.04.01_00:01:30_TAI' }],
      timeScale: 'UTC' as const,
    };
    const found = JSON.parse((await file('table-file', { ...view, format: 'json' })).text) as {
      count: number;
      about: object;
      columns: { name: string; unit: string | null; values: unknown[] }[];
    };
    expect(found.count).toBe(3);
    expect(found.about).toEqual({
      recordSet: table.recordSet,
      server: expect.stringContaining(demo.url),
      asOfUtc: table.asOfUtc,
      filters: [{ column: 'T_REC', kind: 'range', from: null, to: '2016.04.01_00:01:30_TAI' }],
      rowsOfAnswer: table.count,
      sort: ['T_REC descending'],
    });
    expect(found.columns.map(({ name }) => name)).toEqual(['DATAMEAN', 'T_REC']);
    expect(found.columns[0]?.unit).toBe('m/s');
    expect(found.columns[1]?.values[0]).toBe('2016.04.01_00:00:54_UTC');
    const page = await client.call('drms.table.page', { ...view, from: 0, count: 10 });
    expect(found.columns.map(({ values }) => values)).toEqual(columns.map((column) => page.columns[column]));
  });

  test('has the selected records alone', async () => {
    const selection = [{ add: true, from: 2, to: 4 }];
    const columns = [place('T_REC')];
    const { text } = await file('table-file', { tableId: table.tableId, format: 'ecsv', columns, selection });
    expect(text.split('\n').slice(-4)).toEqual(['T_REC', '2016-04-01T00:01:30', '2016-04-01T00:02:15', '']);
    expect(text).toContain('"rows": "Selected one by one."');
  });

  test.each(['parquet', 'arrow', 'votable', 'json'] as const)('comes as %s', async (format) => {
    const answer = await app.bytes('table-file', JSON.stringify({ tableId: table.tableId, format }), never);
    const start = new TextDecoder('latin1').decode((await wholeBytes(answer)).subarray(0, 8));
    expect(start).toMatch(/^(PAR1|ARROW1|<\?xml|\{"count")/);
  });

  test.each([
    [{ tableId: 'gone', format: 'csv' }, 'not-found'],
    [{ tableId: 't', format: 'xls' }, 'invalid-input'],
  ])('of %j is refused before the first byte', async (input, code) => {
    await expect(app.bytes('table-file', JSON.stringify(input), never)).rejects.toMatchObject({ code });
  });
});

test('the answer to SQL as a file is whole, although the panel shows its beginning', async () => {
  const statement = 'SELECT T_REC, DATAMEAN FROM hmi_v_45s ORDER BY 1';
  expect(await client.call('columns.sql', { statement, rowLimit: 2 })).toMatchObject({ rows: 2, isCut: true });
  const { text, fileName } = await file('sql-file', { statement, format: 'csv' });
  expect(fileName).toBe('answer.csv');
  expect(text.trimEnd().split('\n')).toHaveLength(table.count + 1);
  await expect(file('sql-file', { statement: 'DROP TABLE hmi_v_45s', format: 'csv' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('a file comes in pieces through a host elsewhere, and its errors by name', async () => {
  const pageFolder = join(home, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '');
  const host = await startWebHost(app, { pageFolder, clock: nodeClock, log: silentLog });
  try {
    const address = { origin: `http://127.0.0.1:${host.port}`, token: host.token };
    const ask = (input: object) => fetchHostBytes(address, 'table-file', JSON.stringify(input), never);
    const answer = await ask({ tableId: table.tableId, format: 'arrow' });
    expect(answer.bytes).not.toBeInstanceOf(Uint8Array);
    expect(answer.fileName).toBe('hmi.V_45s.arrow');
    expect(tableFromIPC(await wholeBytes(answer)).numRows).toBe(table.count);
    await expect(ask({ tableId: 'gone', format: 'csv' })).rejects.toMatchObject({ code: 'not-found' });
  } finally {
    await host.close();
  }
});
