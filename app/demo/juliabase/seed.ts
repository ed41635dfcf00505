import type { ConductivityCurve } from '../files.ts';
import { type FieldValue, type LabState, type Process, type Sample, stateVersion } from './model.ts';
import { createRandom } from './random.ts';
import { addSeedOffice } from './seed-office.ts';
import { seedExternalOperators, seedTopics, seedUsers } from './seed-people.ts';
import { addSeedResults } from './seed-results.ts';

export interface SeededLab {
  state: LabState;
  curves: ConductivityCurve[];
  /** Paths of spectra. */
  spectra: string[];
}

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 12, 8, 0, 0);
const stockStartMs = Date.UTC(2025, 1, 3, 8, 0, 0);

export const storySeries = 'µc-Si:H SC variation';

/**
 * A small laboratory, the same for the same seed.
 * @param batchSeries more series of three measured samples each, "Batch 001" and so on; nothing else changes by them
 */
export function seedLab(seed: number, batchSeries = 0): SeededLab {
  const builder = new LabBuilder(seed);
  builder.storySeries();
  builder.otherSeries();
  builder.manySamples();
  builder.oddNames();
  addSeedResults(builder.state);
  addSeedOffice(builder.state);
  builder.mySamples();
  builder.batchSeries(batchSeries);
  return { state: builder.state, curves: builder.curves, spectra: builder.spectra };
}

class LabBuilder {
  readonly curves: ConductivityCurve[] = [];
  readonly spectra: string[] = [];
  readonly state: LabState = {
    version: stateVersion,
    users: structuredClone(seedUsers) as LabState['users'],
    topics: structuredClone(seedTopics) as LabState['topics'],
    externalOperators: structuredClone(seedExternalOperators) as LabState['externalOperators'],
    samples: [],
    series: [],
    processes: [],
    results: [],
    tasks: [],
    statusMessages: [],
    nextSampleId: 1,
    nextProcessId: 1,
  };
  private readonly random: () => number;
  private pdsNumber = 1;
  private conductivityNumber = 1;

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  storySeries(): void {
    const defects: Partial<Record<number, ConductivityCurve['defect']>> = {
      4: 'gaps',
      6: 'phase-step',
      8: 'curved',
      9: 'broken',
    };
    const styles = ['tab', 'celsius-semicolon', 'latin1-comma', 'current-voltage', 'spaces'] as const;
    const members = Array.from({ length: 12 }, (_, index) => {
      const concentration = 3 + 0.5 * index;
      const at = startMs + index * dayMs;
      const sample = this.sample(`26S-${pad(index + 1)}`, 1, 3, {
        purpose: `SC ${concentration.toFixed(1)} %`,
        tags: 'µc-Si,transition',
      });
      this.substrate([sample], at, 'corning');
      this.deposition([sample], at + 2 * 3_600_000, `26S-${pad(index + 1)}`, concentration);
      this.thickness(sample, at + dayMs, 960 + Math.round(90 * this.random()));
      if (index === 2 || index === 4) this.pds(sample, at + 3 * dayMs, `pds/2026/pds_${this.pdsNumber}.dat`, true);
      const energy = 0.41 + 0.34 / (1 + Math.exp(-(index - 6.5) / 1.6));
      const style =
        defects[index] === 'gaps' || defects[index] === 'broken' ? 'tab' : (styles[index % styles.length] ?? 'tab');
      const path = `conductivity/2026/sigma_${sample.name}.dat`;
      this.curves.push({
        path,
        sampleName: sample.name,
        activationEnergyEv: energy,
        // Meyer-Neldel: a higher barrier comes with a higher prefactor.
        sigma0: 40 * Math.exp((energy - 0.41) / 0.067),
        style,
        defect: defects[index] ?? 'none',
        points: 60 + 12 * (index % 4),
      });
      // The file of one sample is named by a PDS measurement only, one is not on the disk at all.
      if (index === 7) this.pds(sample, at + 4 * dayMs, path, false);
      else this.conductivity(sample, at + 4 * dayMs, path);
      if (index === 10) this.curves.pop();
      return sample;
    });
    this.hostilePaths(members);
    this.series(storySeries, 1, 3, members, 'Silane concentration through the transition to amorphous growth.');
  }

  /** Older measurements whose paths must never be opened; the newer good file is found all the same. */
  private hostilePaths(members: Sample[]): void {
    const [first, second] = members;
    if (first !== undefined) this.conductivity(first, startMs - 30 * dayMs, '../../../../etc/passwd');
    if (second !== undefined) this.conductivity(second, startMs - 30 * dayMs, '/etc/hostname');
  }

