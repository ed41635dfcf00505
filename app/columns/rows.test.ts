import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnFilter, ColumnSort, CompareOperator } from '../domain/columns.ts';
import { openTestEngine, type TestEngine, tableOf } from '../testing/column-tables.ts';
import type { PageRequest } from './index.ts';

let testing: TestEngine;
/** More than one piece on its way in, more than one row group in the file. */
const rows = 150_001;
const integers = Int32Array.from({ length: rows }, (_, row) => (row * 7919) % 1000);
const reals = Float64Array.from({ length: rows }, (_, row) => (row % 11 === 0 ? Number.NaN : Math.sin(row) * 100));
const longs = BigInt64Array.from({ length: rows }, (_, row) => 2n ** 60n + BigInt((row * 31) % 97));
const texts = Array.from({ length: rows }, (_, row) => `Series ${row % 13} é`);
const realStates = Uint8Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? 1 : 0));
const table = tableOf(
  { name: 'n', kind: 'integer', values: integers },
  { name: 'x', kind: 'real', values: reals, states: realStates },
  { name: 'big', kind: 'longlong', values: longs },
  { name: 'text', kind: 'text', values: texts },
  { name: 'good', kind: 'flag', values: Uint8Array.from(integers, (value) => value % 2) },
);
beforeAll(async () => {
  testing = await openTestEngine();
  await testing.engine.write('t', table, {});
});
afterAll(() => testing.close());

const allRows = Array.from({ length: rows }, (_, row) => row);
/** Missing cells as undefined. */
const cells: Record<string, (row: number) => number | bigint | string | undefined> = {
  n: (row) => integers[row],
  x: (row) => (realStates[row] === 0 ? reals[row] : undefined),
  big: (row) => longs[row],
  text: (row) => texts[row],
};

function compareCells(one: number | bigint | string | undefined, other: typeof one): number {
  const rank = (cell: typeof one): number => (cell === undefined ? 2 : Number.isNaN(cell) ? 1 : 0);
  if (rank(one) !== 0 || rank(other) !== 0) return rank(one) - rank(other);
  if (one === undefined || other === undefined) return 0;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Missing cells last in both directions; NaN is the largest number. */
function inOrder(chosen: readonly number[], sort: readonly ColumnSort[]): number[] {
  return chosen.toSorted((one, other) => {
    for (const { column, descending } of sort) {
      const [first, second] = [cells[column]?.(one), cells[column]?.(other)];
      const order = compareCells(first, second);
      if (order !== 0) return descending && first !== undefined && second !== undefined ? -order : order;
    }
    return one - other;
  });
}

const holds: Record<CompareOperator, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

type Group = Extract<ColumnFilter, { filters: unknown }>;

function passes(row: number, filter: ColumnFilter): boolean {
  return 'filters' in filter ? passesGroup(row, filter) : passesLeaf(row, filter);
}

function passesGroup(row: number, { kind, filters }: Group): boolean {
  return kind === 'and' ? filters.every((one) => passes(row, one)) : filters.some((one) => passes(row, one));
}

function passesLeaf(row: number, filter: Exclude<ColumnFilter, Group>): boolean {
  const cell = cells[filter.column]?.(row);
  if (filter.kind === 'isMissing') return (cell === undefined) !== (filter.negated === true);
  if (cell === undefined) return false;
  switch (filter.kind) {
    case 'compare': {
      if (Number.isNaN(cell)) return filter.operator === '!=';
      // The tests compare like with like.
      const value = filter.value as number | bigint | string;
      return holds[filter.operator](cell < value ? -1 : cell > value ? 1 : 0);
    }
    case 'between':
      return Number(cell) >= Number(filter.from) && Number(cell) <= Number(filter.to);
    case 'contains':
      return String(cell).toLowerCase().includes(filter.text.toLowerCase()) !== (filter.negated === true);
    case 'bits':
      return ((BigInt(cell) & BigInt(filter.mask)) === 0n) === (filter.negated === true);
    default:
      return filter satisfies never;
  }
}

const numberColumn = fc.constantFrom('n', 'x', 'big');
const operator = fc.constantFrom<CompareOperator>('=', '!=', '<', '<=', '>', '>=');
const leaf: fc.Arbitrary<ColumnFilter> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constantFrom('n', 'x'),
    operator,
    value: fc.oneof(
      fc.integer({ min: -120, max: 1100 }),
      fc.double({ min: -100, max: 1000, noNaN: true }),
      fc.double({ noNaN: true }),
    ),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('big'),
    operator,
    value: fc.bigInt({ min: 2n ** 60n - 1n, max: 2n ** 60n + 98n }),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('text'),
    operator,
    value: fc.constantFrom('Series 4 é', 'Series', "' OR 1=1 --", 'z'),
  }),
  fc.record({
    kind: fc.constant('between' as const),
    column: numberColumn,
    from: fc.integer({ min: -10, max: 500 }),
    to: fc.integer({ min: 0, max: 1000 }),
  }),
  fc.record({
    kind: fc.constant('contains' as const),
    column: fc.constant('text'),
    text: fc.constantFrom('1', 'SERIES 1', 'É', '%', '_', "'", ''),
    negated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('isMissing' as const), column: fc.constantFrom('x', 'text'), negated: fc.boolean() }),
  fc.record({
    kind: fc.constant('bits' as const),
    column: fc.constantFrom('n', 'big'),
    mask: fc.constantFrom(1, 6, 64, 0x80000000),
    negated: fc.boolean(),
  }),
);
const { filter: anyFilter } = fc.letrec<{ filter: ColumnFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(tie('filter'), { maxLength: 3 }),
    }),
  ),
}));
const anySort = fc.uniqueArray(
  fc.record({ column: fc.constantFrom('n', 'x', 'big', 'text'), descending: fc.boolean() }),
  { maxLength: 2, selector: ({ column }) => column },
);

