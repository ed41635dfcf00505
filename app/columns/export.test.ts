import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';

let testing: TestEngine;
beforeAll(async () => {
  testing = await openTestEngine();
  await testing.engine.write(
    't',
    tableOf(
      {
        name: 'T_REC',
        kind: 'time',
        values: Float64Array.of(0, 60.5, 3),
        unit: 'TAI',
        timeScale: 'TAI',
        timePrecision: 1,
      },
      {
        name: 'DATE',
        kind: 'time',
        values: Float64Array.of(1e9, 1e9 + 0.25, Number.NaN),
        unit: 'ISO',
        timeScale: 'UTC',
      },
      {
        name: 'x',
        kind: 'real',
        values: Float64Array.of(0.1, Number.NaN, Number.NEGATIVE_INFINITY),
        states: Uint8Array.of(0, 0, 3),
        raw: new Map([[2, 'n/a']]),
        unit: 'G',
      },
      { name: 'QUALITY', kind: 'integer', values: Int32Array.of(-2_147_483_648, 1, 0), hex: true },
      { name: 'big', kind: 'longlong', values: BigInt64Array.of(2n ** 62n, -1n, 0n), states: Uint8Array.of(0, 0, 1) },
      { name: '=note', kind: 'text', values: ['=1+1', 'a,"b"\n', ''] },
      { name: 'good', kind: 'flag', values: Uint8Array.of(1, 0, 1) },
    ),
    { query: 'q' },
  );
});
afterAll(() => testing.close());

async function exported(format: 'csv' | 'json', choice = {}): Promise<string> {
  const path = join(testing.home, `out.${format}`);
  await testing.engine.export('t', { format, path, ...choice });
  return readFileSync(path, 'utf8');
}

describe('a table in a file', () => {
  test('of comma-separated values is safe for spreadsheets and loses nothing', async () => {
    expect(await exported('csv')).toBe(
      [
        "T_REC,DATE,x,x.state,x.text,QUALITY,big,'=note,good",
        "1977.01.01_00:00:00.0_TAI,2008-09-09T01:46:07Z,0.1,,,0x80000000,4611686018427387904,'=1+1,true",
        '1977.01.01_00:01:00.5_TAI,2008-09-09T01:46:07.250Z,NaN,,,0x00000001,-1,"a,""b""\n",false',
        '1977.01.01_00:00:03.0_TAI,NaN,,unparsable,n/a,0x00000000,,"",true',
        '',
      ].join('\n'),
    );
  });

  test('has the rows and the order that were asked for', async () => {
    const choice = {
      sort: [{ column: 'T_REC', descending: true }],
      filter: { kind: 'compare', column: 'QUALITY', operator: '>=', value: 0 },
    };
    expect((await exported('csv', choice)).match(/^1977\S+?TAI/gm)).toEqual([
      '1977.01.01_00:01:00.5_TAI',
      '1977.01.01_00:00:03.0_TAI',
    ]);
    const { count, columns } = JSON.parse(await exported('json', choice)) as {
      count: number;
      columns: { values: unknown[] }[];
    };
    expect([count, columns[3]?.values]).toEqual([2, [1, 0]]);
  });

  test('of JSON names units, and keeps 64-bit integers and what a cell without value is', async () => {
    expect(JSON.parse(await exported('json'))).toEqual({
      count: 3,
      about: { query: 'q' },
      columns: [
        {
          name: 'T_REC',
          type: 'time',
          unit: 'TAI',
          timeScale: 'TAI',
          values: ['1977.01.01_00:00:00.0_TAI', '1977.01.01_00:01:00.5_TAI', '1977.01.01_00:00:03.0_TAI'],
        },
        {
          name: 'DATE',
          type: 'time',
          unit: 'ISO',
          timeScale: 'UTC',
          values: ['2008-09-09T01:46:07Z', '2008-09-09T01:46:07.250Z', 'NaN'],
        },
        {
          name: 'x',
          type: 'real',
          unit: 'G',
          timeScale: null,
          values: [0.1, 'NaN', null],
          odd: [{ row: 2, state: 'unparsable', text: 'n/a' }],
        },
        { name: 'QUALITY', type: 'integer', unit: null, timeScale: null, values: [-2_147_483_648, 1, 0] },
        { name: 'big', type: 'longlong', unit: null, timeScale: null, values: ['4611686018427387904', '-1', null] },
        { name: '=note', type: 'text', unit: null, timeScale: null, values: ['=1+1', 'a,"b"\n', ''] },
        { name: 'good', type: 'flag', unit: null, timeScale: null, values: [true, false, true] },
      ].map((column) => ({ label: column.name, note: null, ...column })),
    });
  });

  test('of Parquet can be read by others, with what is known of the columns', async () => {
    const path = join(testing.home, 'out.parquet');
    const filter = { kind: 'compare', column: 'good', operator: '=', value: true } as const;
    await testing.engine.export('t', { format: 'parquet', path, filter });
    const reader = await (await DuckDBInstance.create()).connect();
    const rows = await reader.runAndReadAll(`SELECT "QUALITY", "x", "x.text" FROM '${path}'`);
    expect(rows.getRows()).toEqual([
      [-2_147_483_648, 0.1, null],
      [0, null, 'n/a'],
    ]);
    const facts = await reader.runAndReadAll(`SELECT decode(value) FROM parquet_kv_metadata('${path}')`);
    expect(JSON.parse(String(facts.getRows()[0]?.[0]))).toMatchObject({
      about: { query: 'q' },
      columns: { length: 7 },
    });
    reader.closeSync();
  });

  test('replaces one that is there, and a failure leaves it as it was', async () => {
    const path = join(testing.home, 'out.csv');
    writeFileSync(path, 'old');
    const aborting = new AbortController();
    aborting.abort();
    await expect(
      testing.engine.export('t', { format: 'csv', path }, { signal: aborting.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    await testing.engine.export('t', { format: 'csv', path });
    expect(readFileSync(path, 'utf8')).toContain('T_REC');
  });

  test('that cannot be written is named, and nothing is left over', async () => {
    mkdirSync(join(testing.home, 'taken'));
    for (const path of [join(testing.home, 'none', 'x.csv'), join(testing.home, 'taken')])
      await expect(testing.engine.export('t', { format: 'csv', path })).rejects.toMatchObject({
        code: 'storage',
        message: expect.stringContaining(path),
      });
    expect(readdirSync(testing.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(testing.home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