  otherSeries(): void {
    const plan: [name: string, topic: number, responsible: number, count: number, prefix: string][] = [
      ['a-Si:H anneal 180 °C', 1, 3, 6, '26A'],
      ['n-layer PH₃ ramp', 8, 3, 9, '26N'],
      ['ZnO:Al / sputter power', 3, 3, 8, '26Z'],
      ['Wide gap absorber', 2, 4, 7, '26P'],
      ['Helios pilot line', 5, 2, 5, '26H'],
      ['Texture depth', 4, 5, 6, '26T'],
      ['Lab course autumn', 6, 6, 10, '26C'],
      ['Reference 2026', 7, 2, 4, '26R'],
      ['Round robin 50', 7, 3, 50, '26K'],
      ['Buffer layers 100%', 1, 3, 5, '26B'],
    ];
    for (const [index, [name, topic, responsible, count, prefix]] of plan.entries()) {
      const members = Array.from({ length: count }, (_, place) =>
        this.measuredSample(
          `${prefix.slice(0, 2)}${prefix.slice(2)}-${pad(place + 1)}`,
          topic,
          responsible,
          index,
          place,
        ),
      );
      this.series(name, topic, responsible, members, `Series ${name}.`);
    }
    this.series('Planned for 2027', 1, 3, [], 'Nothing deposited yet.');
    const hidden = this.state.samples.find((sample) => sample.topic === 5);
    const shown = this.state.samples.filter((sample) => sample.topic === 1).slice(0, 3);
    this.series(
      'Comparison with Helios',
      1,
      3,
      hidden === undefined ? shown : [...shown, hidden],
      'One member is confidential.',
    );
  }

  batchSeries(count: number): void {
    for (let number = 1; number <= count; number++) {
      const members = ['a', 'b', 'c'].map((piece, place) =>
        this.measuredSample(`26W-${pad(number)}-${piece}`, 1, 3, 8 + (number % 10), place),
      );
      this.series(`Batch ${pad(number)}`, 1, 3, members, 'One of many alike.');
    }
  }

  private measuredSample(name: string, topic: number, responsible: number, group: number, place: number): Sample {
    const at = startMs + (20 + 5 * group + place) * dayMs;
    const sample = this.sample(name, topic, responsible, { purpose: 'series sample' });
    this.substrate([sample], at, place % 2 === 0 ? 'corning' : 'glass');
    this.thickness(sample, at + dayMs, 400 + Math.round(500 * this.random()));
    if (place % 3 === 0) this.structuring(sample, at + 2 * dayMs);
    if (place % 4 === 1) this.solarsimulator(sample, at + 3 * dayMs);
    const path = `conductivity/2026/sigma_${name}.dat`;
    const styles = ['tab', 'spaces', 'celsius-semicolon'] as const;
    this.curves.push({
      path,
      sampleName: name,
      activationEnergyEv: 0.45 + 0.3 * this.random(),
      sigma0: 100 * (0.5 + this.random()),
      style: styles[place % 3] ?? 'tab',
      defect: 'none',
      points: 40,
    });
    this.conductivity(sample, at + 4 * dayMs, path);
    return sample;
  }

  manySamples(): void {
    for (let index = 0; this.state.samples.length < 425; index++) {
      const at = stockStartMs + (index % 240) * dayMs;
      const topic = 1 + (index % 8);
      const parent = this.sample(`25L-${pad(index + 1)}`, topic, 2 + (index % 5), { purpose: 'stock' });
      this.substrate([parent], at, 'glass');
      if (index % 6 === 0) this.clusterTool([parent], at + 3_600_000, `25C-${pad(index + 1)}`);
      if (index % 10 === 0) this.split(parent, at + 2 * dayMs, topic);
      if (index % 9 === 0) this.pds(parent, at + 3 * dayMs, `pds/2025/pds_${this.pdsNumber}.dat`, true);
      if (index % 25 === 3) parent.hasInformalLayers = true;
    }
  }

  private split(parent: Sample, at: number, topic: number): void {
    const split = this.process('split', [parent], at, parent.responsible, { parent: parent.name });
    for (const piece of ['a', 'b']) {
      const child = this.sample(`${parent.name}-${piece}`, topic, parent.responsible, { purpose: 'piece' });
      child.splitOrigin = split.id;
      this.thickness(child, at + dayMs, 300 + Math.round(200 * this.random()));
    }
  }

  /** Names that a client must quote, and aliases that are unique or not. */
  oddNames(): void {
    for (const name of ['26-LB-a/b', '26-LB-#7', '26-LB-50%', '26-LB-(x)', '26-LB-Zn₂', '*00009', '26-LB-<b>x</b>']) {
      this.substrate(
        [this.sample(name, name.startsWith('*') ? null : 1, 3, { purpose: 'odd name' })],
        startMs + 45 * dayMs,
        'glass',
      );
    }
    const [first, second, third] = this.state.samples;
    first?.aliases.push('SC3-glass');
    second?.aliases.push('OLD-7');
    third?.aliases.push('OLD-7');
  }

  mySamples(): void {
    const story = this.state.series[0]?.samples ?? [];
    for (const user of this.state.users) {
      user.mySamples = this.state.samples
        .filter((sample) => sample.responsible === user.id && !story.includes(sample.id))
        .slice(0, 30)
        .map((sample) => sample.id);
    }
    // Four of the story's members are on her list already, eight are not.
    this.state.users[2]?.mySamples.push(...story.slice(0, 4));
  }

