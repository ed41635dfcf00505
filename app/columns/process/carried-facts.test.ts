import { beforeAll, expect, test } from 'vitest';
import type { StoredColumn } from '../../domain/columns.ts';
import type { NamedTable } from '../messages.ts';
import { carriedFacts } from './carried-facts.ts';
import { Database } from './database.ts';
import { parseSelect } from './sql-check.ts';

/** The unit of each column of the answer, as the database names and counts them. */
async function unitsOf(statement: string): Promise<Record<string, string | null>[]> {
  return database.session(new AbortController().signal, async (session) => {
    const tree = await parseSelect(session, statement, views);
    const names = (await session.run({ sql: statement })).columnNames();
    const facts = carriedFacts(tree, views, names);
    return names.map((name, place) => ({ [name]: facts[place]?.unit ?? null }));
  });
}

const views = [view('t', { id: null, value: 'K', other: 'cm' }), view('u', { id: null, value: 'S/cm' })];
let database: Database;
beforeAll(async () => {
  const settings = { memoryLimitMb: 100, spillLimitMb: 1, threads: 1, spillFolder: '', allowed: { files: [] } };
  database = await Database.open(settings, [
    'CREATE TABLE t AS SELECT 1 AS id, 2.0::DOUBLE AS value, 3.0::DOUBLE AS other',
    'CREATE TABLE u AS SELECT 1 AS id, 4.0::DOUBLE AS value',
  ]);
});

function view(name: string, units: Record<string, string | null>): NamedTable {
  const columns = Object.entries(units).map(([fileName, unit]): StoredColumn => {
    const facts = { name: fileName, kind: 'real', unit, timeScale: null, label: fileName, note: null } as const;
    return { ...facts, timeUnit: null, fileName, stateFileName: null, rawFileName: null } as StoredColumn;
  });
  // Only the columns are looked at.
  return { name, table: { columns } as NamedTable['table'] };
}

test.each([
  ['SELECT a FROM (SELECT value AS a FROM t)', [{ a: 'K' }]],
  ['SELECT max(a) AS most FROM (SELECT value AS a, id FROM t) GROUP BY id', [{ most: 'K' }]],
  ['SELECT b FROM (SELECT a AS b FROM (SELECT value AS a FROM t) x) y', [{ b: 'K' }]],
  ['SELECT * FROM (SELECT value, value * 2 AS twice FROM t)', [{ value: 'K' }, { twice: null }]],
  ['WITH c AS (SELECT value AS a FROM t), d AS (SELECT a AS b FROM c) SELECT b FROM d', [{ b: 'K' }]],
  ['WITH t AS (SELECT other AS value FROM t) SELECT value FROM t', [{ value: 'cm' }]],
  ['WITH c(p, q) AS MATERIALIZED (SELECT value, other FROM t) SELECT q, p FROM c', [{ q: 'cm' }, { p: 'K' }]],
  ['SELECT p FROM (SELECT value, other FROM t) AS s(p)', [{ p: 'K' }]],
  ['SELECT x.value, y.value AS v FROM t x JOIN u y ON x.id = y.id', [{ value: 'K' }, { v: 'S/cm' }]],
  ['SELECT s.a, other FROM (SELECT id, value AS a FROM u) s JOIN t USING (id)', [{ a: 'S/cm' }, { other: 'cm' }]],
  ['SELECT t.* FROM t, u', [{ id: null }, { value: 'K' }, { other: 'cm' }]],
  ['SELECT * EXCLUDE (id) FROM t', [{ value: 'K' }, { other: 'cm' }]],
  ['SELECT * REPLACE (value / 2 AS value) FROM t', [{ id: null }, { value: null }, { other: 'cm' }]],
  ['SELECT value FROM t UNION ALL SELECT value FROM t', [{ value: 'K' }]],
  ['SELECT value FROM t WHERE value IN (SELECT value FROM u)', [{ value: 'K' }]],
  ['SELECT other FROM range(2) r(value), t', [{ other: 'cm' }]],
])('units follow plain columns: %s', async (statement, units) => {
  expect(await unitsOf(statement)).toEqual(units);
});

test.each([
  ['SELECT value FROM t JOIN u USING (id, value)', [{ value: null }]],
  ['SELECT value FROM t NATURAL JOIN u', [{ value: null }]],
  ['SELECT value FROM t UNION ALL SELECT value FROM u', [{ value: null }]],
  ['SELECT value FROM t UNION BY NAME SELECT other FROM t', [{ value: null }, { other: null }]],
  ['SELECT value_1 FROM (SELECT t.value, u.value, t.other AS z, t.other AS value_1 FROM t, u)', [{ value_1: null }]],
  ['SELECT value FROM (PIVOT t ON id IN (1) USING first(value) GROUP BY value)', [{ value: null }]],
  ['SELECT a FROM (VALUES (1)) v(a)', [{ a: null }]],
  [
    'WITH RECURSIVE t AS (SELECT 1 AS value UNION SELECT value + 1 FROM t WHERE value < 3) SELECT max(value) AS m FROM t',
    [{ m: null }],
  ],
  ['SELECT value + 0 AS value FROM t', [{ value: null }]],
  ['SELECT (SELECT value FROM u) AS value FROM t', [{ value: null }]],
  ["SELECT COLUMNS(c -> c LIKE 'v%') FROM t", [{ value: null }]],
  ['SELECT * RENAME (value AS other2) FROM t', [{ id: null }, { other2: null }, { other: null }]],
])('and are not guessed: %s', async (statement, units) => {
  expect(await unitsOf(statement)).toEqual(units);
});
