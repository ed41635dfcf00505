import { expect, test } from 'vitest';
import { legendColumns } from './legend-columns.ts';

const place = { widthPx: 960, axesHeightPx: 548, marginLeftPx: 68, rightAxisPx: 0 };
const namesOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `26K-${index}`);

test('a legend that fits is left to plotly', () => {
  const columns = legendColumns(namesOf(28), place, {});
  expect(columns).toMatchObject({ marginRightPx: undefined, legends: { legend: {} }, rest: [] });
  expect(columns.entryOf(27)).toEqual({});
});

test('more names than rows go into columns beside each other, in order', () => {
  const columns = legendColumns(namesOf(50), place, {});
  expect(Object.keys(columns.legends)).toEqual(['legend', 'legend2']);
  expect([0, 27, 28, 49].map((index) => columns.entryOf(index).legend)).toEqual([
    'legend',
    'legend',
    'legend2',
    'legend2',
  ]);
  expect(columns.rest).toEqual([]);
  expect(columns.marginRightPx).toBeLessThan(0.45 * 960);
});

test('where no room is left, the last line says how many names are missing', () => {
  const columns = legendColumns(namesOf(300), place, {});
  const named = Array.from({ length: 300 }, (_, index) => columns.entryOf(index)).filter(
    ({ showlegend }) => showlegend !== false,
  );
  expect(columns.rest).toMatchObject([{ name: `and ${300 - named.length} more` }]);
  expect((named.length + 1) % 28).toBe(0);
});

test('an axis on the right stands between the figure and the names', () => {
  const beside = legendColumns(namesOf(3), { ...place, rightAxisPx: 68 }, {});
  const alone = legendColumns(namesOf(50), place, {});
  expect(beside.marginRightPx).toBeGreaterThan(68);
  const startOf = ({ legends }: typeof beside): number => Number((legends.legend as { x: number }).x);
  expect(startOf(beside)).toBeGreaterThan(startOf(alone));
});
