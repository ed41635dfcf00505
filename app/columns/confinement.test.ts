import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from './process/database.ts';

/** The engine runs statements of its own making only; this is the wall behind them. */
let home = '';
let allowedFolder = '';
let database: Database;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-walls-'));
  allowedFolder = join(home, 'columns');
  mkdirSync(allowedFolder);
  mkdirSync(join(home, 'columns-beside'));
  writeFileSync(join(home, 'outside.csv'), 'a\n1\n');
  writeFileSync(join(home, 'columns-beside', 'a.csv'), 'a\n1\n');
  symlinkSync(join(home, 'outside.csv'), join(allowedFolder, 'link.csv'));
  symlinkSync(home, join(allowedFolder, 'linked'));
  database = await Database.open({
    memoryLimitMb: 100,
    spillLimitMb: 20,
    threads: 1,
    spillFolder: join(allowedFolder, 'spill'),
    allowed: { folders: [allowedFolder] },
  });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (sql: string): Promise<unknown> =>
  database.session(new AbortController().signal, (session) => session.rows({ sql }));

test('inside of its folder the database works', async () => {
  await run(`COPY (SELECT 42 AS a) TO '${allowedFolder}/a.parquet'`);
  expect(await run(`SELECT a FROM '${allowedFolder}/a.parquet'`)).toEqual([[42]]);
});

test.each([
  `SELECT * FROM read_text('/etc/passwd')`,
  `SELECT * FROM read_csv('HOME/outside.csv')`,
  `SELECT * FROM 'FOLDER/../outside.csv'`,
  `SELECT * FROM 'HOME/columns-beside/a.csv'`,
  `SELECT * FROM 'FOLDER/link.csv'`,
  `SELECT * FROM 'FOLDER/linked/outside.csv'`,
  `SELECT * FROM glob('HOME/*')`,
  `COPY (SELECT 1) TO 'HOME/out.csv'`,
  `COPY (SELECT 1) TO 'FOLDER/linked/out.csv'`,
  `COPY (SELECT 1) TO 'FOLDER/link.csv'`,
  `EXPORT DATABASE 'HOME/out'`,
  `ATTACH 'HOME/out.db'`,
  `ATTACH 'FOLDER/x.db' (TYPE sqlite)`,
  'INSTALL httpfs',
  'LOAD httpfs',
  `LOAD 'FOLDER/x.duckdb_extension'`,
  `SELECT * FROM 'http://127.0.0.1:9/a.parquet'`,
  'CREATE SECRET (TYPE http)',
  'SET lock_configuration = false',
  'SET enable_external_access = true',
  `SET allowed_directories = ['/']`,
  `SET temp_directory = 'HOME'`,
  `SET memory_limit = '10GB'`,
  'RESET memory_limit',
  `SELECT getenv('HOME')`,
])('outside of it nothing does: %s', async (statement) => {
  const sql = statement.replaceAll('HOME', home).replaceAll('FOLDER', allowedFolder);
  await expect(run(sql)).rejects.toThrow(/Permission|not allowed|disabled|locked|denied|Cannot|cannot|does not exist/i);
});

test('nothing has been written elsewhere', () => {
  expect(['out.csv', 'out', 'out.db'].filter((name) => existsSync(join(home, name)))).toEqual([]);
});

test('with files instead of a folder, only these can be read, and none written', async () => {
  const [shown, hidden] = [`${allowedFolder}/a.parquet`, `${allowedFolder}/b.parquet`];
  await run(`COPY (SELECT 7 AS a) TO '${hidden}'`);
  const narrow = await Database.open({
    memoryLimitMb: 100,
    spillLimitMb: 20,
    threads: 1,
    spillFolder: join(allowedFolder, 'sql-spill'),
    allowed: { files: [shown] },
  });
  const attempt = (sql: string): Promise<unknown> =>
    narrow.session(new AbortController().signal, (session) => session.rows({ sql }));
  expect(await attempt(`SELECT a FROM '${shown}'`)).toEqual([[42]]);
  for (const sql of [
    `SELECT a FROM '${hidden}'`,
    `SELECT * FROM glob('${allowedFolder}/*')`,
    `COPY (SELECT 1 AS a) TO '${shown}'`,
    `COPY (SELECT 1 AS a) TO '${allowedFolder}/c.parquet'`,
  ])
    await expect(attempt(sql)).rejects.toThrow(/Permission/);
});

test('the limit of the spill folder holds', async () => {
  await expect(
    run('SELECT count(*) FROM (SELECT i, hash(i) AS h FROM range(20000000) t(i) ORDER BY h)'),
  ).rejects.toThrow(/Out of Memory|max_temp_directory_size/);
});
