import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import type { MiningTable } from './contract/mining.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
let table: MiningTable;
const thickness = 'layer thickness measurement';

beforeAll(async () => {
  core = await openTestCore();
  table = await core.client.call('mining.table.make', {
    connectionId: core.connectionId,
    source: { kind: 'series', name: storySeries },
    fields: [
      { processType: thickness, field: 'thickness' },
      { processType: 'PDS measurement', field: 'number', name: 'pds' },
      { processType: 'conductivity measurement', field: 'timestamp', take: 'first' },
      { processType: '@sample', field: 'purpose' },
    ],
    computed: [
      { name: 'double', formula: '2 * thickness' },
      { name: 'micrometres', formula: 'thickness + 0 nm', unit: 'µm' },
    ],
  });
});

afterAll(() => core.close());

const place = (name: string): number => table.table.columns.findIndex((column) => column.name === name);
const cells = async (name: string, more: object = {}) => {
  const { tableId } = table.table;
  const page = await core.client.call('drms.table.page', { tableId, from: 0, count: 100, ...more });
  return { values: page.columns[place(name)] ?? [], odd: page.odd.filter(({ column }) => column === place(name)) };
};

describe('a mining table of a series', () => {
  test('has one row for each member, units, and words for what a cell lacks', async () => {
    expect(table).toMatchObject({ samples: 12, problems: [], cut: null });
    expect(table.sqlName).toMatch(/^mining_/);
    expect(table.table.columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'sample sample',
      ...['thickness field', 'pds field', 'timestamp_first field', 'purpose field'],
      ...['double computed', 'micrometres computed'],
      ...['layer_thickness_measurement_process origin', 'layer_thickness_measurement_time origin'],
      ...['pds_measurement_process origin', 'pds_measurement_time origin'],
      ...['conductivity_measurement_first_process origin', 'conductivity_measurement_first_time origin'],
    ]);
    expect(table.table.columns[place('thickness')]).toMatchObject({
      unit: 'nm',
      kind: 'integer',
      type: 'Layer thickness measurement',
    });
    const pds = await cells('pds');
    expect(pds.values.filter((value) => value !== null)).toHaveLength(3);
    expect(pds.odd).toHaveLength(9);
    expect(pds.odd[0]).toMatchObject({ state: 'no-process' });
    const [thick, double, micrometres] = [await cells('thickness'), await cells('double'), await cells('micrometres')];
    expect(double.values).toEqual(thick.values.map((value) => 2 * Number(value)));
    expect(micrometres.values[0]).toBeCloseTo(Number(thick.values[0]) / 1000);
    expect(table.table.columns[place('micrometres')]?.unit).toBe('µm');
    expect(table.table.columns[place('double')]?.unit).toBe('nm');
  });

  test('each cell tells the process it is from', async () => {
    const { tableId } = table.table;
    const origin = await core.client.call('mining.cell.origin', { tableId, row: 2, column: place('thickness') });
    expect(origin).toMatchObject({ sample: '26S-003', column: 'thickness', take: 'latest' });
    const { value } = await core.client.call('juliabase.process.get', {
      connectionId: core.connectionId,
      id: origin.processId ?? 0,
    });
    expect(value.typeName).toBe(thickness);
    expect(Date.parse(origin.timestampUtc ?? '')).toBe(Date.parse(value.timestampUtc));
  });

  test('SQL, groups, pivot and correlation see the same rows, and filters narrow them', async () => {
    const { tableId } = table.table;
    const { columns } = await core.client.call('columns.sql', {
      statement: `SELECT avg(thickness) AS d, count(pds) AS n FROM ${table.sqlName}`,
    });
    const thick = (await cells('thickness')).values.map(Number);
    const mean = thick.reduce((sum, value) => sum + value, 0) / thick.length;
    expect(columns[0]?.values[0]).toBeCloseTo(mean);
    expect(columns[1]?.values[0]).toBe('3');
    const grouped = await core.client.call('mining.group', {
      tableId,
      by: [place('purpose')],
      values: [
        { column: place('thickness'), aggregate: 'mean' },
        { column: place('thickness'), aggregate: 'geometric mean' },
      ],
    });
    expect(grouped.rows).toBe(12);
    expect(grouped.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['purpose', null],
      ['rows', null],
      ['mean thickness', 'nm'],
      ['geometric mean thickness', 'nm'],
    ]);
    expect(grouped.columns[3]?.values[0]).toBeCloseTo(Number(grouped.columns[2]?.values[0]), 6);
    const pivot = await core.client.call('mining.group', {
      tableId,
      ...{ by: [place('pds')], across: place('purpose') },
      values: [{ column: place('thickness'), aggregate: 'max' }],
      filters: [{ kind: 'missing', column: place('pds'), isMissing: false }],
    });
    expect(pivot.rows).toBe(3);
    expect(pivot.columns).toHaveLength(2 + 3);
    const byTime = await core.client.call('mining.group', {
      tableId,
      ...{ by: [place('purpose')], across: place('timestamp_first') },
      values: [{ column: place('thickness'), aggregate: 'max' }],
    });
    const [first, ...others] = byTime.columns.slice(2).map(({ name }) => name);
    expect(first).toMatch(/^202\d-\d\d-\d\dT\d\d:/);
    expect(others.length).toBeGreaterThan(5);
    for (const { values } of byTime.columns.slice(2)) expect(values.some((value) => value !== null)).toBe(true);
    for (const method of ['pearson', 'spearman'] as const) {
      const { pairs } = await core.client.call('mining.correlations', {
        tableId,
        columns: [place('thickness'), place('double'), place('pds')],
        method,
      });
      expect(pairs[0]).toMatchObject({ count: 12, x: place('thickness'), y: place('double') });
      expect(pairs[0]?.coefficient).toBeCloseTo(1, 9);
      expect(pairs[1]).toMatchObject({ count: 3 });
    }
    await expect(
      core.client.call('mining.correlations', { tableId, columns: [place('thickness'), place('purpose')] }),
    ).rejects.toMatchObject({ code: 'invalid-input', message: 'purpose holds no numbers.' });
  });

  test('correlations say how sure they are, for one pair and for all that were tested', async () => {
    const { pairs, tested } = await core.client.call('mining.correlations', {
      tableId: table.table.tableId,
      columns: [place('thickness'), place('double'), place('pds')],
    });
    expect(tested).toBe(3);
    expect(pairs[0]?.p).toBeLessThan(1e-10);
    expect(pairs[1]?.pCorrected).toBeGreaterThanOrEqual(pairs[1]?.p ?? 1);
  });

  test('lines have a band, and say why there is none', async () => {
    const { tableId } = table.table;
    const wish = { tableId, x: place('thickness'), y: place('double') };
    const line = await core.client.call('mining.regression', wish);
    expect(line).toMatchObject({ count: 12, used: 12 });
    expect(line.slope).toBeCloseTo(2, 9);
    expect(line.band.x).toHaveLength(line.band.upper.length);
    const robust = await core.client.call('mining.regression', { ...wish, method: 'theil-sen', level: 0.9 });
    expect(robust.slope).toBeCloseTo(2, 9);
    await expect(
      core.client.call('mining.regression', {
        ...wish,
        filters: [{ kind: 'range', column: place('thickness'), from: 1e9, to: null }],
      }),
    ).rejects.toMatchObject({
      ...{ code: 'invalid-input', message: 'Only 0 of these rows have numbers in thickness and double.' },
    });
  });

  test('clusters and components become columns that are made again with the table', async () => {
    const { tableId } = table.table;
    const columns = [place('thickness'), place('layer_thickness_measurement_process')];
    const report = await core.client.call('mining.clusters', { tableId, columns, k: 2 });
    expect(report).toMatchObject({ rows: 12, leftOut: 0, converged: true });
    const components = await core.client.call('mining.components', { tableId, columns });
    expect(components.components).toHaveLength(2);
    await expect(core.client.call('mining.clusters', { tableId, columns, k: 13 })).rejects.toMatchObject({
      message: expect.stringContaining('13 clusters need at least 13 different rows'),
    });
    await expect(
      core.client.call('mining.components', { tableId, columns: [place('thickness'), place('thickness')] }),
    ).resolves.toMatchObject({ rows: 12 });
    table = await core.client.call('mining.table.make', {
      ...table.draft,
      derived: [
        { kind: 'clusters', name: 'heap', columns: ['thickness', 'double'], k: 2 },
        { kind: 'components', name: 'pc', columns: ['thickness', 'double'], standardised: false },
      ],
    });
    const heaps = (await cells('heap')).values;
    expect(new Set(heaps)).toEqual(new Set(['1', '2']));
    expect(table.table.columns[place('pc1')]?.note).toContain('not standardised: 100.0 % of the variance');
    await expect(
      core.client.call('mining.table.make', {
        ...table.draft,
        derived: [{ kind: 'clusters', name: 'heap', columns: ['thickness', 'gone'], k: 2 }],
      }),
    ).rejects.toMatchObject({ message: 'The table has no column gone any more.' });
    table = await core.client.call('mining.table.make', { ...table.draft, derived: [] });
  });

  test('a field comes in the unit that was wished, and a unit that does not fit is refused', async () => {
    const [field, ...others] = table.draft.fields;
    if (field === undefined) throw new Error('The table has no field.');
    const before = (await cells('thickness')).values;
    const draft = { ...table.draft, computed: [], fields: [{ ...field, unit: 'µm' }, ...others] };
    const made = await core.client.call('mining.table.make', draft);
    const { tableId, columns } = made.table;
    expect(columns[1]).toMatchObject({ name: 'thickness', unit: 'µm', kind: 'real' });
    const page = await core.client.call('drms.table.page', { tableId, from: 0, count: 100 });
    expect(page.columns[1]?.[0]).toBeCloseTo(Number(before[0]) / 1000);
    await expect(
      core.client.call('mining.table.make', { ...draft, fields: [{ ...field, unit: 'eV' }] }),
    ).rejects.toMatchObject({ code: 'invalid-input', message: 'eV does not fit thickness, which is in nm.' });
    table = await core.client.call('mining.table.make', table.draft);
  });

  test('groups are kept as a table of their own, which is made again from what the mining table is then', async () => {
    const { tableId } = table.table;
    const kept = await core.client.call('mining.group.keep', {
      tableId,
      by: [place('purpose')],
      values: [{ column: place('thickness'), aggregate: 'mean' }],
      filters: [{ kind: 'missing', column: place('pds'), isMissing: false }],
    });
    expect(kept).toMatchObject({ madeFrom: table.sqlName, words: 'mean thickness by purpose, filtered by pds' });
    expect(kept.table).toMatchObject({ count: 3 });
    expect(kept.table.columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
      ...['purpose group', 'rows group', 'mean thickness group'],
    ]);
    table = await core.client.call('mining.table.make', { ...table.draft, fields: table.draft.fields.toReversed() });
    const again = await core.client.call('mining.group.again', { tableId: kept.table.tableId });
    expect(again).toMatchObject({ sqlName: kept.sqlName, words: kept.words, table: { count: 3 } });
    expect(await core.client.call('mining.group.describe', { tableId: again.table.tableId })).toEqual(again);
    table = await core.client.call('mining.table.make', { ...table.draft, fields: table.draft.fields.toReversed() });
    await expect(core.client.call('mining.group.again', { tableId })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('numbers come as bytes with the places of their rows, some of them where there are too many', async () => {
    const query = { tableId: table.table.tableId, column: place('thickness') };
    const answer = await core.app.bytes('table-numbers', JSON.stringify(query), new AbortController().signal);
    const numbers = tableFromIPC(await wholeBytes(answer));
    expect([...numbers.getChild('row').toArray()]).toEqual(Array.from({ length: 12 }, (_, row) => row));
    expect([...numbers.getChild('value').toArray()]).toEqual((await cells('thickness')).values);
  });

  test('made again it takes the place of the earlier one and keeps its name; it is found by its samples', async () => {
    const again = await core.client.call('mining.table.make', { ...table.draft, refresh: false });
    expect(again.sqlName).toBe(table.sqlName);
    const { connectionId, source } = table.draft;
    const found = await core.client.call('mining.table.find', { connectionId, source });
    expect(found.table?.table.tableId).toBe(again.table.tableId);
    expect(found.table?.draft).toEqual(table.draft);
    const list = await core.client.call('columns.tables.list', {});
    expect(list.filter(({ name }) => name === table.sqlName)).toHaveLength(1);
    table = again;
  });
});

