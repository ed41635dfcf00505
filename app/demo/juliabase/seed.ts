import type { ConductivityCurve } from '../files.ts';
import type { LabState, Sample } from './model.ts';
import { dayMs, LabBuilder, pad, startMs } from './seed-builder.ts';
import { addMonitorLayers } from './seed-monitors.ts';
import { addSeedOffice } from './seed-office.ts';
import { addSeedResults } from './seed-results.ts';

export interface SeededLab {
  state: LabState;
  curves: ConductivityCurve[];
  /** Paths of spectra. */
  spectra: string[];
}

const stockStartMs = Date.UTC(2025, 1, 3, 8, 0, 0);

export const storySeries = 'µc-Si:H SC variation';

/**
 * A small laboratory, the same for the same seed.
 * @param batchSeries more series of three measured samples each, "Batch 001" and so on; nothing else changes by them
 */
export function seedLab(seed: number, batchSeries = 0): SeededLab {
  const builder = new DemoLab(seed);
  builder.storySeries();
  builder.otherSeries();
  builder.manySamples();
  builder.oddNames();
  addSeedResults(builder.state);
  addSeedOffice(builder.state);
  builder.mySamples();
  addMonitorLayers(builder);
  builder.batchSeries(batchSeries);
  return { state: builder.state, curves: builder.curves, spectra: builder.spectra };
}

class DemoLab extends LabBuilder {
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
}
