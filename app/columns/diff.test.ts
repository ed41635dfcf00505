import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnTable } from '../domain/columns.ts';
import { planDiff } from '../domain/diff/diff-plan.ts';
import { columnOf, openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';
import { nightlyCount } from '../testing/nightly.ts';

let testing: TestEngine;
beforeAll(async () => {
  testing = await openTestEngine();
});
afterAll(() => testing.close());

/** A value and the code of its state. */
interface ModelCell {
  value: number | string | null;
  state: number;
}
interface ModelRow {
  key: number;
  cells: ModelCell[];
}

const kinds = ['real', 'text'] as const;

function tableOfRows(rows: readonly ModelRow[]): ColumnTable {
  const column = (place: number) => {
    const states = Uint8Array.from(rows, ({ cells }) => cells[place]?.state ?? 0);
    const cells = rows.map((row) => row.cells[place]?.value ?? null);
    return kinds[place] === 'text'
      ? { name: `c${place}`, kind: 'text' as const, values: cells.map(String), states }
      : { name: `c${place}`, kind: 'real' as const, values: Float64Array.from(cells, Number), states };
  };
  return tableOf(
    { name: 'key', kind: 'integer', values: Int32Array.from(rows, ({ key }) => key) },
    column(0),
    column(1),
  );
}

/** The plain way: each row of one key with that of the same number. */
function expectedCounts(before: readonly ModelRow[], after: readonly ModelRow[]) {
  const left = new Map<number, ModelRow[]>();
  for (const row of before) left.set(row.key, [...(left.get(row.key) ?? []), row]);
  const counts = { came: 0, went: 0, changed: 0, changedCells: 0, same: 0 };
  for (const row of after) {
    const [earlier, ...rest] = left.get(row.key) ?? [];
    left.set(row.key, rest);
    if (earlier === undefined) {
      counts.came += 1;
      continue;
    }
    const changed = row.cells.filter((cell, place) => !isSame(cell, earlier.cells[place])).length;
    counts.changedCells += changed;
    if (changed > 0) counts.changed += 1;
    else counts.same += 1;
  }
  counts.went = [...left.values()].reduce((sum, rows) => sum + rows.length, 0);
  return counts;
}

function isSame(one: ModelCell, other: ModelCell | undefined): boolean {
  if (one.state !== other?.state) return false;
  return one.state !== 0 || Object.is(one.value, other.value) || (one.value === 0 && other.value === 0);
}

async function diffOf(before: ColumnTable, after: ColumnTable, key: readonly string[], id = 'diff') {
  const { engine } = testing;
  const [one, other] = [await engine.write('before', before, {}), await engine.write('after', after, {})];
  const plan = planDiff(one.columns, other.columns, { key });
  return engine.diff('before', 'after', { id, plan, about: { owner: 'diff' } });
}

async function cellsOf(id: string): Promise<unknown[][]> {
  const { stateNames } = await testing.engine.describe(id);
  const { columns, rows } = await testing.engine.page(id, { from: 0, to: 100 });
  return Array.from(rows, (_, row) =>
    columns.map(({ values, states, raw }) => {
      const code = states?.[row] ?? 0;
      return code === 0 ? values[row] : `${stateNames[code]}${raw?.has(row) === true ? ` ${raw.get(row)}` : ''}`;
    }),
  );
}

const cell = (value: fc.Arbitrary<number | string>): fc.Arbitrary<ModelCell> =>
  fc.oneof(
    { weight: 4, arbitrary: value.map((one) => ({ value: one, state: 0 })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((state) => ({ value: null, state })) },
  );
const row = fc.record({
  key: fc.integer({ min: 0, max: 12 }),
  cells: fc.tuple(
    cell(fc.constantFrom(0, 1, 2.5, Number.NaN, Number.POSITIVE_INFINITY)),
    cell(fc.constantFrom('', 'a', "b'")),
  ),
});
const rows = fc.array(row, { maxLength: 14 });

describe('the diff of two tables', () => {
  test('counts what the plain way counts, whatever is repeated, missing or not a number', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const { counts, table, repeatsBefore } = await diffOf(tableOfRows(before), tableOfRows(after), ['key']);
        expect(counts).toEqual(expectedCounts(before, after));
        expect(table.rows).toBe(counts.came + counts.went + counts.changed);
        expect(counts.went + counts.changed + counts.same).toBe(before.length);
        expect(repeatsBefore).toBe(before.length - new Set(before.map(({ key }) => key)).size);
      }),
      { numRuns: nightlyCount(1200) },
    );
  });

  test('a table against itself has no changes; turned around what came went', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const [one, other] = [tableOfRows(before), tableOfRows(after)];
        expect((await diffOf(one, one, [])).counts).toEqual(expectedCounts(before, before));
        const [there, back] = [(await diffOf(one, other, ['key'])).counts, (await diffOf(other, one, ['key'])).counts];
        expect(back).toEqual({ ...there, came: there.went, went: there.came });
      }),
      { numRuns: nightlyCount(400) },
    );
  });

  test('rows stand in the order of the answers, each cell as it is and as it was', async () => {
    const before = tableOf(
      { name: 'id', kind: 'text', values: ['a', 'b', 'c', 'd'] },
      {
        name: 'x',
        kind: 'real',
        unit: 'nm',
        values: Float64Array.of(1, 2, Number.NaN, 4),
        states: Uint8Array.of(0, 0, 0, 1),
      },
      { name: 'n', kind: 'integer', values: Int32Array.of(1, 2, 3, 4) },
      { name: 'gone', kind: 'text', values: ['', 'p', '', ''] },
    );
    const after = tableOf(
      { name: 'id', kind: 'text', values: ['a', 'c', 'd', 'e'] },
      {
        ...{ name: 'x', kind: 'real', unit: 'nm', values: Float64Array.of(1.5, 0, 4, 5) },
        ...{ states: Uint8Array.of(0, 1, 3, 0), raw: new Map([[2, 'four']]) },
      },
      { name: 'n', kind: 'real', values: Float64Array.of(1, 3, 4.5, 5) },
    );
    const { counts, changedCells } = await diffOf(before, after, ['id']);
    expect(counts).toEqual({ came: 1, went: 1, changed: 3, changedCells: 4, same: 0 });
    expect(changedCells).toEqual([3, 1]);
    expect(await cellsOf('diff')).toEqual([
      ['changed', '["x"]', 'a', 1.5, 1, 1, 1, ''],
      ['changed', '["x"]', 'c', 'missing', Number.NaN, 3, 3, ''],
      ['went', '[]', 'b', 'not there', 2, 'not there', 2, 'p'],
      ['changed', '["x","n"]', 'd', 'unparsable four', 'missing', 4.5, 4, ''],
      ['came', '[]', 'e', 5, 'not there', 5, 'not there', 'not there'],
    ]);
  });

  test('a column under a new name is found by what it holds', async () => {
    const { engine } = testing;
    const id = { name: 'id', kind: 'integer' as const, values: Int32Array.of(1, 2, 3) };
    const numbers = (name: string, ...values: number[]) => ({
      name,
      kind: 'real' as const,
      values: Float64Array.from(values),
    });
    await engine.write('before', tableOf(id, numbers('old', 1, 2, 3), numbers('other', 7, 8, 9)), {});
    await engine.write('after', tableOf({ ...id, values: Int32Array.of(2, 3, 4) }, numbers('new', 2, 3, 9)), {});
    const equal = await engine.equalColumns('before', 'after', {
      key: [{ before: 0, after: 0 }],
      candidates: [
        { before: 1, after: 1 },
        { before: 2, after: 1 },
      ],
    });
    expect(equal).toEqual([{ before: 1, after: 1 }]);
  });

  test('tables without a common column have no row in common; a copy outlives its original', async () => {
    const table = (name: string) => tableOf({ name, kind: 'integer', values: Int32Array.of(1, 2) });
    expect((await diffOf(table('one'), table('other'), [])).counts).toMatchObject({ came: 2, went: 2, same: 0 });
    const { engine } = testing;
    const copy = await engine.copy('before', 'copy', { owner: 'test' });
    await engine.remove('before');
    expect(await engine.describe('copy')).toEqual(copy);
    expect((await engine.page('copy', { from: 0, to: 2 })).columns[0]?.values).toEqual(Int32Array.of(1, 2));
  });
});

test('a hundred thousand rows are compared by their keys', async () => {
  const count = 100_000;
  const numbers = (from: number) => Int32Array.from({ length: count }, (_, row) => from + row);
  const table = (from: number, change: number): ColumnTable => ({
    rows: count,
    stateNames: ['ok', 'missing'],
    columns: [
      columnOf({ name: 'key', kind: 'integer', values: numbers(from) }),
      columnOf({
        name: 'x',
        kind: 'integer',
        values: numbers(from).map((key) => (key % 1000 === 0 ? key + change : key)),
      }),
    ],
  });
  const { counts } = await diffOf(table(0, 0), table(500, 1), ['key']);
  expect(counts).toEqual({ came: 500, went: 500, changed: 99, changedCells: 99, same: count - 500 - 99 });
});
