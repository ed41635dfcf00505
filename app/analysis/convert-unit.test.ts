import { expect, test } from 'vitest';
import type { TableColumn } from '../domain/columns.ts';
import { convertColumn, unitsThatFit } from './convert-unit.ts';

function column(unit: string | null, values: Float64Array): TableColumn {
  const facts = { name: 'd', label: 'd', note: 'thickness', timeScale: null, states: null, raw: null };
  return { ...facts, unit, kind: 'real', values };
}

test.each([
  ['nm', 'µm', 250, 0.25],
  ['°C', 'K', 180, 453.15],
  ['S/cm', 'S/m', 2, 200],
  ['Å', 'nm', 10, 1],
  ['mA/cm²', 'A/m²', 3, 30],
])('from %s into %s', (from, to, value, expected) => {
  const converted = convertColumn(column(from, Float64Array.of(value)), to);
  if ('problem' in converted) throw new Error(converted.problem);
  expect(converted.kind === 'real' && converted.values[0]).toBeCloseTo(expected, 9);
  expect(converted).toMatchObject({ unit: to, note: `thickness; in ${to} from ${from}` });
});

test('a unit that does not fit is refused with those that do', () => {
  expect(convertColumn(column('nm', Float64Array.of(1)), 'eV')).toEqual({
    problem: 'eV does not fit d, which is in nm.',
    remedy: 'Units that fit are Å, nm, µm, mm, cm, m, inch.',
  });
  expect(convertColumn(column('nm', Float64Array.of(1)), 'parsnip')).toMatchObject({
    problem: expect.stringContaining('“parsnip” is no unit that is known'),
  });
  expect(convertColumn(column(null, Float64Array.of(1)), 'nm')).toMatchObject({ problem: 'd has no unit.' });
  expect(convertColumn(column('sccm', Float64Array.of(1)), 'l')).toMatchObject({
    problem: expect.stringContaining('cannot be converted'),
  });
});

test('what fits', () => {
  expect(unitsThatFit('eV')).toEqual(['eV', 'meV', 'J', 'kJ']);
  expect(unitsThatFit('K')).toEqual(['K', '°C', '°F']);
  expect(unitsThatFit('sccm')).toEqual([]);
});
