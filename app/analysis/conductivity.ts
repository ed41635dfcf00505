import type { RawColumn, RawTable } from './raw-file.ts';
import {
  conductivityFactor,
  currentFactor,
  inverseToKelvin,
  lengthInCm,
  resistivityFactor,
  toKelvin,
  voltageFactor,
} from './units.ts';

export interface ConductivityData {
  ok: true;
  temperatureK: Float64Array;
  /** S/cm; NaN where missing, also zero or negative as measured. */
  sigmaSPerCm: Float64Array;
  temperatureColumn: string;
  sigmaColumn: string;
  /** As the file has it; null where it says none, or where σ is made from other quantities. */
  sigmaUnit: string | null;
  /** All columns of numbers that are neither; none of a file that is too large for them. */
  others: readonly RawColumn[];
  /** Rows with finite T and σ. */
  points: number;
  missing: number;
  /** Rows with σ ≤ 0. */
  nonPositive: number;
  /** Sentences on what the file does not say and was taken for granted. */
  notes: string[];
}

export interface NotConductivity {
  ok: false;
  reason: string;
}

const temperatureName = /^(t|temp\.?|temperature|temperatur|t_?sample|t_?probe)$/i;
/** Errors and steps of a quantity carry its unit too. */
export const errorName =
  /^(d|Δ|delta|err|error|std|stderr|fehler)[\s_.-]*(s|σ|sigma|t|temp|conductivity)?$|[\s_.-](err|error|std|stderr|fehler)$/i;
const conductivityName =
  /^(s|σ|sigma|cond\.?|conductivity|leitfähigkeit|dark conductivity|(s|sigma|σ)_?(dark|dunkel|d|ph|photo)?)$/i;

/** Numbers that are held of one file beside its curve. */
const mostCells = 2_000_000;

/** A quantity of the table, row by row. */
interface Quantity {
  column: RawColumn;
  name: string;
  at(row: number): number;
  note?: string;
}

/** Told by content: a temperature and a conductivity, a resistivity, or current and voltage with a geometry. */
export function recogniseConductivity(table: RawTable): ConductivityData | NotConductivity {
  if (table.columns.length < 2) return { ok: false, reason: 'The file has only one column of numbers.' };
  const temperature = findTemperature(table.columns);
  if (temperature === undefined) return { ok: false, reason: 'No column of the file is a temperature.' };
  const others = table.columns.filter((column) => column !== temperature.column);
  const sigma = findSigma(table, others);
  if (sigma === undefined) return { ok: false, reason: 'No column of the file is a conductivity.' };
  const data = collect(table, temperature, sigma);
  if (!isPlausible(data.temperatureK))
    return { ok: false, reason: `The column ${temperature.name} does not look like a temperature.` };
  return data.points > 0
    ? data
    : { ok: false, reason: `The column ${sigma.name} holds no number beside a temperature.` };
}

function converted(column: RawColumn, convert: (value: number) => number, note?: string): Quantity {
  const at = (row: number): number => convert(column.values[row] ?? Number.NaN);
  return note === undefined ? { column, name: column.name, at } : { column, name: column.name, at, note };
}

function findTemperature(columns: readonly RawColumn[]): Quantity | undefined {
  const withUnit = columns.filter(({ unit }) => unit !== null && toKelvin(unit) !== undefined);
  const best = withUnit.find(({ name }) => temperatureName.test(name)) ?? withUnit[0];
  const rule = toKelvin(best?.unit ?? '');
  if (best !== undefined && rule !== undefined) return converted(best, rule);
  for (const column of columns) {
    const inverse = inverseToKelvin(column);
    if (inverse !== undefined) return converted(column, inverse);
  }
  // Without a unit the name must say it, and the values must be kelvin.
  const bare = columns.find(
    ({ name, unit, values }) => temperatureName.test(name) && unit === null && isPlausible(values),
  );
  return bare && converted(bare, (value) => value, `The file gives no unit for ${bare.name}; it is taken as kelvin.`);
}

function findSigma(table: RawTable, columns: readonly RawColumn[]): Quantity | undefined {
  const measured = columns.filter(({ name }) => !errorName.test(name));
  const conductivities = measured.flatMap((column) => {
    const factor = conductivityFactor(column.unit ?? '');
    return factor === undefined ? [] : [{ column, factor }];
  });
  const [first] = conductivities;
  if (first !== undefined) {
    const { column, factor } = first;
    const note = `The file has ${conductivities.length} conductivities; the first one, ${column.name}, is drawn.`;
    return converted(column, (value) => value * factor, conductivities.length > 1 ? note : undefined);
  }
  for (const column of measured) {
    const factor = resistivityFactor(column.unit ?? '');
    if (factor !== undefined) return converted(column, (value) => 1 / (value * factor));
  }
  const fromCurrent = sigmaFromCurrent(table, measured);
  if (fromCurrent !== undefined) return fromCurrent;
  const bare = measured.find(({ name, unit }) => unit === null && conductivityName.test(name));
  return bare && converted(bare, (value) => value, `The file gives no unit for ${bare.name}; it is taken as S/cm.`);
}

/** σ = I/U · distance / (length · thickness), with the geometry from the header. */
function sigmaFromCurrent(table: RawTable, columns: readonly RawColumn[]): Quantity | undefined {
  const current = columns.find(({ unit }) => currentFactor(unit ?? '') !== undefined);
  const voltage = columns.find(({ unit }) => voltageFactor(unit ?? '') !== undefined);
  const length = (pattern: RegExp): number | undefined => {
    const [, text] = [...table.headerFields].find(([key]) => pattern.test(key)) ?? [];
    return text === undefined ? undefined : lengthInCm(text);
  };
  const distance = length(/distance|gap|abstand/);
  const width = length(/length|width|länge|breite/);
  const thickness = length(/thickness|dicke/);
  if (current === undefined || voltage === undefined) return undefined;
  if (distance === undefined || width === undefined || thickness === undefined) return undefined;
  const units = (currentFactor(current.unit ?? '') ?? 1) / (voltageFactor(voltage.unit ?? '') ?? 1);
  const factor = units * (distance / (width * thickness));
  return {
    column: current,
    name: `${current.name} over ${voltage.name}`,
    at: (row) => ((current.values[row] ?? Number.NaN) / (voltage.values[row] ?? Number.NaN)) * factor,
  };
}

function collect({ rows, columns }: RawTable, temperature: Quantity, sigma: Quantity): ConductivityData {
  const temperatureK = new Float64Array(rows);
  const sigmaSPerCm = new Float64Array(rows);
  let points = 0;
  let nonPositive = 0;
  for (let row = 0; row < rows; row++) {
    const kelvin = temperature.at(row);
    const value = sigma.at(row);
    temperatureK[row] = Number.isFinite(kelvin) ? kelvin : Number.NaN;
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
    sigmaUnit: isMeasured(sigma) ? sigma.column.unit : null,
    others:
      rows * columns.length > mostCells
        ? []
        : columns.filter((column) => column !== temperature.column && !(isMeasured(sigma) && column === sigma.column)),
    points,
    missing: rows - points,
    nonPositive,
    notes: [temperature.note, sigma.note].filter((note) => note !== undefined),
  };
}

/** Not made from current and voltage. */
function isMeasured({ column, name }: Quantity): boolean {
  return column.name === name;
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
