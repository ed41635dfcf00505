import type { JsonLeaf } from '../json-tree.ts';
import type { MinedSample } from './mine-samples.ts';
import { sampleFacts } from './mining-field.ts';
import { fieldsOfProcess, fieldsOfSample, type ReadField, typeOfProcess } from './process-fields.ts';

/** A field that processes of these samples have. */
export interface OfferedField {
  processType: string;
  field: string;
  label: string;
  unit: string | null;
  kind: 'number' | 'text' | 'time';
  /** A value that one of them has; null if none has. */
  example: string | null;
  /** With a value, and with the field whether it has a value or not. */
  samplesWithValue: number;
  samples: number;
  /** Processes with the field. */
  processes: number;
  /** Most of one sample: more than one makes it matter which is taken. */
  mostPerSample: number;
}

interface Count extends Omit<OfferedField, 'kind' | 'example'> {
  example: JsonLeaf;
  numbers: number;
  others: number;
  isTime: boolean;
  /** Of the sample that is being counted. */
  here: number;
  hereWithValue: boolean;
}

/** Counts what can be chosen for samples that are shown to it one by one. */
export class FieldCounter {
  private readonly counts = new Map<string, Count>();

  add({ sample, name, results }: MinedSample): void {
    if (sample === null) return;
    const seen = new Set<Count>();
    for (const read of fieldsOfSample(sample)) seen.add(note(this.counts, sampleFacts, read));
    for (const process of [...sample.processes, ...results])
      for (const read of fieldsOfProcess(process, name)) seen.add(note(this.counts, typeOfProcess(process), read));
    for (const count of seen) closeSample(count);
  }

  /** Those of most samples first within each class. */
  fields(): OfferedField[] {
    return [...this.counts.values()].map(offered).toSorted(byUse);
  }
}

function note(counts: Map<string, Count>, processType: string, read: ReadField): Count {
  const key = `${processType}\n${read.path}`;
  let count = counts.get(key);
  if (count === undefined) {
    const { label, unit } = read.words();
    count = {
      ...{ processType, field: read.path, label, unit, isTime: read.isTime, example: null, numbers: 0, others: 0 },
      ...{ samples: 0, samplesWithValue: 0, processes: 0, mostPerSample: 0, here: 0, hereWithValue: false },
    };
    counts.set(key, count);
  }
  count.here += 1;
  if (read.value === null) return count;
  count.hereWithValue = true;
  count.example ??= read.value;
  if (typeof read.value === 'number') count.numbers += 1;
  else count.others += 1;
  return count;
}

function closeSample(count: Count): void {
  count.samples += 1;
  count.samplesWithValue += count.hereWithValue ? 1 : 0;
  count.processes += count.here;
  count.mostPerSample = Math.max(count.mostPerSample, count.here);
  count.here = 0;
  count.hereWithValue = false;
}

function offered({ numbers, others, isTime, here, hereWithValue, example, ...facts }: Count): OfferedField {
  return {
    ...facts,
    kind: isTime ? 'time' : numbers > others ? 'number' : 'text',
    example: example === null ? null : String(example).slice(0, 80),
  };
}

function byUse(one: OfferedField, other: OfferedField): number {
  const isSample = Number(other.processType === sampleFacts) - Number(one.processType === sampleFacts);
  return isSample || one.processType.localeCompare(other.processType) || other.samples - one.samples;
}
