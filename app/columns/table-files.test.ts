import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredTable } from '../domain/columns.ts';
import { aboutText, clearLeftovers, listTables, readTable } from './table-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const table: StoredTable = {
  id: 'a',
  rows: 1,
  columns: [
    {
      name: 'x',
      label: 'x',
      kind: 'integer',
      unit: null,
      note: null,
      timeScale: null,
      fileName: 'x',
      stateFileName: null,
      rawFileName: null,
    },
  ],
  stateNames: ['ok', 'missing'],
  about: { query: ['q', { deep: null }] },
  file: 'a.0.parquet',
  bytes: 1,
  sha256: '0'.repeat(64),
  writtenAtMs: 1,
  memoryBytes: 4,
};

test('what is known of a table is read back', async () => {
  writeFileSync(join(folder, 'a.json'), aboutText(table));
  expect(await readTable(folder, 'a')).toEqual(table);
  expect(await listTables(folder)).toEqual([table]);
});

test.each([
  ['no JSON', '{'],
  ['of another schema', aboutText(table).replace('"schema": 1', '"schema": 2')],
  ['of another table', aboutText({ ...table, id: 'b' })],
  ['without columns', aboutText({ ...table, columns: [] })],
  ['a list', '[]'],
  ['with a file elsewhere', aboutText({ ...table, file: '../a.parquet' })],
])('a description that is %s is no table', async (_, text) => {
  writeFileSync(join(folder, 'a.json'), text);
  expect(await readTable(folder, 'a')).toBeUndefined();
  expect(await listTables(folder)).toEqual([]);
});

test('leftovers go, tables and the quarantine stay, and spills of running statements until the start', async () => {
  writeFileSync(join(folder, 'a.json'), aboutText(table));
  for (const name of ['a.0.parquet', 'a.0.parquet.beginning', 'a.1.parquet', 'a.1.parquet.beginning', 'x.part'])
    writeFileSync(join(folder, name), '');
  for (const name of ['spill', 'sql-1', 'quarantine']) mkdirSync(join(folder, name));
  await clearLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual(['a.0.parquet', 'a.0.parquet.beginning', 'a.json', 'quarantine', 'sql-1']);
  await clearLeftovers(folder, true);
  expect(readdirSync(folder).sort()).toEqual(['a.0.parquet', 'a.0.parquet.beginning', 'a.json', 'quarantine']);
});
