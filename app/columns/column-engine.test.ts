import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnTable, PageColumn, TableColumn } from '../domain/columns.ts';
import { columnOf, openTestEngine, type TestEngine, tableOf, textBytes } from '../testing/column-tables.ts';

let testing: TestEngine;
beforeAll(async () => {
  testing = await openTestEngine();
});
afterAll(() => testing.close());

const states = ['ok', 'missing', 'invalid-link', 'unparsable'] as const;

/** What comes back for a column: cells that are not ok have lost what lay in their values. */
function expectedCells(column: TableColumn, rows: readonly number[]): { cells: unknown[]; states: number[] } {
  const text = 'offsets' in column ? Buffer.from(column.bytes).toString('latin1') : '';
  return {
    states: rows.map((row) => column.states?.[row] ?? 0),
    cells: rows.map((row) => {
      if ((column.states?.[row] ?? 0) !== 0) return null;
      return 'offsets' in column ? text.slice(column.offsets[row], column.offsets[row + 1]) : column.values[row];
    }),
  };
}

function cellsOf(column: PageColumn): { cells: unknown[]; states: number[] } {
  const values: unknown[] = [...column.values];
  return {
    states: values.map((_, row) => column.states?.[row] ?? 0),
    cells: values.map((value, row) => ((column.states?.[row] ?? 0) === 0 ? value : null)),
  };
}

const cellStates = (rows: number, most: number): fc.Arbitrary<Uint8Array | null> =>
  fc.option(fc.uint8Array({ minLength: rows, maxLength: rows, max: most }));
const latin = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });

const anyTable: fc.Arbitrary<ColumnTable> = fc.integer({ min: 0, max: 40 }).chain((rows) => {
  const size = { minLength: rows, maxLength: rows };
  const raw = fc
    .option(fc.uniqueArray(fc.nat({ max: Math.max(0, rows - 1) }), { maxLength: rows }))
    .chain((places) =>
      places === null
        ? fc.constant(null)
        : fc
            .array(fc.string({ unit: 'grapheme' }), { minLength: places.length, maxLength: places.length })
            .map((texts) => new Map(places.map((place, index) => [place, texts[index] ?? '']))),
    );
  const column = fc.oneof(
    fc.int32Array(size).map((values) => ({ kind: 'integer' as const, values })),
    fc.bigInt64Array(size).map((values) => ({ kind: 'longlong' as const, values })),
    fc.float64Array(size).map((values) => ({ kind: 'real' as const, values })),
    fc.float64Array({ ...size, noNaN: true }).map((values) => ({ kind: 'time' as const, values, timeScale: 'TAI' })),
    fc.uint8Array({ ...size, max: 1 }).map((values) => ({ kind: 'flag' as const, values })),
    fc.array(latin, size).map((texts) => ({ kind: 'text' as const, ...textBytes(texts) })),
    fc.array(fc.string({ unit: 'grapheme' }), size).map((values) => ({ kind: 'text' as const, values })),
  );
  return fc
    .uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), column, cellStates(rows, 3), raw))))
    .map((columns) => ({
      rows,
      stateNames: states,
      columns: columns.map(([name, cells, cellState, rawTexts]) =>
        columnOf({ name, ...cells, states: cellState, raw: rawTexts }),
      ),
    }));
});

