import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRandom, normal } from './juliabase/random.ts';

const boltzmannEvPerK = 8.617333262e-5;

/** What one conductivity file holds and how its instrument writes it. */
export interface ConductivityCurve {
  path: string;
  sampleName: string;
  activationEnergyEv: number;
  /** S/cm. */
  sigma0: number;
  style: 'tab' | 'celsius-semicolon' | 'latin1-comma' | 'current-voltage' | 'spaces';
  defect: 'none' | 'phase-step' | 'broken' | 'gaps' | 'curved';
  points: number;
}

/** Writes the raw data files that are not there yet. */
export function writeRawFiles(folder: string, curves: readonly ConductivityCurve[], spectra: readonly string[]): void {
  for (const [index, curve] of curves.entries())
    writeMissing(folder, curve.path, () => conductivityFile(curve, 1000 + index));
  for (const [index, path] of spectra.entries())
    writeMissing(folder, path, () => Buffer.from(spectrumFile(5000 + index), 'utf8'));
}

/** Under its name only when whole: a start that is killed leaves no half file behind. */
function writeMissing(folder: string, path: string, content: () => Buffer): void {
  const target = join(folder, path);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.part`, content());
  renameSync(`${target}.part`, target);
}

interface Point {
  temperatureK: number;
  sigma: number;
}

function measure(curve: ConductivityCurve, seed: number): Point[] {
  const random = createRandom(seed);
  return Array.from({ length: curve.points }, (_, index) => {
    const temperatureK = 443 - (235 * index) / (curve.points - 1) + 0.15 * normal(random);
    const energy =
      curve.defect === 'curved'
        ? curve.activationEnergyEv * (1 - 2.5e-6 * (443 - temperatureK) ** 2)
        : curve.activationEnergyEv;
    const step = curve.defect === 'phase-step' && temperatureK > 372 ? 3.4 : 1;
    const sigma = step * curve.sigma0 * Math.exp(-energy / (boltzmannEvPerK * temperatureK));
    // An electrometer has a floor besides its relative noise.
    return { temperatureK, sigma: sigma * (1 + 0.012 * normal(random)) + 2e-14 * normal(random) };
  });
}

function conductivityFile(curve: ConductivityCurve, seed: number): Buffer {
  const points = measure(curve, seed);
  const text = styles[curve.style](curve, points);
  const damaged = curve.defect === 'broken' ? breakInTheMiddle(text) : curve.defect === 'gaps' ? leaveGaps(text) : text;
  return Buffer.from(damaged, curve.style === 'latin1-comma' ? 'latin1' : 'utf8');
}

const styles: Record<ConductivityCurve['style'], (curve: ConductivityCurve, points: Point[]) => string> = {
  tab: (curve, points) =>
    [
      '# Dark conductivity, coplanar contacts',
      `# Sample: ${curve.sampleName}`,
      '# Voltage/V: 100',
      '# T/K\tsigma/(S/cm)',
      ...points.map(({ temperatureK, sigma }) => `${temperatureK.toFixed(2)}\t${sigma.toExponential(5)}`),
      '',
    ].join('\n'),
  'celsius-semicolon': (curve, points) =>
    [
      `Sample;${curve.sampleName}`,
      'Station;sigma(T) no. 2',
      'Temperature (°C);Conductivity [S/m]',
      ...points.map(
        ({ temperatureK, sigma }) => `${(temperatureK - 273.15).toFixed(2)};${(sigma * 100).toExponential(4)}`,
      ),
      '',
    ].join('\r\n'),
  'latin1-comma': (curve, points) =>
    [
      `% Probe ${curve.sampleName}, Messplatz Südflügel`,
      '% Schichtdicke 0,985 µm',
      'T [°C]\tsigma_dunkel [S/cm]',
      ...points.map(({ temperatureK, sigma }) =>
        `${(temperatureK - 273.15).toFixed(2)}\t${sigma.toExponential(4)}`.replaceAll('.', ','),
      ),
      '',
    ].join('\r\n'),
  'current-voltage': (curve, points) => {
    // sigma = I / U * distance / (length * thickness)
    const [distanceCm, lengthCm, thicknessCm, voltage] = [0.05, 0.5, 1.0e-4, 100];
    return [
      `; sample ${curve.sampleName}`,
      `; contact distance = ${distanceCm} cm`,
      `; contact length = ${lengthCm} cm`,
      `; film thickness = ${thicknessCm} cm`,
      '; temperature (K), voltage (V), current (A)',
      ...points.map(({ temperatureK, sigma }) => {
        const current = (sigma * voltage * lengthCm * thicknessCm) / distanceCm;
        return `${temperatureK.toFixed(2)}, ${voltage.toFixed(1)}, ${current.toExponential(5)}`;
      }),
      '',
    ].join('\n');
  },
  spaces: (curve, points) =>
    [
      `Temperature dependent conductivity of ${curve.sampleName}`,
      '  T      sigma',
      '  K      S/cm',
      ...points.map(({ temperatureK, sigma }) => `  ${temperatureK.toFixed(2)}   ${sigma.toExponential(5)}`),
      '',
    ].join('\n'),
};

/** A disk that filled up: the rest is what lay there before. */
function breakInTheMiddle(text: string): string {
  const at = Math.floor(text.length * 0.55);
  return `${text.slice(0, at)}\u0000\u0000\u0001ÿ\u0000 lost block \u0000\u0000\n@@@@ ??? ----\n`;
}

/** A contact that lifted now and then: missing values, and a few below zero. */
function leaveGaps(text: string): string {
  return text
    .split('\n')
    .map((line, index) => {
      if (!/^\d/.test(line)) return line;
      const [temperature, sigma] = line.split('\t');
      if (index % 11 === 0) return `${temperature}\tNaN`;
      if (index % 17 === 0) return `${temperature}\t`;
      return index % 23 === 0 ? `${temperature}\t-${sigma}` : line;
    })
    .join('\n');
}

/** Absorption by photothermal deflection: not conductivity, though it has two columns as well. */
function spectrumFile(seed: number): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: 120 }, (_, index) => {
    const energyEv = 0.7 + (1.7 * index) / 119;
    const alpha = 2.5 + (40 * Math.exp((energyEv - 1.1) / 0.055)) / (1 + 40e-5 * Math.exp((energyEv - 1.1) / 0.055));
    return `${energyEv.toFixed(4)}\t${(alpha * (1 + 0.03 * normal(random))).toExponential(4)}`;
  });
  return ['# PDS spectrum', '# energy/eV\talpha/cm^-1', ...lines, ''].join('\n');
}
