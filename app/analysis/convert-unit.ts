import { unit as mathUnit, type Unit } from 'mathjs';
import { okState, type TableColumn } from '../domain/columns.ts';
import { realColumn } from '../domain/mining/mined-columns.ts';
import { unitText } from './unit-text.ts';

export interface NotConverted {
  problem: string;
  remedy: string;
}

/** Units that people choose among, by what they measure; those that fit a column are offered and named in problems. */
const offered = [
  ...['Å', 'nm', 'µm', 'mm', 'cm', 'm', 'inch'],
  ...['K', '°C', '°F'],
  ...['eV', 'meV', 'J', 'kJ'],
  ...['s', 'min', 'h', 'day', 'ms', 'µs'],
  ...['Pa', 'hPa', 'mbar', 'bar', 'kPa', 'torr'],
  ...['V', 'mV', 'kV', 'A', 'mA', 'µA', 'nA', 'W', 'mW', 'kW'],
  ...['Hz', 'kHz', 'MHz', 'GHz', 'g', 'mg', 'kg', 'Ω', 'kΩ', 'MΩ', 'T', 'mT', 'deg', 'rad'],
  ...['S/cm', 'S/m', 'Ω·cm', 'Ω·m', 'mA/cm²', 'A/m²', 'cm⁻¹', 'nm⁻¹', 'm⁻¹', 'nm/s', 'Å/s', 'nm/min', 'm/s', 'km/s'],
  ...['cm²', 'mm²', 'm²', 'cm²/(V·s)', 'm²/(V·s)', 'W/cm²', 'mW/cm²', 'W/m²', 'cm⁻³', 'm⁻³', 'l', 'ml', 'cm³', 'm³'],
];

/** Units into which values of this unit can be converted; none for one that is not known. */
export function unitsThatFit(unit: string): string[] {
  const own = known(unit);
  if (own === null) return [];
  return offered.filter((other) => known(other)?.equalBase(own) === true);
}

/** The same values in another unit. */
export function convertColumn(column: TableColumn, to: string): TableColumn | NotConverted {
  const { name, unit } = column;
  if (unit === to) return column;
  if (column.kind !== 'integer' && column.kind !== 'real')
    return {
      problem: `${name} holds no numbers, so it has no unit to convert.`,
      remedy: 'Choose a column of numbers.',
    };
  if (unit === null)
    return { problem: `${name} has no unit.`, remedy: 'Give it one in a computed column, e.g. (x) * 1 nm.' };
  const [from, wanted] = [known(unit), known(to)];
  if (from === null)
    return { problem: `${name} is in ${unit}, a unit that cannot be converted.`, remedy: 'Leave it as it is.' };
  const fitting = `Units that fit are ${unitsThatFit(unit).join(', ')}.`;
  if (wanted === null)
    return { problem: `“${to}” is no unit that is known, so ${name} stays in ${unit}.`, remedy: fitting };
  if (!wanted.equalBase(from)) return { problem: `${to} does not fit ${name}, which is in ${unit}.`, remedy: fitting };
  // Zero as well, for degrees.
  const at = (value: number): number => mathUnit(value, unitText(unit)).toNumber(unitText(to));
  const [offset, factor] = [at(0), at(1) - at(0)];
  const values = Float64Array.from(column.values, (value, row) =>
    (column.states?.[row] ?? okState) === okState ? offset + factor * value : Number.NaN,
  );
  const converted = realColumn(
    values,
    { name, label: column.label, unit: to, note: `${column.note ?? name}; in ${to} from ${unit}` },
    column.states,
  );
  return { ...converted, raw: column.raw };
}

function known(unit: string): Unit | null {
  try {
    return mathUnit(1, unitText(unit));
  } catch {
    return null;
  }
}
