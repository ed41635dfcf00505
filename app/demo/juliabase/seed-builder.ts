import type { ConductivityCurve } from '../files.ts';
import { type FieldValue, type LabState, type Process, type Sample, stateVersion } from './model.ts';
import { createRandom } from './random.ts';
import { seedExternalOperators, seedTopics, seedUsers } from './seed-people.ts';

export const dayMs = 86_400_000;
export const startMs = Date.UTC(2026, 0, 12, 8, 0, 0);

/** A laboratory that is being filled: samples, series, and processes of each class. */
export class LabBuilder {
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
  readonly random: () => number;
  pdsNumber = 1;
  private conductivityNumber = 1;

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  sample(name: string, topic: number | null, responsible: number, change: Partial<Sample>): Sample {
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

  series(name: string, topic: number, responsible: number, members: Sample[], description: string): void {
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

  process(
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

  substrate(samples: Sample[], at: number, material: string): void {
    this.process('Substrate', samples, at, samples[0]?.responsible ?? 2, { material });
  }

  thickness(sample: Sample, at: number, thickness: number): void {
    this.process('LayerThicknessMeasurement', [sample], at, 3, { thickness, method: 'profilers&edge' });
  }

  structuring(sample: Sample, at: number): void {
    this.process('Structuring', [sample], at, 3, { layout: 'inm standard', length: 10, width: 2.5, parameters: '' });
  }

  solarsimulator(sample: Sample, at: number): void {
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

  pds(sample: Sample, at: number, path: string, isSpectrum: boolean): void {
    const number = this.pdsNumber++;
    if (isSpectrum) this.spectra.push(path);
    this.process('PDSMeasurement', [sample], at, 4, {
      number,
      raw_datafile: path,
      apparatus: number % 2 === 0 ? 'pds1' : 'pds2',
    });
  }

  conductivity(sample: Sample, at: number, path: string): void {
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

  deposition(samples: Sample[], at: number, number: string, concentration: number): void {
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

  clusterTool(samples: Sample[], at: number, number: string): void {
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

export function pad(number: number): string {
  return String(number).padStart(3, '0');
}
