import { readdir } from 'node:fs/promises';
import { buffer, text } from 'node:stream/consumers';
import { zstdDecompressSync } from 'node:zlib';
import { tableFromIPC } from '@uwdata/flechette';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableFileFormat } from '../domain/table-files/formats.ts';
import { openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';
import type { ExportRequest } from './messages.ts';

const about = { query: 'q' };

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
        timeScale: 'UTC',
        timeStyle: 'iso',
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

async function exported(format: TableFileFormat, choice: Partial<ExportRequest> = {}): Promise<string> {
  return text(await testing.engine.file('t', { format, about, ...choice }));
}

describe('a table in a file', () => {
  test('of comma-separated values is safe for spreadsheets and loses nothing', async () => {
    expect(await exported('csv')).toBe(
      [
        "T_REC,DATE,x,x.state,x.text,QUALITY,big,'=note,good",
        "1977.01.01_00:00:00.0_TAI,2008-09-09T01:46:07Z,0.1,,,-2147483648,4611686018427387904,'=1+1,true",
        '1977.01.01_00:01:00.5_TAI,2008-09-09T01:46:07.250Z,NaN,,,1,-1,"a,""b""\n",false',
        '1977.01.01_00:00:03.0_TAI,NaN,,unparsable,n/a,0,,"",true',
        '',
      ].join('\n'),
    );
  });

  test('has the rows and the order that were asked for', async () => {
    const choice = {
      sort: [{ column: 'T_REC', descending: true }],
      filter: { kind: 'compare', column: 'QUALITY', operator: '>=', value: 0 },
    } as const;
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

  test('has the rows that were chosen one by one, in their order', async () => {
    const csv = await exported('csv', { places: Uint32Array.of(2, 0), columns: ['QUALITY'] });
    expect(csv).toBe('QUALITY\n0\n-2147483648\n');
    const none = JSON.parse(await exported('json', { places: new Uint32Array(), columns: ['x'] })) as object;
    expect(none).toMatchObject({ count: 0, columns: [{ name: 'x', values: [] }] });
    await expect(exported('csv', { places: Uint32Array.of(3) })).rejects.toMatchObject({ code: 'invalid-input' });
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
          unit: null,
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
    const filter = { kind: 'compare', column: 'good', operator: '=', value: true } as const;
    const columns = ['QUALITY', 'x'];
    const bytes = await buffer(await testing.engine.file('t', { format: 'parquet', about, filter, columns }));
    const file = new Uint8Array(bytes).buffer;
    const compressors = { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) };
    expect(await parquetReadObjects({ file, compressors })).toEqual([
      { QUALITY: -2_147_483_648, x: 0.1, 'x.state': '', 'x.text': '' },
      { QUALITY: 0, x: null, 'x.state': 'unparsable', 'x.text': 'n/a' },
    ]);
    const facts = new Map(parquetMetadata(file).key_value_metadata?.map(({ key, value }) => [key, value]));
    expect(JSON.parse(facts.get('quarry') ?? '')).toMatchObject({
      about,
      columns: [{ name: 'QUALITY' }, { name: 'x', unit: 'G' }],
    });
    expect(facts.get('table_meta_yaml')).toContain('- {name: "x", unit: "G", datatype: float64}');
  });

  test('of Arrow holds the same, with units and epochs at the columns', async () => {
    const table = tableFromIPC(await buffer(await testing.engine.file('t', { format: 'arrow', about })), {
      useBigInt: true,
    });
    expect(table.names).toEqual(['T_REC', 'DATE', 'x', 'x.state', 'x.text', 'QUALITY', 'big', '=note', 'good']);
    const cells = (name: string): unknown => [...table.getChild(name)];
    expect(cells('T_REC')).toEqual([0, 60.5, 3]);
    expect(cells('x')).toEqual([0.1, Number.NaN, null]);
    expect(cells('x.state')).toEqual([null, null, 'unparsable']);
    expect(cells('x.text')).toEqual([null, null, 'n/a']);
    expect(cells('QUALITY')).toEqual([-2_147_483_648, 1, 0]);
    expect(cells('big')).toEqual([2n ** 62n, -1n, null]);
    expect(cells('=note')).toEqual(['=1+1', 'a,"b"\n', '']);
    expect(cells('good')).toEqual([true, false, true]);
    const metadata = table.schema.fields.map((field) => Object.fromEntries(field.metadata ?? []));
    expect(metadata[0]).toEqual({ unit: 's', timescale: 'TAI', epoch: '1977-01-01T00:00:00', shown: 'TAI' });
    expect(metadata[2]).toEqual({ unit: 'G' });
    expect(table.schema.metadata?.get('quarry.query')).toBe('q');
  });

  test('of Arrow has a record batch for some ten thousand rows, wherever they are read from', async () => {
    const rows = 150_000;
    const values = Float64Array.from({ length: rows }, (_, row) => row / 3);
    await testing.engine.write('long', tableOf({ name: 'x', kind: 'real', values }), {});
    const read = tableFromIPC(await buffer(await testing.engine.file('long', { format: 'arrow', about })));
    expect(read.getChild('x').data.length).toBe(3);
    expect(Float64Array.from(read.getChild('x'))).toEqual(values);
    const filter = { kind: 'compare', column: 'x', operator: '<', value: 0 } as const;
    const empty = await buffer(await testing.engine.file('long', { format: 'arrow', about, filter }));
    expect([tableFromIPC(empty).numRows, tableFromIPC(empty).names]).toEqual([0, ['x']]);
  });

  test('leaves nothing on the disk, read or not', async () => {
    const bytes = await testing.engine.file('t', { format: 'csv', about });
    expect(await leftovers()).toEqual([]);
    bytes.destroy();
    const aborting = new AbortController();
    aborting.abort();
    const { signal } = aborting;
    await expect(testing.engine.file('t', { format: 'csv', about }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await leftovers()).toEqual([]);
  });

  test.each([
    [['none'], /none/],
    [[], /at least one column/],
  ])('refuses the columns %j', async (columns, words) => {
    await expect(testing.engine.file('t', { format: 'csv', about, columns })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(words),
    });
    expect(await leftovers()).toEqual([]);
  });
});

describe('an answer to SQL in a file', () => {
  const views = { t: 't' };
  const answered = async (statement: string, format: TableFileFormat): Promise<string> =>
    text(await testing.engine.sqlFile(statement, views, { format, rowLimit: null, about }));

  test.each([
    ['SELECT sum("big") AS s, 10::HUGEINT ** 2 AS h FROM t; -- all', 's,h\n4611686018427387903,100\n'],
    ['SELECT 170141183460469231731687303715884105727 AS h', 'h\n170141183460469231731687303715884105727\n'],
    ['SELECT 1 AS a, 2 AS a', 'a,a_1\n1,2\n'],
  ])('keeps all digits and columns: %s', async (statement, csv) => {
    expect(await answered(statement, 'csv')).toBe(csv);
  });

  test('ends at a limit', async () => {
    const file = { format: 'csv', rowLimit: 2, about } as const;
    const answer = await text(await testing.engine.sqlFile('SELECT QUALITY FROM t ORDER BY 1', views, file));
    expect(answer).toBe('QUALITY\n-2147483648\n0\n');
  });

  test('carries units and times in every format', async () => {
    const statement = 'SELECT max(T_REC) AS last, min(x) AS least, [1, 2] AS list, 1.5::DECIMAL(4, 2) AS d FROM t';
    expect(JSON.parse(await answered(statement, 'json'))).toMatchObject({
      count: 1,
      about,
      columns: [
        { name: 'last', type: 'time', timeScale: 'TAI', values: ['1977.01.01_00:01:00.500_TAI'] },
        { name: 'least', type: 'real', unit: 'G', values: [0.1] },
        { name: 'list', type: 'text', values: ['[1, 2]'] },
        { name: 'd', type: 'real', values: [1.5] },
      ],
    });
    expect(await answered(statement, 'votable')).toContain('<TD>1977-01-01T00:01:00.500</TD><TD>0.1</TD>');
    const parquet = await buffer(
      await testing.engine.sqlFile(statement, views, { format: 'parquet', rowLimit: null, about }),
    );
    expect(parquet.subarray(0, 4).toString()).toBe('PAR1');
    expect(await leftovers()).toEqual([]);
  });

  test.each([
    ["COPY t TO 'x.csv'", 'Only SELECT'],
    ['SELECT nothing FROM t', 'nothing'],
  ])('refuses %s', async (statement, words) => {
    await expect(answered(statement, 'csv')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(words),
    });
    expect(await leftovers()).toEqual([]);
  });
});

async function leftovers(): Promise<string[]> {
  return (await readdir(testing.folder)).filter(
    (name) => !/\.(json|parquet|beginning)$/.test(name) && name !== 'spill',
  );
}
