import { missingState, okState } from '../columns.ts';
import type { JsonLeaf } from '../json-tree.ts';
import type { Process, Result, Sample } from '../juliabase.ts';
import { type MiningField, sampleFacts } from './mining-field.ts';
import { typeOfProcess, valueOfProcess, valueOfSample } from './process-fields.ts';

export interface MinedSample {
  name: string;
  /** Null if it could not be read. */
  sample: Sample | null;
  /** Results that it has through its series. */
  results: readonly Result[];
}

/** Why a cell has no value, by code; the first two are those of all tables. */
export const minedStates = [
  'ok',
  'missing',
  'no-process',
  'no-field',
  'unreadable',
  'unparsable',
  'not-computed',
] as const;
export type MinedState = (typeof minedStates)[number];
export const stateCode = (state: MinedState): number => minedStates.indexOf(state);

export interface MinedColumn {
  field: MiningField;
  values: (JsonLeaf | undefined)[];
  states: Uint8Array;
  /** Place of the origin of its cells; null for facts of the sample. */
  origin: number | null;
}

/** Which process the cells of a row come from, one for each class and take. */
export interface MinedOrigin {
  processType: string;
  take: MiningField['take'];
  atDate: string | null;
  /** Null where the sample has none. */
  processes: (ProcessOrigin | null)[];
}

export interface ProcessOrigin {
  id: number;
  timestampUtc: string;
}

export interface MinedRows {
  sampleNames: string[];
  columns: MinedColumn[];
  origins: MinedOrigin[];
}

/**
 * Takes samples one by one and makes rows of them, one each; with the take `all` one for each process of that class.
 * All columns of one class and take come from the same process, so that no row mixes two measurements. Nothing of a
 * sample is held but the values that were asked for.
 */
export class SampleMiner {
  private readonly sampleNames: string[] = [];
  private readonly origins: MinedOrigin[];
  private readonly columns: (Omit<MinedColumn, 'states'> & { codes: number[] })[];

  constructor(fields: readonly MiningField[]) {
    const origins = originsOf(fields);
    this.origins = origins;
    this.columns = fields.map((field) => ({
      ...{ field, values: [], codes: [] },
      origin: field.processType === sampleFacts ? null : origins.findIndex((origin) => isOf(origin, field)),
    }));
  }

  add(mined: MinedSample): void {
    for (const processes of rowsOf(mined, this.origins)) {
      this.sampleNames.push(mined.name);
      for (const [place, process] of processes.entries())
        this.origins[place]?.processes.push(
          process === null ? null : { id: process.id, timestampUtc: process.timestampUtc },
        );
      for (const { field, origin, values, codes } of this.columns) {
        const [value, state] = cellOf(mined, field, origin === null ? null : (processes[origin] ?? null));
        values.push(value);
        codes.push(state);
      }
    }
  }

  rows(): MinedRows {
    return {
      sampleNames: this.sampleNames,
      origins: this.origins,
      columns: this.columns.map(({ codes, ...column }) => ({ ...column, states: Uint8Array.from(codes) })),
    };
  }
}

/** Classes of which all processes are wanted; more than one has no rows that make sense. */
export function typesTakenWhole(fields: readonly MiningField[]): string[] {
  return [...new Set(fields.filter(({ take }) => take === 'all').map(({ processType }) => processType))];
}

function originsOf(fields: readonly MiningField[]): MinedOrigin[] {
  const origins: MinedOrigin[] = [];
  for (const field of fields) {
    if (field.processType === sampleFacts || origins.some((origin) => isOf(origin, field))) continue;
    const { processType, take, atDate = null } = field;
    origins.push({ processType, take, atDate, processes: [] });
  }
  return origins;
}

function isOf(origin: MinedOrigin, { processType, take, atDate = null }: MiningField): boolean {
  return origin.processType === processType && origin.take === take && origin.atDate === atDate;
}

/** The processes of each row of a sample, in the order of the origins. */
function rowsOf({ sample, results }: MinedSample, origins: readonly MinedOrigin[]): (Process | Result | null)[][] {
  const byType = new Map<string, (Process | Result)[]>();
  for (const process of sample === null ? [] : [...sample.processes, ...results]) {
    const type = typeOfProcess(process);
    const present = byType.get(type);
    if (present === undefined) byType.set(type, [process]);
    else present.push(process);
  }
  for (const processes of byType.values()) if (processes.length > 1) processes.sort(byTime);
  const rows = Math.max(
    1,
    ...origins.map(({ take, processType }) => (take === 'all' ? (byType.get(processType)?.length ?? 1) : 1)),
  );
  return Array.from({ length: rows }, (_, row) =>
    origins.map((origin) => processOf(origin, byType.get(origin.processType) ?? [], row) ?? null),
  );
}

/** @param processes by time */
function processOf<P extends Process>(
  { take, atDate }: MinedOrigin,
  processes: readonly P[],
  row: number,
): P | undefined {
  switch (take) {
    case 'latest':
      return processes.at(-1);
    case 'first':
      return processes[0];
    case 'all':
      return processes[row];
    case 'at':
      // Days of UTC, as the texts of times begin with them.
      return processes.findLast(({ timestampUtc }) => timestampUtc.slice(0, 10) <= (atDate ?? ''));
    default:
      return take satisfies never;
  }
}

function byTime(one: Process, other: Process): number {
  if (one.timestampUtc !== other.timestampUtc) return one.timestampUtc < other.timestampUtc ? -1 : 1;
  return one.id - other.id;
}

function cellOf(
  { sample, name }: MinedSample,
  { field, processType }: MiningField,
  process: Process | Result | null,
): [JsonLeaf | undefined, number] {
  if (sample === null) return [undefined, stateCode('unreadable')];
  const isOfSample = processType === sampleFacts;
  if (process === null && !isOfSample) return [undefined, stateCode('no-process')];
  const value = process === null ? valueOfSample(sample, field) : valueOfProcess(process, field, name);
  if (value === undefined) return [undefined, stateCode('no-field')];
  return value === null || value === '' ? [undefined, missingState] : [value, okState];
}
