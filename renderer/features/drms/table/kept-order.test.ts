import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreWindow } from '../../../ui/window-memory.ts';
import { keepOrder, orderOf } from './kept-order.ts';

const facts = { role: 'keyword', type: '', note: '', hex: false, unit: null, timeScale: null, kind: 'real' } as const;
const tableOf = (...names: string[]) => ({ columns: names.map((name) => ({ ...facts, name })) });

beforeEach(() => restoreWindow({}));
afterEach(() => restoreWindow({}));

test('an order follows its columns to other places, and is that of the table where none was chosen', () => {
  const sort = [
    { column: 1, descending: true },
    { column: 0, descending: false },
  ];
  keepOrder('records', tableOf('a', 'b'), { sort, timeScale: 'UTC' });
  expect(orderOf('records', tableOf('x', 'a', 'b'))).toEqual({
    sort: [
      { column: 2, descending: true },
      { column: 1, descending: false },
    ],
    timeScale: 'UTC',
  });
  expect(orderOf('records', tableOf('a')).sort).toEqual([{ column: 0, descending: false }]);
  expect(orderOf('other', tableOf('a'))).toEqual({ sort: [], timeScale: 'own' });
});
