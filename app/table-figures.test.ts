import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import type { RecordTable } from './contract/drms.ts';
import { printPresets } from './contract/figures.ts';
import { TablePicture } from './contract/table-figures.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import type { TableFigure } from './domain/table-figure.ts';
import { readPicture } from './figures/read-picture.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
let drms: DemoDrmsServer;
let records: RecordTable;
const recordSet = 'hmi.v_45s[2016.04.01_TAI/1h]';

beforeAll(async () => {
  core = await openTestCore();
  drms = await startDemoDrms();
  records = await core.client.call('drms.query', {
    serverId: drms.url,
    recordSet,
    keys: ['T_REC', 'QUALITY', 'DATAMEAN', 'DATARMS', 'CRLN_OBS', 'DATE__OBS'],
  });
});

afterAll(async () => {
  await core.close();
  await drms.close();
});

const overTime: TableFigure = {
  ...{ x: 'T_REC', ys: [{ column: 'DATAMEAN', error: 'DATARMS' }], mode: 'auto', yScale: 'linear', timeScale: 'UTC' },
  ...{ seen: { x: null, y: null }, line: null },
};
const filters = (): object[] => [
  { kind: 'missing', column: records.columns.findIndex(({ name }) => name === 'DATAMEAN'), isMissing: false },
];

async function draw(figure: TableFigure, format = 'svg', more: object = {}): Promise<Uint8Array> {
  const spec = { tableId: records.tableId, figure, filters: filters(), ...more };
  const query = { spec, format, size: printPresets['one-column'].size, dpi: 72 };
  return wholeBytes(await core.app.bytes('table-figure-image', JSON.stringify(query), new AbortController().signal));
}

async function pictureOf(bytes: Uint8Array): Promise<TablePicture> {
  const read = await readPicture('figure', bytes);
  if (read.kind !== 'table') throw new Error('It is another figure.');
  return TablePicture.parse(read.picture);
}

const open = (picture: TablePicture, ask: 'never' | 'if-gone' | 'anew' = 'if-gone') =>
  core.client.call('figures.table.open', { picture, ask });

describe('a figure of records', () => {
  test.each(['png', 'svg', 'pdf'])('%s tells what it was drawn from', async (format) => {
    const picture = await pictureOf(await draw(overTime, format));
    expect(picture).toMatchObject({
      figure: overTime,
      server: drms.url,
      table: { id: records.tableId, title: recordSet, rows: 80 },
      question: { kind: 'drms.records', serverId: drms.url, recordSet },
      filters: [{ column: 'DATAMEAN', filter: { kind: 'missing' } }],
    });
    expect(await open(picture)).toMatchObject({ table: records, figure: overTime, filters: filters(), lost: [] });
  });

  test('has the units of its columns and the scale of its times on its axes', async () => {
    const svg = new TextDecoder().decode(await draw(overTime));
    for (const text of ['T_REC (UTC)', 'DATAMEAN (m/s)', 'Bars: DATARMS of some points']) expect(svg).toContain(text);
  });

  test('is checked for print', async () => {
    const figure: TableFigure = { ...overTime, yScale: 'log', ys: [{ column: 'DATAMEAN', error: 'DATARMS' }] };
    const spec = { tableId: records.tableId, figure, filters: [] };
    const found = await core.client.call('figures.table.check', { spec, size: printPresets['one-column'].size });
    expect(found.map(({ rule }) => rule)).toContain('bars');
    const plain = { ...spec, figure: { ...overTime, ys: [{ column: 'DATAMEAN', error: null }] } };
    expect(await core.client.call('figures.table.check', { spec: plain, size: printPresets.slide.size })).toEqual([]);
  });

  test.each([
    [{ x: 'NOSUCH' }, 'The table has no column NOSUCH.'],
    [{ ys: [{ column: 'T_REC', error: null }] }, 'T_REC holds no numbers.'],
    [{ ys: [{ column: 'DATAMEAN', error: 'T_REC' }] }, 'T_REC holds no numbers.'],
    [{ x: '*name*' }, 'The table has no column *name*.'],
    [{ line: { method: 'least squares', level: 0.95 } }, 'T_REC holds no numbers.'],
    [{ seen: { x: [0, 1], y: null } }, 'No row to be drawn has both T_REC and DATAMEAN.'],
    [
      { ys: ['DATAMEAN', 'CRLN_OBS', 'QUALITY'].map((column) => ({ column, error: null })) },
      'There is no axis left for QUALITY (no unit).',
    ],
  ] as [Partial<TableFigure>, string][])('%j: %s', async (changes, message) => {
    await expect(draw({ ...overTime, ...changes })).rejects.toMatchObject({
      ...{ code: 'invalid-input', message, remedy: expect.any(String) },
    });
  });

  test('has the overlay of another table, which comes back with it or is told to be lost', async () => {
    const other = await core.client.call('drms.query', {
      ...{ serverId: drms.url, recordSet: 'hmi.m_45s[2016.04.01_TAI/1h]', keys: ['T_REC', 'DATAMEAN'] },
    });
    const overlay = { tableId: other.tableId, x: 'T_REC', y: 'DATAMEAN' };
    const bytes = await draw(overTime, 'svg', { overlay });
    expect(new TextDecoder().decode(bytes)).toContain('DATAMEAN of hmi.m_45s[2016.04.01_TAI/1h]');
    const picture = await pictureOf(bytes);
    expect(await open(picture)).toMatchObject({ overlay: { table: other, x: 0, y: 1 }, lost: [] });
    const table = { ...other, id: 'gone', title: 'hmi.m_45s', rows: other.count };
    const gone = { ...picture, overlay: { ...overlay, table, server: 'elsewhere', question: picture.question } };
    expect(await open(gone)).toMatchObject({ figure: overTime, overlay: null, lost: ['DATAMEAN of hmi.m_45s'] });
    await expect(draw(overTime, 'svg', { overlay: { ...overlay, x: 'DATAMEAN' } })).rejects.toThrow(
      'DATAMEAN of hmi.m_45s[2016.04.01_TAI/1h] cannot be drawn over T_REC.',
    );
  });

  test('over nothing is said', async () => {
    const none = await core.client.call('drms.query', {
      ...{ serverId: drms.url, recordSet: 'hmi.v_45s[1996.04.01_TAI]', keys: ['T_REC', 'DATAMEAN', 'DATARMS'] },
    });
    await expect(draw(overTime, 'svg', { tableId: none.tableId, filters: [] })).rejects.toThrow(
      'hmi.v_45s[1996.04.01_TAI] has no rows to draw.',
    );
  });
});

