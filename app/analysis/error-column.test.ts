import { expect, test } from 'vitest';
import { recogniseConductivity } from './conductivity.ts';
import { isErrorColumn, sigmaErrors } from './error-column.ts';
import { readDelimited } from './raw-file.ts';

function dataOf(text: string) {
  const table = readDelimited(new TextEncoder().encode(text));
  const data = table.ok ? recogniseConductivity(table) : table;
  if (!data.ok) throw new Error('no conductivity');
  return data;
}

test.each([
  ['T/K\ts/(S/cm)\tds/(S/m)\n300\t1\t10\n310\t2\t20\n320\t3\t\n', 'ds', [0.1, 0.2, Number.NaN]],
  ['T/K\ts/(S/m)\tds\n300\t1\t10\n310\t2\t0\n320\t3\t-1\n', 'ds', [0.1, Number.NaN, Number.NaN]],
  ['T/K\ts/(S/cm)\terror/%\n300\t1\t5\n310\t-2\t5\n320\t3\tNaN\n', 'error', [0.05, 0.1, Number.NaN]],
  ['T/K\trho/(Ohm cm)\tstd/(Ohm cm)\n300\t10\t1\n310\t20\t1\n320\t30\t1\n', 'std', [0.01, 0.0025, 1 / 900]],
])('a third column is the errors of σ in S/cm, and missing ones are none: %j', (text, name, errors) => {
  const data = dataOf(text);
  expect(data.others.map((column) => [column.name, isErrorColumn(column, data)])).toEqual([[name, true]]);
  const found = sigmaErrors(data, name) ?? [];
  expect(Array.from(found, (error) => Number(error.toPrecision(9)))).toEqual(
    errors.map((error) => Number(error.toPrecision(9))),
  );
});

test('other columns are no errors', () => {
  const data = dataOf('T/K\ts/(S/cm)\ttime/s\tdT\thumidity/%\n300\t1\t1\t1\t1\n310\t2\t2\t1\t1\n320\t3\t3\t1\t1\n');
  expect(data.others.map((column) => [column.name, isErrorColumn(column, data)])).toEqual([
    ['time', false],
    ['dT', false],
    ['humidity', false],
  ]);
  expect([sigmaErrors(data, 'time'), sigmaErrors(data, 'gone')]).toEqual([null, null]);
});
