import type { Heading } from '../domain/heading.ts';

/** How to come to kelvin: k * value + offset. */
const temperatures: Record<string, [factor: number, offset: number]> = {
  k: [1, 0],
  kelvin: [1, 0],
  '°c': [1, 273.15],
  c: [1, 273.15],
  degc: [1, 273.15],
  'deg c': [1, 273.15],
  celsius: [1, 273.15],
  '°f': [5 / 9, 459.67 * (5 / 9)],
};

/** Factors to S/cm. */
const conductivities: Record<string, number> = {
  's/cm': 1,
  'scm-1': 1,
  's/m': 0.01,
  'sm-1': 0.01,
  'ms/cm': 1e-3,
  'ms/m': 1e-5,
  'µs/cm': 1e-6,
  'us/cm': 1e-6,
  'ns/cm': 1e-9,
  '1/(ohmcm)': 1,
  '1/(ωcm)': 1,
  '1/ohmcm': 1,
  '1/ωcm': 1,
  '1/ohm/cm': 1,
  '1/ω/cm': 1,
  '(ohmcm)-1': 1,
  '(ωcm)-1': 1,
  'ohm-1cm-1': 1,
  'ω-1cm-1': 1,
  'ohm-1m-1': 0.01,
  'ω-1m-1': 0.01,
  '1/(ohmm)': 0.01,
  '1/(ωm)': 0.01,
};

/** Factors to Ω cm. */
const resistivities: Record<string, number> = { ohmcm: 1, ωcm: 1, ohmm: 100, ωm: 100, kohmcm: 1e3, kωcm: 1e3 };

const lengthsInCm: Record<string, number> = { cm: 1, mm: 0.1, m: 100, µm: 1e-4, um: 1e-4, nm: 1e-7, å: 1e-8 };
const voltages: Record<string, number> = { v: 1, mv: 1e-3, kv: 1e3 };
const currents: Record<string, number> = { a: 1, ma: 1e-3, µa: 1e-6, ua: 1e-6, na: 1e-9, pa: 1e-12 };

/** One spelling for all: no blanks, superscripts as digits, micro as µ, ohm as Ω. */
function normalise(unit: string): string {
  return unit
    .trim()
    .replaceAll('⁻', '-')
    .replaceAll('−', '-')
    .replaceAll('¹', '1')
    .replaceAll('·', '')
    .replaceAll('⋅', '')
    .replaceAll('*', '')
    .replaceAll('^', '')
    .replaceAll('μ', 'µ')
    .replaceAll('Ω', 'Ω')
    .replaceAll(/\s+/g, '')
    .toLowerCase();
}

export function isKnownUnit(unit: string): boolean {
  const text = normalise(unit);
  return [temperatures, conductivities, resistivities, lengthsInCm, voltages, currents].some((table) => text in table);
}

export function toKelvin(unit: string): ((value: number) => number) | undefined {
  const rule = temperatures[normalise(unit)];
  return rule === undefined ? undefined : (value) => rule[0] * value + rule[1];
}

/** How "1000/T (1/K)" or "1/T (K^-1)" comes to kelvin; undefined for another heading. */
export function inverseToKelvin({ name, unit }: Heading): ((value: number) => number) | undefined {
  const [, numerator] = /^(1000|10\^?3|1)\s*\/\s*T(?:emperature)?$/i.exec(name.trim()) ?? [];
  const per = normalise(unit ?? '1/k');
  if (numerator === undefined || !['1/k', 'k-1', '1000/k'].includes(per)) return undefined;
  const factor = numerator === '1' ? 1 : 1000;
  return (value) => factor / value;
}

export function conductivityFactor(unit: string): number | undefined {
  return conductivities[normalise(unit)];
}

export function resistivityFactor(unit: string): number | undefined {
  return resistivities[normalise(unit)];
}

export function voltageFactor(unit: string): number | undefined {
  return voltages[normalise(unit)];
}

export function currentFactor(unit: string): number | undefined {
  return currents[normalise(unit)];
}

/** "0.05 cm" in cm; undefined if it is no length. */
export function lengthInCm(text: string): number | undefined {
  const [, number, unit] = /^([-+]?[\d.,]+(?:[eE][-+]?\d+)?)\s*([^\d\s].*)$/.exec(text.trim()) ?? [];
  const factor = lengthsInCm[normalise(unit ?? '')];
  const value = Number((number ?? '').replace(',', '.'));
  return factor === undefined || !Number.isFinite(value) ? undefined : value * factor;
}
