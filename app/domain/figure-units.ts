import type { ConductivityView } from './conductivity.ts';
import type { FigureDetails, PointErrors, QuantityUnit, TemperatureUnit } from './figure-details.ts';

const celsiusZeroKelvin = 273.15;

export function fromKelvin(kelvin: number, unit: TemperatureUnit): number {
  return unit === '°C' ? kelvin - celsiusZeroKelvin : kelvin;
}

export function toKelvin(value: number, unit: TemperatureUnit): number {
  return unit === '°C' ? value + celsiusZeroKelvin : value;
}

/** What stands at an axis of conductivity or resistivity. */
export interface ShownQuantity {
  symbol: 'σ' | 'ρ';
  /** As it is spoken. */
  name: 'Conductivity' | 'Resistivity';
  isReciprocal: boolean;
  /** Of 1 S/cm or 1 Ω cm in the unit. */
  factor: number;
}

const quantities: Readonly<Record<QuantityUnit, ShownQuantity>> = {
  'S/cm': { symbol: 'σ', name: 'Conductivity', isReciprocal: false, factor: 1 },
  'S/m': { symbol: 'σ', name: 'Conductivity', isReciprocal: false, factor: 100 },
  'Ω cm': { symbol: 'ρ', name: 'Resistivity', isReciprocal: true, factor: 1 },
  'Ω m': { symbol: 'ρ', name: 'Resistivity', isReciprocal: true, factor: 0.01 },
};

export function quantityOf(unit: QuantityUnit): ShownQuantity {
  return quantities[unit];
}

/** A conductivity in S/cm in the unit of the axis; NaN for what has no resistivity. */
export function fromSigma(sigma: number, unit: QuantityUnit): number {
  const { isReciprocal, factor } = quantities[unit];
  if (!isReciprocal) return sigma * factor;
  return sigma > 0 ? factor / sigma : Number.NaN;
}

/** The conductivity in S/cm of a value on the axis. */
export function toSigma(value: number, unit: QuantityUnit): number {
  const { isReciprocal, factor } = quantities[unit];
  return isReciprocal ? factor / value : value / factor;
}

type Units = Pick<FigureDetails, 'temperatureUnit' | 'quantityUnit'>;

/** Place of a temperature on the lower axis, as it is drawn. */
export function xOfKelvin(kelvin: number, view: ConductivityView, { temperatureUnit }: Units): number {
  return view === 'arrhenius' ? 1000 / kelvin : fromKelvin(kelvin, temperatureUnit);
}

export function kelvinOfX(x: number, view: ConductivityView, { temperatureUnit }: Units): number {
  return view === 'arrhenius' ? 1000 / x : toKelvin(x, temperatureUnit);
}

/** Place on the lower axis of what the core counts in K or 1000/T. */
export function shownX(x: number, view: ConductivityView, { temperatureUnit }: Units): number {
  return view === 'arrhenius' ? x : fromKelvin(x, temperatureUnit);
}

/** The part of the lower axis as the core counts it. */
export function rangeOfCore(
  [from, to]: readonly [number, number],
  view: ConductivityView,
  { temperatureUnit }: Units,
): [number, number] {
  return view === 'arrhenius' ? [from, to] : [toKelvin(from, temperatureUnit), toKelvin(to, temperatureUnit)];
}

/**
 * One standard deviation of a conductivity, in S/cm.
 * @param ofPoint what a column of its file says; NaN where it says nothing
 */
export function sigmaError(sigma: number, errors: PointErrors, ofPoint = Number.NaN): number {
  if (errors.sigma === null) return 0;
  switch (errors.sigma.kind) {
    case 'percent':
      return Math.abs(sigma) * (errors.sigma.value / 100);
    case 'absolute':
      return errors.sigma.value;
    case 'column':
      return ofPoint;
    default:
      return errors.sigma satisfies never;
  }
}

/** The column of the files that has the errors; null where they are given otherwise. */
export function errorColumnOf(errors: PointErrors | null | undefined): string | null {
  return errors?.sigma?.kind === 'column' ? errors.sigma.column : null;
}

/** "± 5 % of σ, ± 0.5 K"; empty without errors. */
export function errorsInWords(errors: PointErrors | null): string {
  if (errors === null) return '';
  const { sigma, kelvin } = errors;
  return [...(sigma === null ? [] : [sigmaInWords(sigma)]), ...(kelvin === null ? [] : [`± ${kelvin} K`])].join(', ');
}

function sigmaInWords(sigma: NonNullable<PointErrors['sigma']>): string {
  if (sigma.kind === 'column') return `± ${sigma.column} of the raw data`;
  return sigma.kind === 'percent' ? `± ${sigma.value} % of σ` : `± ${sigma.value} S/cm`;
}
