import type { PointErrors } from '../domain/figure-details.ts';
import { errorColumnOf } from '../domain/figure-units.ts';
import { type ConductivityData, errorName } from './conductivity.ts';
import type { RawColumn } from './raw-file.ts';
import { conductivityFactor, resistivityFactor } from './units.ts';

const ofTemperature = /t(?:emp\w*)?$/i;

/** How a column of errors becomes errors of σ in S/cm; undefined for a column of anything else. */
function ruleOf(
  { name, unit }: RawColumn,
  { sigmaUnit }: ConductivityData,
): ((error: number, sigma: number) => number) | undefined {
  const isNamed = errorName.test(name) && !ofTemperature.test(name);
  // Errors mostly stand behind their quantity, without a unit of their own.
  const text = unit ?? (isNamed ? sigmaUnit : null);
  if (text === null) return undefined;
  if (text.trim() === '%') return !isNamed ? undefined : (error, sigma) => (error / 100) * Math.abs(sigma);
  const factor = conductivityFactor(text);
  if (factor !== undefined) return (error) => error * factor;
  const ofResistivity = resistivityFactor(text);
  return ofResistivity === undefined ? undefined : (error, sigma) => error * ofResistivity * sigma ** 2;
}

/** Whether a column can be the errors of σ. */
export function isErrorColumn(column: RawColumn, data: ConductivityData): boolean {
  return ruleOf(column, data) !== undefined;
}

/** One standard deviation of each σ in S/cm, NaN where none is given; null if the file has no such column. */
export function sigmaErrors(data: ConductivityData, name: string): Float64Array | null {
  const column = data.others.find((other) => other.name === name);
  const rule = column === undefined ? undefined : ruleOf(column, data);
  if (column === undefined || rule === undefined) return null;
  return column.values.map((value, row) => {
    const error = rule(value, data.sigmaSPerCm[row] ?? Number.NaN);
    return error > 0 ? error : Number.NaN;
  });
}

/** The errors that a column of the file has; null where errors are given otherwise, or the file has no such column. */
export function givenErrors(data: ConductivityData, errors: PointErrors | null): Float64Array | null {
  const column = errorColumnOf(errors);
  return column === null ? null : sigmaErrors(data, column);
}
