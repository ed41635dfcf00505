import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import type { RecordTable } from './contract/drms.ts';
import type { RecordFilter, SelectionStep } from './contract/record-view.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { type OpenCore, openCoreAt } from './testing/open-core.ts';

let demo: DemoDrmsServer;
let home: string;
let core: OpenCore;
let table: RecordTable;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-tables-'));
  demo = await startDemoDrms();
  core = await openCoreAt(home);
  table = await core.client.call('drms.query', {
    serverId: demo.url,
    recordSet: 'hmi.v_45s[2016.04.01_TAI/1d]',
    keys: ['T_REC', 'QUALITY', 'DATAMEAN', 'NOSUCH'],
  });
});

afterAll(async () => {
  await core.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

const [time, quality, mean, noSuch] = [0, 1, 2, 3];
const allRows = { from: 0, count: 5000 };
const page = (more: object) => core.client.call('drms.table.page', { tableId: table.tableId, ...allRows, ...more });
const step = (more: Partial<SelectionStep>): SelectionStep => ({
  add: true,
  filters: [],
  sort: [],
  from: 0,
  to: null,
  ...more,
});

async function bytesOf(name: string, input: object): Promise<ReturnType<typeof tableFromIPC>> {
  const bytes = await wholeBytes(await core.app.bytes(name, JSON.stringify(input), new AbortController().signal));
  return tableFromIPC(bytes);
}

test('rows are the same from memory, from the disk, and after a restart', async () => {
  const before = await page({});
  // Whoever asks for summaries waits for the table to be kept, and from then on rows come from there.
  await core.client.call('columns.summaries', { tableId: table.tableId });
  expect(await page({})).toEqual(before);
  expect(before.odd.some(({ column, state }) => column === noSuch && state === 'invalid-key')).toBe(true);
  await core.close();
  core = await openCoreAt(home);
  expect(await core.client.call('drms.table.describe', { tableId: table.tableId })).toEqual(table);
  expect(await page({})).toEqual(before);
  await expect(core.client.call('drms.table.describe', { tableId: 'gone' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('the list of kept tables is told to have changed once a new one can be read', async () => {
  const abort = new AbortController();
  const told = (async () => {
    for await (const event of core.client.watch('app.events', {}, { signal: abort.signal }))
      if (event.kind === 'stale' && event.names.includes('columns.tables.list')) return true;
    return false;
  })();
  const { tableId } = await core.client.call('drms.query', {
    serverId: demo.url,
    recordSet: 'hmi.v_45s[2016.04.02_TAI/1h]',
    keys: ['T_REC'],
  });
  expect(await told).toBe(true);
  abort.abort();
  expect((await core.client.call('columns.tables.list', {})).map((one) => one.tableId)).toContain(tableId);
});

test('several columns order the rows, the first one before the next', async () => {
  const { columns, rows } = await page({
    sort: [
      { column: quality, descending: true },
      { column: time, descending: true },
    ],
  });
  const pairs = rows.map((_, at) => [Number(columns[quality]?.[at]), String(columns[time]?.[at])] as const);
  const ordered = pairs.toSorted(([q, t], [otherQ, otherT]) => otherQ - q || (t < otherT ? 1 : -1));
  expect(pairs).toEqual(ordered);
  expect(new Set(pairs.map(([q]) => q)).size).toBeGreaterThan(1);
});

test('filters by range, text, missing values and bits, each column as people write its values', async () => {
  const all = await page({});
  const cells = (column: number) => all.columns[column] ?? [];
  const count = async (filter: RecordFilter) => (await page({ filters: [filter] })).total;
  const day = '2016.04.01_06:00:00_TAI';
  expect(await count({ kind: 'range', column: time, from: day, to: '2016.04.01_06:44:15_TAI' })).toBe(60);
  expect(await count({ kind: 'range', column: time, from: '2016.04.01_06:00:00', to: null })).toBe(1440);
  expect(await count({ kind: 'range', column: time, from: '2016-04-01T05:59:24Z', to: null })).toBe(1440);
  expect(await count({ kind: 'range', column: mean, from: 0, to: null })).toBe(
    cells(mean).filter((cell) => typeof cell === 'number' && cell >= 0).length,
  );
  const missing = cells(mean).filter((cell) => cell === null).length;
  expect(await count({ kind: 'missing', column: mean, isMissing: true })).toBe(missing);
  expect(await count({ kind: 'missing', column: mean, isMissing: false })).toBe(1920 - missing);
  const noImage = cells(quality).filter((cell) => typeof cell === 'number' && cell < 0).length;
  expect(noImage).toBeGreaterThan(0);
  expect(await count({ kind: 'bits', column: quality, mask: 0x80000000, set: 'any' })).toBe(noImage);
  expect(await count({ kind: 'bits', column: quality, mask: 0x80000000, set: 'none' })).toBe(1920 - noImage);
  const record = table.columns.findIndex(({ role }) => role === 'record');
  expect(await count({ kind: 'text', column: record, match: 'contains', text: '_12:0' })).toBe(14);
  const [first, second] = [cells(record)[0], cells(record)[1]].map(String);
  expect(await count({ kind: 'one-of', column: record, texts: [first ?? '', second ?? ''] })).toBe(2);
  await expect(page({ filters: [{ kind: 'range', column: time, from: 'yesterday', to: null }] })).rejects.toMatchObject(
    {
      code: 'invalid-input',
      message: expect.stringContaining('T_REC'),
    },
  );
  const some = await core.client.call('columns.summaries', {
    tableId: table.tableId,
    filters: [{ kind: 'missing', column: mean, isMissing: false }],
  });
  expect(some[mean]).toMatchObject({ count: 1920 - missing, missing: 0 });
});

test('times are told in the scale that was chosen for all', async () => {
  const { columns } = await page({ from: 480, count: 1, timeScale: 'UTC' });
  expect(columns[time]).toEqual(['2016.04.01_05:59:24_UTC']);
  const [summary] = await core.client.call('columns.summaries', { tableId: table.tableId, timeScale: 'UTC' });
  expect(summary?.min).toBe('2016.03.31_23:59:24_UTC');
});

test('a selection is made in steps and holds whatever the order and the filter are', async () => {
  const morning: RecordFilter = { kind: 'range', column: time, from: null, to: '2016.04.01_05:59:15_TAI' };
  const newestFirst = [{ column: time, descending: true }];
  const selection = [
    step({ filters: [morning] }),
    step({ sort: newestFirst, to: 10 }),
    step({ add: false, from: 100, to: 200 }),
  ];
  const runs = await bytesOf('record-selection', { tableId: table.tableId, selection });
  expect([...runs.getChild('from').toArray()]).toEqual([0, 200, 1910]);
  expect([...runs.getChild('to').toArray()]).toEqual([100, 480, 1920]);

  const chosen = await page({ selection, sort: newestFirst, count: 12 });
  expect(chosen.total).toBe(390);
  expect(chosen.rows).toEqual([1919, 1918, 1917, 1916, 1915, 1914, 1913, 1912, 1911, 1910, 479, 478]);
  expect((await page({ selection, filters: [morning] })).total).toBe(380);
});

test('the selected records are named by record sets that the server counts alike', async () => {
  const selection = [step({ from: 3, to: 5 }), step({ from: 700, to: 1100 })];
  const { records, recordSets } = await core.client.call('drms.table.record-sets', {
    tableId: table.tableId,
    selection,
  });
  expect(records).toBe(402);
  expect(recordSets[0]).toMatch(/^hmi\.V_45s\[2016\.04\.01_00:02:15_TAI,2016\.04\.01_00:03:00_TAI,/);
  const counts = await Promise.all(
    recordSets.map((recordSet) => core.client.call('drms.count', { serverId: demo.url, recordSet })),
  );
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(402);
  const all = await core.client.call('drms.table.record-sets', { tableId: table.tableId, selection: [step({})] });
  expect(all).toEqual({ records: 1920, recordSets: [table.recordSet] });
});

test('a curve shows what passes the filters, and the selected points by themselves', async () => {
  const curve = async (more: object) => {
    const points = await bytesOf('record-curve', {
      tableId: table.tableId,
      x: time,
      y: mean,
      xMin: null,
      xMax: null,
      maxPoints: 10_000,
      ...more,
    });
    const which: number[] = [...points.getChild('curve').toArray()];
    const y: number[] = [...points.getChild('y').toArray()];
    return { all: y.filter((_, at) => which[at] === 0), selected: y.filter((_, at) => which[at] === 1) };
  };
  const { columns } = await page({});
  const values = columns[mean] ?? [];
  const number = (cell: unknown) => (typeof cell === 'number' ? cell : Number.NaN);
  expect((await curve({})).all).toEqual(values.map(number));
  const filters: RecordFilter[] = [{ kind: 'range', column: mean, from: 0, to: null }];
  const positive = values.map(number).filter((value) => value >= 0);
  const filtered = await curve({ filters, selection: [step({ to: 100 })] });
  expect(filtered.all.filter((value) => !Number.isNaN(value))).toEqual(positive);
  expect(filtered.selected).toEqual(
    values
      .slice(0, 100)
      .map(number)
      .filter((value) => value >= 0),
  );
});