test('fields are offered with example and unit; topics and searches work; problems are told', async () => {
  const { connectionId } = core;
  const fields = await core.client.call('mining.fields', {
    connectionId,
    source: { kind: 'series', name: storySeries },
  });
  expect(fields.fields.find((one) => one.field === 'thickness')).toMatchObject({
    ...{ processType: thickness, unit: 'nm', kind: 'number', samples: 12, mostPerSample: 1 },
  });
  const found = await core.client.call('mining.fields', { connectionId, source: { kind: 'search', text: '26N-' } });
  expect(found.samples).toBe(9);
  const topics = await core.client.call('juliabase.topics.list', { connectionId });
  const name = topics.value.find(({ id }) => id === 1)?.name ?? '';
  const topic = await core.client.call('mining.fields', { connectionId, source: { kind: 'topic', name } });
  expect(topic.samples).toBeGreaterThan(20);
  const hidden = await core.client.call('mining.table.make', {
    connectionId,
    source: { kind: 'samples', names: ['26S-001', 'no such sample'] },
    fields: [{ processType: '@sample', field: 'purpose' }],
  });
  expect(hidden).toMatchObject({ samples: 1, problems: [{ sample: 'no such sample' }], table: { count: 2 } });
});

test('a formula that cannot be computed names its column and place; two classes taken whole are refused', async () => {
  const base = { connectionId: core.connectionId, source: { kind: 'series' as const, name: storySeries } };
  const field = { processType: thickness, field: 'thickness' };
  await expect(
    core.client.call('mining.table.make', {
      ...base,
      fields: [field],
      computed: [{ name: 'x', formula: 'thicknes / 2' }],
    }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'The column x cannot be computed: “thicknes” at character 1 is no column, function or unit.',
  });
  await expect(
    core.client.call('mining.table.make', {
      ...base,
      fields: [
        { ...field, take: 'all' },
        { processType: 'substrate', field: 'material', take: 'all' },
      ],
    }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});
