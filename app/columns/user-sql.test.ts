import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SqlAnswer } from '../domain/columns.ts';
import { openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';
import { isNightly } from '../testing/nightly.ts';

let testing: TestEngine;
let otherFile = '';
beforeAll(async () => {
  testing = await openTestEngine();
  const { engine, folder, home } = testing;
  await engine.write(
    'hmi',
    tableOf(
      { name: 'T_REC', kind: 'time', values: Float64Array.of(0, 60.5, 120), unit: 's', timeScale: 'TAI' },
      { name: 'DATAMEAN', kind: 'real', values: Float64Array.of(1, 2, Number.NaN), unit: 'Gauss' },
      { name: 'QUALITY', kind: 'integer', values: Int32Array.of(0, -1, 5), states: Uint8Array.of(0, 0, 1) },
      { name: 'sunum', kind: 'longlong', values: BigInt64Array.of(2n ** 60n, 2n, 3n) },
    ),
    {},
  );
  otherFile = (await engine.write('other', tableOf({ name: 'secret', kind: 'text', values: ['x'] }), {})).file;
  writeFileSync(join(home, 'outside.txt'), 'outside');
  mkdirSync(join(home, 'columns-beside'));
  writeFileSync(join(home, 'columns-beside', 'a.csv'), 'a\n1\n');
  symlinkSync(join(home, 'outside.txt'), join(folder, 'link.txt'));
});
afterAll(() => testing.close());

const sql = (statement: string, options = {}): Promise<SqlAnswer> =>
  testing.engine.sql(statement, { hmi: 'hmi' }, options);

describe("a user's statement", () => {
  test('answers in typed columns that keep units and time scales', async () => {
    const answer = await sql(
      'SELECT T_REC, DATAMEAN AS mean, QUALITY, sunum, DATAMEAN * 2 AS twice FROM hmi ORDER BY 1',
    );
    expect(answer).toMatchObject({ rows: 3, isCut: false });
    expect(answer.columns).toMatchObject([
      { name: 'T_REC', kind: 'time', unit: 's', timeScale: 'TAI', values: Float64Array.of(0, 60.5, 120), states: null },
      { name: 'mean', kind: 'real', unit: 'Gauss', timeScale: null, values: Float64Array.of(1, 2, Number.NaN) },
      { name: 'QUALITY', kind: 'integer', values: Int32Array.of(0, -1, 0), states: Uint8Array.of(0, 0, 1) },
      { name: 'sunum', kind: 'longlong', values: BigInt64Array.of(2n ** 60n, 2n, 3n) },
      { name: 'twice', kind: 'real', unit: null },
    ]);
  });

  test.each([
    ['SELECT * FROM hmi', ['s', 'Gauss', null, null]],
    ['FROM hmi SELECT max(DATAMEAN), count(DATAMEAN), sum(DATAMEAN)', ['Gauss', null, null]],
    ['SELECT DATAMEAN FROM (SELECT DATAMEAN * 2 AS DATAMEAN FROM hmi)', [null]],
    ['WITH hmi2 AS (SELECT sin(DATAMEAN) AS DATAMEAN FROM hmi) SELECT DATAMEAN FROM hmi2', [null]],
    ['SELECT *, 1 AS DATAMEAN FROM hmi', ['s', 'Gauss', null, null, null]],
    ['SELECT * REPLACE (DATAMEAN / 2 AS DATAMEAN) FROM hmi', ['s', null, null, null]],
    ['SELECT a.DATAMEAN FROM hmi a JOIN hmi b ON a.T_REC = b.T_REC', ['Gauss']],
  ])('never carries a unit further than it holds: %s', async (statement, units) => {
    expect((await sql(statement)).columns.map(({ unit }) => unit)).toEqual(units);
  });

  test.each([
    ['SELECT sum(QUALITY) FROM hmi', 'longlong', [-1n]],
    ['SELECT sum(sunum) * 1000000 FROM hmi', 'text', [String((2n ** 60n + 5n) * 1_000_000n)]],
    ['SELECT 1.25::DECIMAL(5,2)', 'real', [1.25]],
    ["SELECT DATE '2013-01-02'", 'text', ['2013-01-02']],
    ['SELECT [1, 2]', 'text', ['[1, 2]']],
    ['SELECT QUALITY > 0 FROM hmi WHERE QUALITY IS NOT NULL', 'flag', [0, 0]],
    ["SELECT tai('1977.01.01_00:01:00.5_TAI')", 'real', [60.5]],
    ["SELECT tai('2013-01-01 00:00:00')", 'real', [1_136_073_600]],
    ['SELECT tai_text(60.5)', 'text', ['1977.01.01_00:01:00.500_TAI']],
    ['VALUES (3)', 'integer', [3]],
    ['SELECT i FROM range(2) t(i)', 'longlong', [0n, 1n]],
  ])('%s is %s', async (statement, kind, values) => {
    const [column] = (await sql(statement)).columns;
    expect(column?.kind).toBe(kind);
    expect([...(column?.values ?? [])]).toEqual(values);
  });

  test('stops at the limit of rows and says so', async () => {
    const answer = await sql('SELECT i FROM range(1000000000) t(i)', { rowLimit: 5000 });
    expect(answer).toMatchObject({ rows: 5000, isCut: true });
    expect(answer.columns[0]?.values).toHaveLength(5000);
    expect(await sql('SELECT * FROM hmi', { rowLimit: 3 })).toMatchObject({ rows: 3, isCut: false });
  });

  test('can be cancelled', async () => {
    const aborting = new AbortController();
    const answer = sql('SELECT count(*) FROM range(100000000000) t(i) WHERE sin(i) > 2', { signal: aborting.signal });
    setImmediate(() => aborting.abort());
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('that needs too much memory costs itself only', async () => {
    const small = await openTestEngine({ folder: testing.folder, memoryLimitMb: 30, spillLimitMb: 1 });
    await expect(
      small.engine.sql('SELECT count(*) FROM (SELECT i, hash(i) h FROM range(20000000) t(i) ORDER BY h)', {}),
    ).rejects.toMatchObject({ code: 'storage' });
    expect((await small.engine.sql('SELECT 1', {})).rows).toBe(1);
    small.close();
  });

  test.each([
    ['nothing', ''],
    ['two statements', 'SELECT 1; SELECT 2'],
    ['a mistake', 'SELEC 1'],
    ['an unknown column', 'SELECT nothing FROM hmi'],
    ['a parameter', 'SELECT $1'],
    ['an unknown table', 'SELECT * FROM other'],
  ])('with %s is refused with a word about it', async (_, statement) => {
    await expect(sql(statement)).rejects.toMatchObject({ code: 'invalid-input', remedy: expect.stringMatching(/./) });
  });

  test('says where it cannot be read, and what there is to select from', async () => {
    await expect(sql('SELECT 1\n  FROMM x')).rejects.toMatchObject({
      message: expect.stringMatching(/^The statement cannot be read: .*\.$/),
      remedy: expect.stringMatching(/^Look at line 2, character \d+\.$/),
    });
    await expect(sql('SELECT * FROM nosuch')).rejects.toMatchObject({
      message: 'There is no table nosuch here.',
      remedy: expect.stringMatching(/^Select from \w+/),
    });
    await expect(sql('SELECT nosuch(1)')).rejects.toMatchObject({
      message: expect.stringMatching(/^The statement cannot be run: [^\n]*[.!?]$/),
    });
  });
});

const escapes = (): string[] => {
  const { home, folder } = testing;
  const outside = join(home, 'outside.txt');
  const inside = join(folder, otherFile);
  return [
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_blob('${outside}')`,
    `SELECT * FROM read_text('${folder}/../outside.txt')`,
    `SELECT * FROM read_csv('${home}/columns-beside/a.csv')`,
    `SELECT * FROM read_text('${folder}/link.txt')`,
    `SELECT * FROM '${inside}'`,
    `SELECT * FROM read_parquet('${inside}')`,
    `SELECT * FROM parquet_scan('${folder}/*.parquet')`,
    `SELECT * FROM parquet_metadata('${inside}')`,
    `SELECT * FROM glob('${folder}/*')`,
    `SELECT (SELECT max(content) FROM read_text('${outside}')) FROM hmi`,
    `SELECT * FROM hmi WHERE EXISTS (FROM read_text('${outside}'))`,
    `SELECT * FROM hmi ORDER BY (SELECT content FROM read_text('${outside}'))`,
    `WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT size FROM read_text('${outside}')) SELECT * FROM a`,
    `SELECT * FROM query('SELECT * FROM read_text(''${outside}'')')`,
    `SELECT * FROM query_table('${inside}')`,
    `SELECT * FROM enable_logging('QueryLog', storage => 'file', storage_path => '${home}/log')`,
    `SELECT * FROM sniff_csv('${home}/columns-beside/a.csv')`,
    `SELECT * FROM duckdb_settings()`,
    `SELECT * FROM information_schema.tables`,
    `SELECT * FROM pragma_database_list`,
    `SELECT * FROM 'https://127.0.0.1:9/x.parquet'`,
    `COPY (SELECT 1) TO '${home}/out.csv'`,
    `COPY hmi TO '${folder}/out.parquet'`,
    `COPY hmi FROM '${inside}'`,
    `EXPORT DATABASE '${home}/out'`,
    `ATTACH '${home}/out.db'`,
    `ATTACH '${home}/out.db' (TYPE sqlite)`,
    `INSTALL httpfs`,
    `LOAD '${home}/x.duckdb_extension'`,
    `CREATE SECRET (TYPE http)`,
    `CREATE TABLE a AS SELECT 1`,
    `CREATE VIEW hmi2 AS SELECT 1`,
    `DROP VIEW hmi`,
    `INSERT INTO hmi SELECT 1`,
    `DELETE FROM hmi`,
    `SET lock_configuration = false`,
    `SET allowed_directories = ['/']`,
    `RESET enable_external_access`,
    `PRAGMA enable_profiling`,
    `PRAGMA database_list`,
    `CALL enable_logging(storage = 'file', storage_path = '${home}/log')`,
    `EXPLAIN ANALYZE SELECT 1`,
    `SELECT 1; COPY (SELECT 1) TO '${home}/out.csv'`,
    `PREPARE a AS SELECT 1`,
    `VACUUM`,
    `CHECKPOINT`,
    `BEGIN`,
    `USE memory.main`,
    `SELECT getenv('HOME')`,
  ];
};

describe('what a statement cannot do', () => {
  test('reading, writing or changing anything but its views', async () => {
    const before = readdirSync(testing.folder).sort();
    const all = escapes();
    // Each starts a process. Every third with each change, all of them at night.
    const queue = isNightly ? all : all.filter((_, index) => index % 3 === 0);
    // Two at a time.
    const worker = async (): Promise<void> => {
      for (let statement = queue.shift(); statement !== undefined; statement = queue.shift())
        await expect(sql(statement), statement).rejects.toMatchObject({ code: 'invalid-input' });
    };
    await Promise.all([worker(), worker()]);
    expect(readdirSync(testing.folder).sort()).toEqual(before);
    expect(['out.csv', 'out', 'out.db', 'log'].filter((name) => existsSync(join(testing.home, name)))).toEqual([]);
  });

  test('by the name of a view', async () => {
    const name = `x" AS SELECT * FROM read_text('/etc/passwd'); --`;
    const answer = await testing.engine.sql(`SELECT QUALITY FROM "${name.replaceAll('"', '""')}"`, { [name]: 'hmi' });
    expect(answer.rows).toBe(3);
  });
});