describe('what is written', () => {
  test('comes back as it was, for all kinds of columns', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const stored = await testing.engine.write('any', table, { query: 'x' });
        const page = await testing.engine.page('any', { from: 0, to: 100 });
        const rows = Array.from({ length: table.rows }, (_, row) => row);
        expect(page).toMatchObject({ total: table.rows, from: 0, rows: Uint32Array.from(rows) });
        for (const [place, column] of table.columns.entries()) {
          const back = page.columns[place];
          if (back === undefined) throw new Error(`Column ${place} is not there.`);
          expect({ name: back.name, kind: back.kind }).toEqual({ name: column.name, kind: column.kind });
          expect(cellsOf(back)).toEqual(expectedCells(column, rows));
          expect(back.raw ?? new Map()).toEqual(column.raw ?? new Map());
        }
        expect(await testing.engine.describe('any')).toEqual(stored);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same from its file, in a new engine', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const first = await openTestEngine();
        await first.engine.write('any', table, {});
        const before = await first.engine.page('any', { from: 0, to: 100 });
        first.engine.close();
        const second = await openTestEngine({ folder: first.folder });
        expect(await second.engine.page('any', { from: 0, to: 100 })).toEqual(before);
        second.close();
        first.close();
      }),
      { numRuns: 5 },
    );
  });

  test('has units, scales and its origin in the file, for other programs', async () => {
    const table = tableOf(
      { name: 'T_REC', kind: 'time', values: Float64Array.of(1), unit: 's', timeScale: 'TAI', note: "it's" },
      { name: 'x', kind: 'real', values: Float64Array.of(2), unit: 'cm²' },
    );
    const { file, sha256, bytes } = await testing.engine.write('facts', table, { query: "a['b']", asOf: 5 });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(testing.folder, file)).length).toBe(bytes);
    const reader = await (await DuckDBInstance.create()).connect();
    const answer = await reader.runAndReadAll(
      `SELECT decode(value) FROM parquet_kv_metadata('${join(testing.folder, file)}') WHERE decode(key) = 'quarry'`,
    );
    expect(JSON.parse(String(answer.getRows()[0]?.[0]))).toMatchObject({
      about: { query: "a['b']", asOf: 5 },
      columns: [
        { name: 'T_REC', unit: 's', timeScale: 'TAI', note: "it's" },
        { name: 'x', unit: 'cm²' },
      ],
    });
    reader.closeSync();
  });

  test('is whole when many are written at once and read meanwhile', async () => {
    const table = tableOf({ name: 'T', kind: 'real', values: Float64Array.from({ length: 80 }, (_, row) => row) });
    const ids = Array.from({ length: 16 }, (_, place) => `at-once-${place}`);
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        ids.map(async (id) => {
          await testing.engine.write(id, table, {});
          await testing.engine.list();
          const [summary] = await testing.engine.summaries(id);
          expect(summary).toMatchObject({ min: 0, max: 79, missing: 0 });
        }),
      );
    }
    await Promise.all(ids.map((id) => testing.engine.remove(id)));
  });

  test('gets names in the file that files can have', async () => {
    const names = ['a', 'A', 'file_row_number', 'rowid', '', 'a.state', 'x"; DROP TABLE y; --', 'nul\0'];
    const values = Int32Array.of(7);
    const table = tableOf(...names.map((name) => ({ name, kind: 'integer' as const, values })));
    const { columns } = await testing.engine.write('names', table, {});
    const fileNames = columns.map(({ fileName }) => fileName.toLowerCase());
    expect(new Set(fileNames).size).toBe(names.length);
    expect(columns[0]?.fileName).toBe('a');
    expect((await testing.engine.page('names', { from: 0, to: 1 })).columns.map(({ name }) => name)).toEqual(names);
  });

  test('replaces the table of that name, and leaves one file', async () => {
    await testing.engine.write('again', tableOf({ name: 'x', kind: 'integer', values: Int32Array.of(1, 2) }), {});
    await testing.engine.page('again', { from: 0, to: 2, sort: [{ column: 'x', descending: true }] });
    await testing.engine.write('again', tableOf({ name: 'y', kind: 'integer', values: Int32Array.of(3) }), {});
    const page = await testing.engine.page('again', { from: 0, to: 2 });
    expect(page.columns.map(({ name, values }) => [name, [...values]])).toEqual([['y', [3]]]);
    expect(readdirSync(testing.folder).filter((name) => name.startsWith('again'))).toHaveLength(3);
  });

  test.each([
    ['no columns', { ...tableOf(), rows: 0 }],
    [
      'a column twice',
      tableOf(
        { name: 'x', kind: 'flag', values: Uint8Array.of(1) },
        { name: 'x', kind: 'flag', values: Uint8Array.of(1) },
      ),
    ],
    [
      'columns of different lengths',
      tableOf(
        { name: 'x', kind: 'flag', values: Uint8Array.of(1) },
        { name: 'y', kind: 'flag', values: Uint8Array.of(1, 0) },
      ),
    ],
    ['too few states', tableOf({ name: 'x', kind: 'flag', values: Uint8Array.of(1), states: new Uint8Array(0) })],
  ])('is refused with %s', async (_, table) => {
    await expect(testing.engine.write('bad', table, {})).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test.each(['', '../x', 'A', 'a/b', 'x'.repeat(65)])('is refused under the name %j', async (id) => {
    const table = tableOf({ name: 'x', kind: 'flag', values: Uint8Array.of(1) });
    await expect(testing.engine.write(id, table, {})).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(testing.engine.describe(id)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('tables that are kept', () => {
  test('are listed, and removed with their files', async () => {
    const own = await openTestEngine();
    const table = tableOf({ name: 'x', kind: 'integer', values: Int32Array.of(1) });
    await own.engine.write('b', table, { n: 1 });
    await own.engine.write('a', table, {});
    expect((await own.engine.list()).map(({ id, about }) => [id, about])).toEqual([
      ['a', {}],
      ['b', { n: 1 }],
    ]);
    await own.engine.remove('a');
    await own.engine.remove('not-there');
    expect((await own.engine.list()).map(({ id }) => id)).toEqual(['b']);
    await expect(own.engine.describe('a')).rejects.toMatchObject({ code: 'not-found' });
    await expect(own.engine.page('a', { from: 0, to: 1 })).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(own.folder).filter((name) => name.startsWith('a'))).toEqual([]);
    own.close();
  });

  test('are set aside when a byte has changed since, and the next use says that they are gone', async () => {
    const first = await openTestEngine();
    const { file } = await first.engine.write(
      'x',
      tableOf({ name: 'x', kind: 'real', values: Float64Array.of(1.5) }),
      {},
    );
    first.engine.close();
    const handle = openSync(join(first.folder, file), 'r+');
    writeSync(handle, Buffer.from([0x55]), 0, 1, 20);
    closeSync(handle);
    const second = await openTestEngine({ folder: first.folder });
    await expect(second.engine.page('x', { from: 0, to: 1 })).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('damaged'),
    });
    await expect(second.engine.page('x', { from: 0, to: 1 })).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(join(first.folder, 'quarantine'))).toEqual([file]);
    second.close();
    first.close();
  });

  test('whose file is gone are not there', async () => {
    const first = await openTestEngine();
    const { file } = await first.engine.write(
      'x',
      tableOf({ name: 'x', kind: 'real', values: Float64Array.of(1.5) }),
      {},
    );
    first.engine.close();
    rmSync(join(first.folder, file));
    const second = await openTestEngine({ folder: first.folder });
    await expect(second.engine.summaries('x')).rejects.toMatchObject({ code: 'not-found' });
    expect(await second.engine.list()).toEqual([]);
    second.close();
    first.close();
  });
});
