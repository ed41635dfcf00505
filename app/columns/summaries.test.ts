import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnSummary } from '../domain/columns.ts';
import { openTestEngine, type TestEngine, tableOf, textBytes } from '../testing/column-tables.ts';

let testing: TestEngine;
beforeAll(async () => {
  testing = await openTestEngine();
});
afterAll(() => testing.close());

async function summaryOf(...given: Parameters<typeof tableOf>): Promise<ColumnSummary[]> {
  await testing.engine.write('s', tableOf(...given), {});
  return testing.engine.summaries('s');
}

describe('the line of facts of a column', () => {
  test('keeps missing, not-a-number and infinite cells apart', async () => {
    const [x] = await summaryOf({
      name: 'x',
      kind: 'real',
      values: Float64Array.of(1, 2, 3, 6, Number.NaN, Number.POSITIVE_INFINITY, 9, 9),
      states: Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 2),
    });
    expect(x).toMatchObject({ count: 6, missing: 2, notANumber: 1, infinite: 1, min: 1, max: 6, mean: 3 });
    expect(x?.deviation).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(x?.histogram).toMatchObject({ from: 1, to: 6 });
    expect(x?.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(x?.histogram?.counts).toHaveLength(24);
    expect([x?.histogram?.counts[0], x?.histogram?.counts[23]]).toEqual([1, 1]);
  });

  test('is exact for 64-bit integers and counts flags', async () => {
    const [big, flag] = await summaryOf(
      { name: 'big', kind: 'longlong', values: BigInt64Array.of(2n ** 62n + 1n, -(2n ** 62n) - 1n) },
      { name: 'flag', kind: 'flag', values: Uint8Array.of(1, 0) },
    );
    expect(big).toMatchObject({ min: -(2n ** 62n) - 1n, max: 2n ** 62n + 1n, mean: 0 });
    expect(flag).toMatchObject({ count: 2, min: 0, max: 1, mean: 0.5 });
  });

  test('does not leave the range of doubles', async () => {
    const most = Number.MAX_VALUE;
    const [x] = await summaryOf({ name: 'x', kind: 'real', values: Float64Array.of(most, -most, most, 0) });
    expect(x).toMatchObject({ min: -most, max: most });
    expect(x?.mean).toBeCloseTo(most / 4, -295);
    expect(x?.deviation).toBeGreaterThan(most / 2);
    expect(x?.histogram?.counts).toMatchObject({ 0: 1, 12: 1, 23: 2 });
  });

  test('has the mean of numbers whose sum is none', async () => {
    const most = Number.MAX_VALUE;
    const [x] = await summaryOf({ name: 'x', kind: 'real', values: Float64Array.of(most, most) });
    expect(x).toMatchObject({ mean: most, deviation: 0 });
  });

  test('names the commonest texts', async () => {
    const [text] = await summaryOf({
      name: 't',
      kind: 'text',
      ...textBytes(['b', 'a', 'c', 'a', 'x', '']),
      states: Uint8Array.of(0, 0, 0, 0, 1, 0),
    });
    expect(text).toMatchObject({ count: 5, missing: 1, min: null, histogram: null, differentTexts: 4 });
    expect(text?.topTexts).toEqual([
      { text: 'a', count: 2 },
      { text: '', count: 1 },
      { text: 'b', count: 1 },
      { text: 'c', count: 1 },
    ]);
  });

  test('is there for columns without any value, and of one value', async () => {
    const [none, one] = await summaryOf(
      { name: 'none', kind: 'integer', values: Int32Array.of(5, 5), states: Uint8Array.of(1, 1) },
      { name: 'one', kind: 'time', values: Float64Array.of(5, 5) },
    );
    expect(none).toMatchObject({ count: 0, missing: 2, min: null, mean: null, deviation: null, histogram: null });
    expect(one).toMatchObject({ min: 5, max: 5, deviation: 0, histogram: { from: 5, to: 5 } });
    expect(one?.histogram?.counts[0]).toBe(2);
  });

  test('counts only the rows that pass a filter', async () => {
    await summaryOf({ name: 'x', kind: 'integer', values: Int32Array.of(1, 2, 3, 4) });
    const [x] = await testing.engine.summaries('s', { kind: 'compare', column: 'x', operator: '>', value: 2 });
    expect(x).toMatchObject({ count: 2, missing: 0, min: 3, max: 4 });
  });

  test('is there for a table without rows', async () => {
    const [x, t] = await summaryOf(
      { name: 'x', kind: 'real', values: new Float64Array(0) },
      { name: 't', kind: 'text', values: [] },
    );
    expect(x).toMatchObject({ count: 0, missing: 0, min: null });
    expect(t).toMatchObject({ count: 0, topTexts: [] });
  });
});
