import type { RawColumn, RawTable } from './raw-file.ts';
import { conductivityFactor, currentFactor, lengthInCm, resistivityFactor, toKelvin, voltageFactor } from './units.ts';

export interface ConductivityData {
  ok: true;
  temperatureK: Float64Array;
  /** S/cm; NaN where missing, also zero or negative as measured. */
  sigmaSPerCm: Float64Array;
  temperatureColumn: string;
  sigmaColumn: string;
  /** Rows with finite T and σ. */
  points: number;
  missing: number;
  /** Rows with σ ≤ 0. */
  nonPositive: number;
}

export interface NotConductivity {
  ok: false;
  reason: string;
}

const temperatureName = /^(t|temp\.?|temperature|temperatur|t_?sample|t_?probe)$/i;
const conductivityName =
  /^(s|σ|sigma|cond\.?|conductivity|leitfähigkeit|dark conductivity|(s|sigma|σ)_?(dark|dunkel|d|ph|photo)?)$/i;

interface Quantity {
  column: RawColumn;
  name: string;
  convert(value: number): number;
}

/** Told by content: a temperature and a conductivity, a resistivity, or current and voltage with a geometry. */
export function recogniseConductivity(table: RawTable): ConductivityData | NotConductivity {
  if (table.columns.length < 2) return { ok: false, reason: 'The file has only one column of numbers.' };
  const temperature = findTemperature(table.columns);
  if (temperature === undefined) return { ok: false, reason: 'No column of the file is a temperature.' };
  const sigma = findSigma(table, temperature.column);
  if (sigma === undefined) return { ok: false, reason: 'No column of the file is a conductivity.' };
  const data = collect(table.rows, temperature, sigma);
  return isPlausible(data.temperatureK)
    ? data
    : { ok: false, reason: `The column ${temperature.name} does not look like a temperature.` };
}

function findTemperature(columns: readonly RawColumn[]): Quantity | undefined {
  const named = columns.find(
    (column) => temperatureName.test(column.name) && column.unit !== null && toKelvin(column.unit) !== undefined,
  );
  const withUnit = named ?? columns.find((column) => column.unit !== null && toKelvin(column.unit) !== undefined);
  if (withUnit?.unit !== null && withUnit !== undefined) {
    return { column: withUnit, name: withUnit.name, convert: toKelvin(withUnit.unit) ?? ((value) => value) };
  }
  // Without a unit the name must say it, and the values must be kelvin.
  const bare = columns.find(
    (column) => temperatureName.test(column.name) && column.unit === null && isPlausible(column.values),
  );
  return bare && { column: bare, name: bare.name, convert: (value) => value };
}

function findSigma(
  table: RawTable,
  temperature: RawColumn,
): (Quantity & { perRow?: (row: number) => number }) | undefined {
  const others = table.columns.filter((column) => column !== temperature);
  for (const column of others) {
    const factor = column.unit === null ? undefined : conductivityFactor(column.unit);
    if (factor !== undefined) return { column, name: column.name, convert: (value) => value * factor };
  }
  for (const column of others) {
    const factor = column.unit === null ? undefined : resistivityFactor(column.unit);
    if (factor !== undefined) return { column, name: column.name, convert: (value) => 1 / (value * factor) };
  }
  const fromCurrent = sigmaFromCurrent(table, others);
  if (fromCurrent !== undefined) return fromCurrent;
  const bare = others.find((column) => column.unit === null && conductivityName.test(column.name));
  return bare && { column: bare, name: bare.name, convert: (value) => value };
}

/** σ = I/U · distance / (length · thickness), with the geometry from the header. */
function sigmaFromCurrent(
  table: RawTable,
  columns: readonly RawColumn[],
): (Quantity & { perRow: (row: number) => number }) | undefined {
  const current = columns.find((column) => column.unit !== null && currentFactor(column.unit) !== undefined);
  const voltage = columns.find(
    (column) => column.unit !== null && column !== current && voltageFactor(column.unit) !== undefined,
  );
  const length = (pattern: RegExp): number | undefined => {
    const [, text] = [...table.headerFields].find(([key]) => pattern.test(key)) ?? [];
    return text === undefined ? undefined : lengthInCm(text);
  };
  const [distance, width, thickness] = [
    length(/distance|gap|abstand/),
    length(/length|width|länge|breite/),
    length(/thickness|dicke/),
  ];
  if (
    current?.unit == null ||
    voltage?.unit == null ||
    distance === undefined ||
    width === undefined ||
    thickness === undefined
  )
    return undefined;
  const factor =
    ((currentFactor(current.unit) ?? 1) / (voltageFactor(voltage.unit) ?? 1)) * (distance / (width * thickness));
  return {
    column: current,
    name: `${current.name} over ${voltage.name}`,
    convert: (value) => value,
    perRow: (row) => ((current.values[row] ?? Number.NaN) / (voltage.values[row] ?? Number.NaN)) * factor,
  };
}

function collect(
  rows: number,
  temperature: Quantity,
  sigma: Quantity & { perRow?: (row: number) => number },
): ConductivityData {
  const temperatureK = new Float64Array(rows);
  const sigmaSPerCm = new Float64Array(rows);
  let points = 0;
  let nonPositive = 0;
  for (let row = 0; row < rows; row++) {
    const kelvin = temperature.convert(temperature.column.values[row] ?? Number.NaN);
    const value =
      sigma.perRow === undefined ? sigma.convert(sigma.column.values[row] ?? Number.NaN) : sigma.perRow(row);
    temperatureK[row] = kelvin;
    sigmaSPerCm[row] = Number.isFinite(value) ? value : Number.NaN;
    if (!Number.isFinite(kelvin) || !Number.isFinite(value)) continue;
    points += 1;
    if (value <= 0) nonPositive += 1;
  }
  return {
    ok: true,
    temperatureK,
    sigmaSPerCm,
    temperatureColumn: temperature.name,
    sigmaColumn: sigma.name,
    points,
    missing: rows - points,
    nonPositive,
  };
}

/** Between liquid helium and a furnace, and not all the same. */
function isPlausible(kelvin: Float64Array): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of kelvin) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > 1 && high < 3000 && high > low;
}
