import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowSet } from './row-set.ts';

const length = 70;
const change = fc.record({
  from: fc.integer({ min: 0, max: length }),
  size: fc.integer({ min: 0, max: length }),
  isIn: fc.boolean(),
});

test('ranges of rows come and go as in a plain set', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const [rows, model] = [new RowSet(length), new Set<number>()];
      for (const { from, size, isIn } of changes) {
        const to = Math.min(length, from + size);
        rows.setRange(from, to, isIn);
        for (let row = from; row < to; row++) isIn ? model.add(row) : model.delete(row);
      }
      const expected = [...model].sort((a, b) => a - b);
      expect([...rows.rows()]).toEqual(expected);
      expect(rows.count()).toBe(expected.length);
      expect([...RowSet.ofRuns(length, rows.runs()).rows()]).toEqual(expected);
    }),
  );
});

test('runs neither touch nor overlap', () => {
  const rows = new RowSet(100);
  rows.setRange(3, 20, true);
  rows.setRange(20, 40, true);
  rows.set(99, true);
  expect([...rows.runs()]).toEqual([3, 40, 99, 100]);
  expect([...new RowSet(0).runs()]).toEqual([]);
});