  private sample(name: string, topic: number | null, responsible: number, change: Partial<Sample>): Sample {
    const sample: Sample = {
      id: this.state.nextSampleId++,
      name,
      aliases: [],
      currentLocation: `Box ${1 + (this.state.nextSampleId % 9)}, drawer ${1 + (this.state.nextSampleId % 4)}`,
      responsible,
      purpose: '',
      tags: '',
      topic,
      splitOrigin: null,
      processIds: [],
      lastModifiedMs: startMs,
      hasInformalLayers: false,
      clearances: [],
      ...change,
    };
    this.state.samples.push(sample);
    return sample;
  }

  private series(name: string, topic: number, responsible: number, members: Sample[], description: string): void {
    const samples = members.map((sample) => sample.id);
    this.state.series.push({
      name,
      responsible,
      topic,
      description,
      samples,
      timestampMs: startMs + this.state.series.length * 7 * dayMs,
    });
  }

  private process(
    className: string,
    samples: Sample[],
    timestampMs: number,
    operator: number,
    fields: Record<string, FieldValue>,
    comments = '',
  ): Process {
    const process: Process = {
      id: this.state.nextProcessId++,
      className,
      timestampMs,
      inaccuracy: className === 'Substrate' ? 3 : 0,
      operator,
      externalOperator: null,
      comments,
      lastModifiedMs: timestampMs + 60_000,
      fields,
    };
    this.state.processes.push(process);
    for (const sample of samples) sample.processIds.push(process.id);
    return process;
  }

  private substrate(samples: Sample[], at: number, material: string): void {
    this.process('Substrate', samples, at, samples[0]?.responsible ?? 2, { material });
  }

  private thickness(sample: Sample, at: number, thickness: number): void {
    this.process('LayerThicknessMeasurement', [sample], at, 3, { thickness, method: 'profilers&edge' });
  }

  private structuring(sample: Sample, at: number): void {
    this.process('Structuring', [sample], at, 3, { layout: 'inm standard', length: 10, width: 2.5, parameters: '' });
  }

  private solarsimulator(sample: Sample, at: number): void {
    const cell = (position: string): FieldValue => ({
      id: this.state.nextProcessId * 10 + position.charCodeAt(1),
      position,
      data_file: `solar/2026/${sample.name}_${position}.dat`,
      area: 0.25,
      eta: Number((6 + 4 * this.random()).toFixed(2)),
      isc: Number((10 + 4 * this.random()).toFixed(2)),
    });
    this.process('SolarsimulatorMeasurement', [sample], at, 3, {
      irradiation: 'AM1.5',
      temperature: 25,
      'cell position A1': cell('A1'),
      'cell position A2': cell('A2'),
    });
  }

  private pds(sample: Sample, at: number, path: string, isSpectrum: boolean): void {
    const number = this.pdsNumber++;
    if (isSpectrum) this.spectra.push(path);
    this.process('PDSMeasurement', [sample], at, 4, {
      number,
      raw_datafile: path,
      apparatus: number % 2 === 0 ? 'pds1' : 'pds2',
    });
  }

  private conductivity(sample: Sample, at: number, path: string): void {
    this.process('ConductivityMeasurement', [sample], at, 3, {
      number: this.conductivityNumber++,
      raw_datafile: path,
      temperature_min: 208,
      temperature_max: 443,
      contact_distance: 0.5,
      contact_length: 5,
      film_thickness: 1000,
      voltage: 100,
    });
  }

  private deposition(samples: Sample[], at: number, number: string, concentration: number): void {
    const layer = (index: number, chamber: string, share: number, temperature: number): FieldValue => ({
      id: this.state.nextProcessId * 10 + index,
      number: index,
      layer_type: 'i',
      chamber,
      sih4: Number((0.5 * share).toFixed(3)),
      h2: Number((50 - 0.5 * share).toFixed(3)),
      temperature_1: temperature,
      temperature_2: temperature + 7,
    });
    this.process(
      'FiveChamberDeposition',
      samples,
      at,
      3,
      {
        number,
        split_done: false,
        'layer 1': layer(1, 'i1', 3, 178),
        'layer 2': layer(2, 'i2', concentration, 185),
      },
      'Seed layer at 3 %, then the varied one.',
    );
  }

  private clusterTool(samples: Sample[], at: number, number: string): void {
    const id = this.state.nextProcessId * 10;
    this.process('ClusterToolDeposition', samples, at, 3, {
      number,
      carrier: 'K3',
      split_done: false,
      'layer 1': {
        id,
        content_type: 'Institute | cluster tool hot-wire layer',
        number: 1,
        h2: 1,
        sih4: 2,
        time: '10:00',
        comments: '',
        wire_material: 'rhenium',
        base_pressure: 0.12,
      },
      'layer 2': {
        id: id + 1,
        content_type: 'Institute | cluster tool PECVD layer',
        number: 2,
        h2: 0.5,
        sih4: 3,
        time: '55:00',
        comments: 'Plasma flickered *once*.',
        chamber: '#2',
        plasma_start_with_shutter: false,
        deposition_power: null,
      },
    });
  }
}

function pad(number: number): string {
  return String(number).padStart(3, '0');
}
