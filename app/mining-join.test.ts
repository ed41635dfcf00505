import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeptTable } from './contract/columns.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { timeJoinSql } from './domain/mining/time-join.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
let drms: DemoDrmsServer;
let samples: KeptTable;
let records: KeptTable;

beforeAll(async () => {
  [core, drms] = await Promise.all([openTestCore(), startDemoDrms()]);
  const mined = await core.client.call('mining.table.make', {
    connectionId: core.connectionId,
    source: { kind: 'series', name: storySeries },
    fields: [{ processType: 'layer thickness measurement', field: 'thickness' }],
    computed: [],
  });
  const asked = await core.client.call('drms.query', {
    serverId: drms.url,
    recordSet: 'hmi.v_45s[2016.04.01_TAI/1h]',
    keys: ['T_REC', 'DATAMEAN'],
  });
  // The list has a table once it is kept.
  await core.client.call('columns.summaries', { tableId: asked.tableId });
  const tables = await core.client.call('columns.tables.list', {});
  const found = (id: string): KeptTable => {
    const table = tables.find(({ tableId }) => tableId === id);
    if (table === undefined) throw new Error(`There is no table ${id}.`);
    return table;
  };
  [samples, records] = [found(mined.table.tableId), found(asked.tableId)];
});

afterAll(async () => {
  await core.close();
  await drms.close();
});

const side = ({ name, columns }: KeptTable, time: string) => ({
  ...{ name, time },
  columns: columns.map((column) => column.name),
});
const ask = (statement: string) => core.client.call('columns.sql', { statement });
const thicknessTime = 'layer_thickness_measurement_time';

test('E7: a time of a process in UTC finds the record in TAI that is nearest, by seconds on one scale', async () => {
  // Half a day after the records end, in UTC; the last record is the nearest.
  const statement = timeJoinSql({
    left: side(samples, thicknessTime),
    right: side(records, 'T_REC'),
    ...{ which: 'nearest', withinMinutes: null },
  });
  const joined = await ask(statement);
  expect(joined.rows).toBe(12);
  const column = (name: string) => joined.columns.find((one) => one.name === name);
  expect(column('T_REC')).toMatchObject({ timeScale: 'TAI' });
  expect(column(thicknessTime)).toMatchObject({ timeScale: 'UTC' });
  expect(new Set(column('T_REC')?.values)).toEqual(new Set(['2016.04.01_00:59:15_TAI']));
  const [measured, apart] = [column(thicknessTime)?.values[0], column('seconds_after')?.values[0]];
  // TAI was 36 s ahead of UTC then, and is 37 s ahead at the time of the measurement.
  const [year = 0, month = 0, ...rest] = (String(measured).match(/\d+/g) ?? []).map(Number);
  const [day, hour, minute, second] = rest;
  const utcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  expect(Number(apart)).toBeCloseTo((utcMs - Date.UTC(2016, 3, 1, 0, 59, 15)) / 1000 + 37, 3);
});

test('the nearest is on either side, the last before is not later, and rows without one so near are left out', async () => {
  const own = `(VALUES ('a', tai('2016.04.01_00:10:31_TAI')), ('b', tai('2016.04.01_00:10:22_TAI')))`;
  const recordsOf = async (which: 'nearest' | 'before', withinMinutes: number) => {
    const statement = timeJoinSql({
      // A table of the statement itself stands for a kept one.
      left: { name: 'here', columns: ['name', 'moment'], time: 'moment' },
      right: side(records, 'T_REC'),
      ...{ which, withinMinutes },
    });
    const { columns } = await ask(
      `WITH here(name, moment) AS (FROM ${own}) SELECT name, tai_text(T_REC) AS record FROM (${statement}) ORDER BY name`,
    );
    return columns[1]?.values;
  };
  const [at0945, at1030] = ['2016.04.01_00:09:45.000_TAI', '2016.04.01_00:10:30.000_TAI'];
  expect(await recordsOf('nearest', 1)).toEqual([at1030, at1030]);
  expect(await recordsOf('before', 1)).toEqual([at1030, at0945]);
  expect(await recordsOf('nearest', 0.05)).toEqual([at1030]);
});