describe('rows', () => {
  test('come in the order and through the filter that were asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(anyFilter),
        anySort,
        fc.oneof(fc.nat({ max: rows }), fc.nat({ max: 200 })),
        async (filter, sort, from) => {
          const chosen = filter === null ? allRows : allRows.filter((row) => passes(row, filter));
          const expected = inOrder(chosen, sort).slice(from, from + 50);
          const page = await testing.engine.page('t', { from, to: from + 50, sort, filter });
          expect([...page.rows]).toEqual(expected);
          expect(page.total).toBe(chosen.length);
          expect(await testing.engine.count('t', filter)).toBe(chosen.length);
          const [n, x] = page.columns;
          expect([...(n?.values ?? [])]).toEqual(expected.map((row) => integers[row]));
          expect([...(x?.values ?? [])]).toEqual(
            expected.map((row) => (realStates[row] === 0 ? reals[row] : Number.NaN)),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('are the same from the file as from memory', async () => {
    // Too little memory to hold the table.
    const small = await openTestEngine({ memoryLimitMb: 12, folder: testing.folder });
    for (const request of [
      { from: 149_990, to: 150_001 },
      { from: 70_000, to: 70_020, sort: [{ column: 'x', descending: true }] },
      { from: 10, to: 30, filter: { kind: 'contains', column: 'text', text: '12' } as const },
    ])
      expect(await small.engine.page('t', request)).toEqual(await testing.engine.page('t', request));
    small.close();
  });

  test('have only the columns asked for, in that order', async () => {
    const { columns } = await testing.engine.page('t', { from: 0, to: 1, columns: ['text', 'n'] });
    expect(columns.map(({ name }) => name)).toEqual(['text', 'n']);
  });

  test('come without cells where only their places are wanted', async () => {
    const filter: ColumnFilter = { kind: 'compare', column: 'n', operator: '=', value: 7 };
    const { rows: places, columns } = await testing.engine.page('t', { from: 0, to: 1000, columns: [], filter });
    expect(columns).toEqual([]);
    expect([...places]).toEqual(allRows.filter((row) => integers[row] === 7));
  });

  test('can be asked for by their places, in any order', async () => {
    const places = Uint32Array.of(140_000, 3, 77_777, 4);
    const page = await testing.engine.page('t', { from: 1, to: 10, columns: ['n'], places });
    expect([...page.rows]).toEqual([3, 77_777, 4]);
    expect(page.total).toBe(4);
    expect([...(page.columns[0]?.values ?? [])]).toEqual([3, 77_777, 4].map((row) => integers[row]));
  });

  test('have a sign that is a bit like the others', async () => {
    const quality = Int32Array.of(0, -2147483648, 1 << 14, -2147483647);
    await testing.engine.write('quality', tableOf({ name: 'q', kind: 'integer', values: quality }), {});
    const bits = (mask: number, negated: boolean) =>
      testing.engine.count('quality', { kind: 'bits', column: 'q', mask, negated });
    expect(await bits(0x80000000, false)).toBe(2);
    expect(await bits(0x80004000, true)).toBe(1);
  });

  test.each<PageRequest>([
    { from: 5, to: 4 },
    { from: 0, to: 1, places: Uint32Array.of(rows) },
    { from: 0, to: 1, filter: { kind: 'bits', column: 'x', mask: 1 } },
    { from: -1, to: 4 },
    { from: 0.5, to: 4 },
    { from: 0, to: 10_000_000 },
    { from: 0, to: 1, columns: ['none'] },
    { from: 0, to: 1, columns: ['c0'] },
    { from: 0, to: 1, sort: [{ column: 'n DESC; DROP TABLE written_1', descending: false }] },
    { from: 0, to: 1, filter: { kind: 'isMissing', column: '1) OR (1=1' } },
    { from: 0, to: 1, filter: { kind: 'compare', column: 'n', operator: '; DROP' as '=', value: 1 } },
    { from: 0, to: 1, filter: { kind: 'compare', column: 'n', operator: 'constructor' as '=', value: 1 } },
    { from: 0, to: 1, filter: { kind: 'compare', column: 'n', operator: '=', value: 'x' } },
    { from: 0, to: 1, filter: { kind: 'compare', column: 'n', operator: '=', value: Number.NaN } },
    { from: 0, to: 1, filter: { kind: 'compare', column: 'big', operator: '=', value: 2n ** 63n } },
    { from: 0, to: 1, filter: { kind: 'contains', column: 'n', text: '1' } },
    { from: 0, to: 1, filter: { kind: 'nonsense' } as unknown as ColumnFilter },
  ])('are refused for %o', async (request) => {
    await expect(testing.engine.page('t', request)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('stay when the same page is asked for many times at once', async () => {
    const request = {
      from: 0,
      to: 5,
      sort: [
        { column: 'big', descending: true },
        { column: 'n', descending: false },
      ],
    };
    const pages = await Promise.all(Array.from({ length: 8 }, () => testing.engine.page('t', request)));
    for (const page of pages) expect(page).toEqual(pages[0]);
  });
});

describe('a whole column', () => {
  test('comes as doubles in the order of the rows', async () => {
    expect(await testing.engine.column('t', 'n')).toEqual(Float64Array.from(integers));
    expect(await testing.engine.column('t', 'x')).toEqual(
      Float64Array.from(reals, (value, row) => (realStates[row] === 0 ? value : Number.NaN)),
    );
    expect(await testing.engine.column('t', 'good')).toEqual(Float64Array.from(integers, (value) => value % 2));
  });

  test('has only the rows that pass a filter', async () => {
    const filter: ColumnFilter = { kind: 'between', column: 'n', from: 10, to: 12 };
    expect(await testing.engine.column('t', 'big', filter)).toEqual(
      Float64Array.from(
        allRows.filter((row) => passes(row, filter)),
        (row) => Number(longs[row]),
      ),
    );
    const none: ColumnFilter = { kind: 'compare', column: 'n', operator: '>', value: 5000 };
    expect(await testing.engine.column('t', 'x', none)).toEqual(new Float64Array(0));
  });

  test('is refused where there are no numbers', async () => {
    await expect(testing.engine.column('t', 'text')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('a call that is aborted', () => {
  test('is cancelled at once, and the next one works', async () => {
    const aborting = new AbortController();
    const sort = [
      { column: 'text', descending: true },
      { column: 'x', descending: true },
    ];
    const page = testing.engine.page('t', { from: 0, to: 5, sort }, { signal: aborting.signal });
    const other = testing.engine.page('t', { from: 0, to: 5, sort });
    const summaries = testing.engine.summaries('t', null, { signal: aborting.signal });
    const column = testing.engine.column('t', 'x', null, { signal: aborting.signal });
    aborting.abort();
    for (const call of [page, summaries, column]) await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    // It waited for the same order, whose making was given up.
    expect((await other).total).toBe(rows);
    await expect(testing.engine.count('t', null, { signal: aborting.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  test('leaves the table as it was before an unfinished write', async () => {
    await testing.engine.write('kept', tableOf({ name: 'x', kind: 'integer', values: Int32Array.of(1) }), {});
    const aborting = new AbortController();
    const write = testing.engine.write('kept', table, {}, { signal: aborting.signal });
    await testing.engine.count('t', { kind: 'isMissing', column: 'x' });
    aborting.abort();
    await expect(write).rejects.toMatchObject({ code: 'cancelled' });
    expect((await testing.engine.page('kept', { from: 0, to: 5 })).total).toBe(1);
  });
});