describe('a picture whose table is gone', () => {
  test('finds another answer to its question, or asks again, and names what is lost', async () => {
    const picture = await pictureOf(await draw(overTime));
    const elsewhere = { ...picture, table: { ...picture.table, id: 'of-another-computer' } };
    expect((await open(elsewhere, 'never'))?.table.tableId).toBe(records.tableId);
    const wanting = {
      ...elsewhere,
      figure: { ...overTime, ys: [...overTime.ys, { column: 'RSUN_OBS', error: null }] },
    };
    expect(await open(wanting, 'never')).toBeNull();
    const asked = {
      ...wanting,
      question: { kind: 'drms.records' as const, serverId: drms.url, recordSet, keys: ['T_REC', 'DATAMEAN'] },
    };
    expect(await open(asked)).toMatchObject({
      table: { recordSet, count: 80 },
      figure: { ys: [{ column: 'DATAMEAN', error: null }] },
      lost: ['DATARMS', 'RSUN_OBS'],
    });
  });

  test('says which server is not known here, and what cannot be asked again', async () => {
    const picture = await pictureOf(await draw(overTime));
    const elsewhere = { ...picture, table: { ...picture.table, id: 'gone' }, server: 'SDAC, https://sdac.example/' };
    await expect(open(elsewhere)).rejects.toMatchObject({
      ...{ code: 'not-found', message: expect.stringContaining('SDAC, https://sdac.example/') },
    });
    await expect(open({ ...elsewhere, question: null })).rejects.toThrow(/^The table .*, is gone\.$/);
  });
});

test('a line over a mining table comes back with its band, from a table that was made again', async () => {
  const { client, connectionId } = core;
  const draft = {
    connectionId,
    source: { kind: 'series' as const, name: storySeries },
    fields: [{ processType: 'layer thickness measurement', field: 'thickness', name: 'd' }],
    computed: [{ name: 'half', formula: 'd / 2' }],
  };
  const { table } = await client.call('mining.table.make', draft);
  const figure: TableFigure = {
    ...overTime,
    ...{ x: 'd', ys: [{ column: 'half', error: null }], mode: 'points', timeScale: 'own' },
    line: { method: 'theil-sen', level: 0.9 },
  };
  const bytes = await draw(figure, 'svg', { tableId: table.tableId, filters: [] });
  expect(new TextDecoder().decode(bytes)).toContain('d (nm)');
  const picture = await pictureOf(bytes);
  expect(picture.server).toBe(core.demo.url);
  await client.call('columns.tables.remove', { tableId: table.tableId });
  const opened = await open({ ...picture, question: asOfAnother(picture.question) });
  expect(opened).toMatchObject({ figure, question: { draft: { connectionId } }, lost: [] });
  expect(opened?.table.tableId).not.toBe(table.tableId);
  const anew = await open(picture, 'anew');
  expect(anew).toMatchObject({ figure, table: { count: table.count } });
  expect(anew?.table.asOfUtc).not.toBe(opened?.table.asOfUtc);
});

/** Another Quarry knows the server by another id. */
function asOfAnother(question: TablePicture['question']): TablePicture['question'] {
  if (question?.kind !== 'mining') throw new Error('It is no question of mining.');
  return { ...question, draft: { ...question.draft, connectionId: 'elsewhere' } };
}

test('an answer to SQL is kept to be drawn, once, and asked again when it is gone', async () => {
  const statement = 'SELECT range AS n, range * range AS square, range % 2 = 0 AS even FROM range(20)';
  const table = await core.client.call('columns.sql.keep', { statement });
  expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['n', 'longlong'],
    ['square', 'longlong'],
    ['even', 'integer'],
  ]);
  const again = await core.client.call('columns.sql.keep', { statement });
  const listed = await core.client.call('columns.tables.list', {});
  expect(listed.filter(({ recordSet: title }) => title === statement).map(({ tableId }) => tableId)).toEqual([
    again.tableId,
  ]);
  const figure: TableFigure = { ...overTime, x: 'n', ys: [{ column: 'square', error: 'n' }] };
  const picture = await pictureOf(await draw(figure, 'png', { tableId: again.tableId, filters: [] }));
  expect(picture).toMatchObject({ server: null, question: { kind: 'sql', statement } });
  await core.client.call('columns.tables.remove', { tableId: again.tableId });
  expect(await open(picture, 'never')).toBeNull();
  expect(await open(picture)).toMatchObject({ figure, table: { count: 20 } });
});
