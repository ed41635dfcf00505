import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreWindow } from '../../../ui/window-memory.ts';
import { keepPlot, keptPlot } from './kept-plot.ts';

const facts = { role: 'field', type: '', note: '', hex: false, timeScale: null } as const;
const column = (name: string, unit: string | null) => ({ ...facts, kind: 'real' as const, name, unit });
const table = { columns: [column('d', 'nm'), column('E', 'eV'), column('dE', 'eV')] };
const plot = {
  choices: {
    ...{
      x: 0,
      ys: [1],
      errors: { 1: 2 },
      line: null,
      reversed: ['y'] as const,
      overlay: null,
      isLog: false,
      isTable: true,
    },
    ...({ mode: 'points', drag: 'box' } as const),
  },
  view: { x: [100, 300], y: null } as const,
};

beforeEach(() => restoreWindow({}));
afterEach(() => restoreWindow({}));

test('a plot comes back as it was left, in a table made again', () => {
  keepPlot('mining_s', table, { ...plot, timeScale: 'own' });
  expect(keptPlot('mining_s', table)).toEqual(plot);
  const again = { columns: [column('sample', null), ...table.columns] };
  expect(keptPlot('mining_s', again)).toEqual({
    ...plot,
    choices: { ...plot.choices, x: 1, ys: [2], errors: { 2: 3 } },
  });
  expect(keptPlot('other', table)).toBeNull();
});

test('in another unit all is seen, and without its columns it is a new plot', () => {
  keepPlot('mining_s', table, { ...plot, timeScale: 'own' });
  const converted = { columns: [column('d', 'µm'), ...table.columns.slice(1)] };
  expect(keptPlot('mining_s', converted)?.view).toEqual({ x: null, y: null });
  expect(keptPlot('mining_s', { columns: table.columns.slice(0, 2) })).toBeNull();
});
