import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { CellOrigin } from '../contract/mining.ts';
import { SampleMiner, typesTakenWhole } from '../domain/mining/mine-samples.ts';
import { labelOfType } from '../domain/mining/mining-field.ts';
import { FieldCounter } from '../domain/mining/offered-fields.ts';
import { type KeptTables, sqlTableOf } from './kept-tables.ts';
import { clusterReport, componentReport, fitLine, type NumberParts } from './mining-fits.ts';
import { groupAgain, groupedTableOf, keepGroups } from './mining-groups.ts';
import type { Statistics } from './mining-numbers.ts';
import { GatherProgress } from './mining-progress.ts';
import { type SampleReads, sourceKey, visitSamples } from './mining-samples.ts';
import { correlate, groupTable } from './mining-statistics.ts';
import { findMiningTable, keepMiningTable, miningTableOf, readMiningTable } from './mining-tables.ts';
import type { RecordReads } from './record-reads.ts';

type MiningHandlers = {
  [Name in keyof Handlers as Name extends `mining.${string}` ? Name : never]: Handlers[Name];
};

export interface MiningServiceParts extends Omit<SampleReads, 'progress'> {
  kept: KeptTables;
  records: RecordReads;
  statistics: Statistics;
}

/** Tables of many samples with the fields of their processes. */
export function createMiningHandlers(parts: MiningServiceParts): MiningHandlers {
  const { kept, records, statistics } = parts;
  const progress = new GatherProgress();
  const samples: SampleReads = { reads: parts.reads, lab: parts.lab, progress };
  const numbersOf = async (tableId: string): Promise<NumberParts> => ({
    engine: await kept.open(),
    read: await records.read(tableId),
    statistics,
  });
  return {
    'mining.fields': async ({ connectionId, source, refresh }, { signal }) => {
      const counter = new FieldCounter();
      const gathered = await visitSamples(samples, { connectionId, refresh, signal }, source, (sample) =>
        counter.add(sample),
      );
      return { ...gathered, fields: counter.fields() };
    },
    'mining.progress': (of, { signal }) => progress.watch(sourceKey(of), signal),
    'mining.table.make': async ({ refresh, ...draft }, { signal }) => {
      const whole = typesTakenWhole(draft.fields);
      if (whole.length > 1)
        throw new AppError(
          'invalid-input',
          `All processes of ${whole.map(labelOfType).join(' and ')} were asked for.`,
          {
            remedy: 'Take all of one class only, and the latest or first of the others: rows would multiply.',
          },
        );
      const miner = new SampleMiner(draft.fields);
      const request = { connectionId: draft.connectionId, refresh, signal };
      const gathered = await visitSamples(samples, request, draft.source, (sample) => miner.add(sample));
      return miningTableOf(await keepMiningTable(kept, draft, miner.rows(), gathered, statistics));
    },
    'mining.table.find': async (of) => {
      const found = await findMiningTable(kept, of);
      if (found !== undefined) void kept.startSoonFor(found.table.tableId);
      return { table: found === undefined ? null : miningTableOf(found) };
    },
    'mining.table.describe': async ({ tableId }) => {
      const read = readMiningTable(await kept.stored(tableId));
      void kept.startSoonFor(tableId);
      return miningTableOf(read);
    },
    'mining.cell.origin': ({ tableId, row, column }, { signal }) => cellOrigin(parts, tableId, row, column, signal),
    'mining.correlations': async ({ tableId, ...wish }, { signal }) =>
      correlate(await kept.open(), await records.read(tableId), wish, signal),
    'mining.regression': async ({ tableId, ...wish }, { signal }) => fitLine(await numbersOf(tableId), wish, signal),
    'mining.clusters': async ({ tableId, ...wish }, { signal }) =>
      clusterReport(await numbersOf(tableId), wish, signal),
    'mining.components': async ({ tableId, ...wish }, { signal }) =>
      componentReport(await numbersOf(tableId), wish, signal),
    'mining.units': async ({ unit }) => (await import('../analysis/convert-unit.ts')).unitsThatFit(unit),
    'mining.group': async ({ tableId, ...wish }, { signal }) =>
      sqlTableOf(await groupTable(await kept.open(), await records.read(tableId), wish, signal)),
    'mining.group.keep': ({ tableId, ...wish }, { signal }) => keepGroups(kept, tableId, wish, signal),
    'mining.group.again': ({ tableId }, { signal }) => groupAgain(kept, tableId, signal),
    'mining.group.describe': async ({ tableId }) => groupedTableOf(await kept.stored(tableId)),
  };
}

async function cellOrigin(
  { kept, records }: MiningServiceParts,
  tableId: string,
  row: number,
  column: number,
  signal: AbortSignal,
): Promise<CellOrigin> {
  const read = readMiningTable(await kept.stored(tableId));
  const place = (name: string | undefined): number => read.columns.findIndex(({ about }) => about.name === name);
  const about = read.columns[column]?.about;
  if (about === undefined || row >= read.table.count)
    throw new AppError('not-found', `The table has no cell in row ${row + 1}, column ${column + 1}.`, {
      remedy: 'Choose a cell of the table.',
    });
  const page = await records.page(
    { tableId, from: row, count: 1, sort: [], filters: [], selection: null, timeScale: 'own' },
    signal,
  );
  const cell = (name: string | undefined): string | number | null => page.columns[place(name)]?.[0] ?? null;
  const origin = read.mining.origins[column] ?? null;
  const processId = cell(origin?.id);
  const timestampUtc = cell(origin?.time);
  return {
    sample: String(cell('sample')),
    column: about.name,
    processType: about.type,
    take: read.mining.draft.fields.find(({ take }) => take === origin?.take)?.take ?? 'latest',
    atDate: origin?.atDate ?? null,
    processId: typeof processId === 'number' ? processId : null,
    timestampUtc: timestampUtc === null ? null : String(timestampUtc),
  };
}
