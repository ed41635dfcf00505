import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    for (const method of ['pearson', 'spearman'] as const) {
      const { pairs } = await core.client.call('mining.correlations', {
        tableId,
        columns: [place('thickness'), place('double'), place('pds')],
        method,
      });
      expect(pairs[0]).toMatchObject({ count: 12, x: place('thickness'), y: place('double') });
      expect(pairs[0]?.coefficient).toBeCloseTo(1, 9);
      expect(pairs[0]?.slope).toBeCloseTo(2, 9);
      expect(pairs[1]).toMatchObject({ count: 3 });
    }
    await expect(
      core.client.call('mining.correlations', { tableId, columns: [place('thickness'), place('purpose')] }),
    ).rejects.toMatchObject({ code: 'invalid-input', message: 'purpose holds no numbers.' });
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
