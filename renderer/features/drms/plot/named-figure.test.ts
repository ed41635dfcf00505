import { expect, test } from 'vitest';
import { xAxisOf } from '../../../../app/figures/time-axis.ts';
import { choicesOf, figureOf, viewOf } from './named-figure.ts';

const facts = { role: 'keyword', type: '', note: '', hex: false, unit: null, timeScale: null } as const;
const time = { ...facts, name: 'T_REC', kind: 'time', timeScale: 'TAI' } as const;
const table = {
  columns: [time, { ...facts, name: 'a', kind: 'real' as const }, { ...facts, name: 'da', kind: 'real' as const }],
};
const choices = {
  x: 0,
  ys: [1],
  errors: { 1: 2 },
  line: null,
  reversed: ['y'] as const,
  mode: 'points',
  isLog: true,
} as const;

test('a plot is told by the names of its columns, and is the same again where they have other places', () => {
  const x = xAxisOf(time, 'UTC');
  const view = { x: [1e12, 1.1e12], y: [-2, 3] } as const;
  const figure = figureOf(table, choices, { view, x, timeScale: 'UTC' });
  expect(figure).toMatchObject({ x: 'T_REC', ys: [{ column: 'a', error: 'da' }], mode: 'points', yScale: 'log' });
  expect(figure.seen.y).toEqual([0.01, 1000]);
  expect(viewOf(figure, x)).toEqual(view);
  expect(choicesOf({ columns: table.columns.toReversed() }, figure)).toEqual({
    ...choices,
    ...{ x: 2, errors: { 1: 0 } },
  });
});
