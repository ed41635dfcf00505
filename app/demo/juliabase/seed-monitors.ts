import { createRandom, normal } from './random.ts';
import { dayMs, type LabBuilder, pad } from './seed-builder.ts';
import { addResult } from './seed-results.ts';

/** A Monday. */
const firstRunMs = Date.UTC(2025, 2, 3, 9, 0, 0);
const layers = 200;
/** Of these the contact failed. */
const withoutEnergy = [57, 143];

export const monitorSeries = 'Monitor layers 2025';

/**
 * One layer beside each run of a year, on working days: the thicker, the more crystalline, and the lower its activation
 * energy. Their raw files are not on the disk any more; a result tells the energies.
 */
export function addMonitorLayers(builder: LabBuilder): void {
  // Numbers of its own: nothing else of the laboratory changes by these samples.
  const random = createRandom(250_303);
  const rows: string[][] = [];
  const members = Array.from({ length: layers }, (_, index) => {
    const sample = builder.sample(`25M-${pad(index + 1)}`, 7, 3, { purpose: 'monitor layer' });
    const at = firstRunMs + (7 * Math.floor(index / 5) + (index % 5)) * dayMs;
    const thickness = 180 + Math.round(1320 * random());
    builder.substrate([sample], at, 'corning');
    builder.thickness(sample, at + Math.round(6 * 60 * random()) * 60_000, thickness);
    const energy = 0.41 + 0.19 * Math.exp(-(thickness - 180) / 700) + 0.016 * normal(random);
    rows.push([sample.name, withoutEnergy.includes(index + 1) ? '' : energy.toFixed(3)]);
    return sample;
  });
  builder.series(monitorSeries, 7, 3, members, 'One layer beside each run, for thickness and conductivity.');
  addResult(builder.state, {
    title: 'Activation energies',
    comments: 'Of all monitor layers, 303 K to 443 K; the raw files are in the archive.',
    timestampMs: Date.UTC(2026, 0, 9, 10, 0, 0),
    series: [monitorSeries],
    headings: ['sample', 'E_A/eV'],
    rows,
  });
}
