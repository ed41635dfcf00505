import { expect, test } from 'vitest';
import { mostSteps } from '../../../../app/contract/record-view.ts';
import { RowSet } from '../../../../app/domain/row-set.ts';
import { allOf, noSelection, onlyRow, rangeOf, shortened, withRow } from './selection-steps.ts';

test('rows clicked one after the other become one step where they touch', () => {
  const three = [5, 6, 4].reduce((selection, row) => withRow(selection, row, true), noSelection);
  expect(three).toEqual([{ from: 4, to: 7 }]);
  expect(withRow(three, 5, false)).toEqual([
    { from: 4, to: 7 },
    { add: false, from: 5, to: 6 },
  ]);
  expect(withRow(onlyRow(1), 9, true)).toEqual([
    { from: 1, to: 2 },
    { from: 9, to: 10 },
  ]);
});

test('a range and all of the view say which view they mean, and no more than that', () => {
  const filters = [{ kind: 'missing' as const, column: 1, isMissing: false }];
  const sort = [{ column: 0, descending: true }];
  expect(rangeOf({ filters, sort }, 9, 3)).toEqual({ filters, sort, from: 3, to: 10 });
  expect(rangeOf({ filters: [], sort: [] }, 3, 3)).toEqual({ from: 3, to: 4 });
  expect(allOf({ filters, sort })).toEqual([{ filters }]);
  expect(allOf({ filters: [], sort })).toEqual([{}]);
});

test('many steps are told as the runs they make; too many pieces are refused', () => {
  const steps = Array.from({ length: 200 }, (_, at) => ({ from: at, to: at + 1 }));
  expect(shortened(steps, RowSet.ofRuns(1000, Uint32Array.of(0, 200)))).toEqual([{ from: 0, to: 200 }]);
  const apart = Array.from({ length: mostSteps }, (_, at) => ({ from: 2 * at, to: 2 * at + 1 }));
  const runs = Uint32Array.from(apart.flatMap(({ from, to }) => [from, to]));
  expect(shortened(apart, RowSet.ofRuns(1000, runs))).toBeNull();
  expect(shortened(onlyRow(1), null)).toEqual([{ from: 1, to: 2 }]);
});
