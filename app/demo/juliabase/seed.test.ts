import { describe, expect, test } from 'vitest';
import { type LabState, processClasses } from './model.ts';
import { seedLab, storySeries } from './seed.ts';
import { monitorSeries } from './seed-monitors.ts';

const { state, curves } = seedLab(2026);

function series(name: string): LabState['series'][number] {
  const found = state.series.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No series ${name}.`);
  return found;
}

function rawFiles(sampleId: number): { className: string; path: string }[] {
  const ids = state.samples.find((sample) => sample.id === sampleId)?.processIds ?? [];
  return state.processes
    .filter((process) => ids.includes(process.id) && typeof process.fields.raw_datafile === 'string')
    .map((process) => ({ className: process.className, path: String(process.fields.raw_datafile) }));
}

test('the same seed gives the same laboratory, another one another', () => {
  expect(seedLab(2026).state).toEqual(state);
  expect(seedLab(7).state).not.toEqual(state);
});

test('more series come on top; what is there without them stays as it is', () => {
  const more = seedLab(2026, 2).state;
  expect(more.series.slice(state.series.length).map(({ name, samples }) => [name, samples.length])).toEqual([
    ['Batch 001', 3],
    ['Batch 002', 3],
  ]);
  expect(more.samples.slice(0, state.samples.length)).toEqual(state.samples);
  expect(more.results).toEqual(state.results);
});

test('the laboratory is large enough and has every kind of process', () => {
  expect(state.samples.length).toBeGreaterThanOrEqual(400);
  expect(state.series.length).toBeGreaterThanOrEqual(12);
  expect(state.topics.length).toBeGreaterThanOrEqual(8);
  expect(state.users.filter((user) => user.isActive).length).toBeGreaterThanOrEqual(6);
  const kinds = new Set(state.processes.map((process) => process.className));
  expect(Object.keys(processClasses).filter((name) => !kinds.has(name))).toEqual([]);
  expect(new Set(state.results.map((result) => result.imageType))).toEqual(new Set(['none', 'png', 'jpeg', 'pdf']));
});

test('names and keys are unique', () => {
  const names = state.samples.map((sample) => sample.name);
  expect(new Set(names).size).toBe(names.length);
  const keys = state.processes
    .filter((process) => processClasses[process.className]?.key === 'number')
    .map((process) => `${process.className} ${process.fields.number}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('one process was done by somebody from outside, one sample has no topic, one is opened to somebody', () => {
  expect(state.processes.filter((process) => process.externalOperator !== null)).toHaveLength(1);
  expect(state.samples.filter((sample) => sample.topic === null).map((sample) => sample.name)).toEqual(['*00009']);
  expect(state.samples.filter((sample) => sample.clearances.length > 0)).toHaveLength(1);
});

test('nothing has happened after the last seeded day', () => {
  const newest = Math.max(...[...state.processes, ...state.results].map((process) => process.timestampMs));
  expect(newest).toBeLessThan(Date.UTC(2026, 5, 30));
});

describe('series', () => {
  test('the story comes first and has twelve members', () => {
    expect(state.series[0]?.name).toBe(storySeries);
    expect(series(storySeries).samples).toHaveLength(12);
  });

  test('one is empty, one has fifty members, one is confidential', () => {
    expect(series('Planned for 2027').samples).toEqual([]);
    expect(series('Round robin 50').samples).toHaveLength(50);
    expect(state.topics.find((topic) => topic.id === series('Helios pilot line').topic)?.confidential).toBe(true);
  });

  test('one has a member in a topic that its viewers may not see', () => {
    const topics = series('Comparison with Helios').samples.map(
      (id) => state.samples.find((sample) => sample.id === id)?.topic,
    );
    expect(topics).toContain(5);
    expect(topics).toContain(1);
  });
});

test('two hundred layers get thinner while their activation energy grows; two have none', () => {
  const monitors = series(monitorSeries);
  const energies = new Map(state.results.at(-1)?.rows.map(([name = '', energy = '']) => [name, energy]));
  const pairs = monitors.samples.flatMap((id) => {
    const sample = state.samples.find((one) => one.id === id);
    const measured = state.processes.find(
      (process) => process.className === 'LayerThicknessMeasurement' && sample?.processIds.includes(process.id),
    );
    const energy = energies.get(sample?.name ?? '') ?? '';
    return energy === '' ? [] : [{ thickness: Number(measured?.fields.thickness), energy: Number(energy) }];
  });
  expect(monitors.samples).toHaveLength(200);
  expect(pairs).toHaveLength(198);
  const mean = (chosen: typeof pairs): number => chosen.reduce((sum, { energy }) => sum + energy, 0) / chosen.length;
  const thin = pairs.filter(({ thickness }) => thickness < 600);
  const thick = pairs.filter(({ thickness }) => thickness > 1100);
  expect(mean(thin) - mean(thick)).toBeGreaterThan(0.05);
});

describe('raw files of the story', () => {
  const members = series(storySeries).samples;

  test('one is named by a PDS measurement only', () => {
    expect(rawFiles(members[7] ?? 0)).toEqual([
      { className: 'PDSMeasurement', path: 'conductivity/2026/sigma_26S-008.dat' },
    ]);
  });

  test('one is named but not on the disk', () => {
    expect(rawFiles(members[10] ?? 0).map(({ path }) => path)).toEqual(['conductivity/2026/sigma_26S-011.dat']);
    expect(curves.some((curve) => curve.path.endsWith('sigma_26S-011.dat'))).toBe(false);
  });

  test('two measurements have hostile paths', () => {
    const paths = members.flatMap((id) => rawFiles(id).map(({ path }) => path));
    expect(paths).toContain('/etc/hostname');
    expect(paths).toContain('../../../../etc/passwd');
  });

  test('the activation energy grows over the series, and the prefactor with it', () => {
    const own = curves.filter((curve) => curve.sampleName.startsWith('26S-'));
    const energies = own.map((curve) => curve.activationEnergyEv);
    expect(energies).toEqual(energies.toSorted((a, b) => a - b));
    expect(energies[0]).toBeCloseTo(0.416, 2);
    expect(energies.at(-1)).toBeGreaterThan(0.7);
    const prefactors = own.map((curve) => curve.sigma0);
    expect(prefactors).toEqual(prefactors.toSorted((a, b) => a - b));
  });
});
