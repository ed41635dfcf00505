import { z } from 'zod';
import { takes } from '../domain/mining/mining-field.ts';
import { SqlTable } from './columns.ts';
import { ConnectionId } from './common.ts';
import { RecordTable } from './drms.ts';
import { command, query } from './entry.ts';
import { RecordFilters } from './record-view.ts';

/** Which of several processes counts. */
export const MiningTake = z.enum(takes);

/** Whose samples a mining table is about. */
export const MiningSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('series'), name: z.string().min(1) }),
  z.object({ kind: z.literal('topic'), name: z.string().min(1) }),
  z.object({ kind: z.literal('search'), text: z.string().trim().min(1, 'Give a part of the names of samples.') }),
  z.object({ kind: z.literal('samples'), names: z.array(z.string().min(1)).min(1).max(20_000) }),
]);
export type MiningSource = z.infer<typeof MiningSource>;

const columnName = z.string().trim().min(1, 'Give the column a name.').max(80, 'A name has at most 80 characters.');

export const MiningFieldSchema = z.object({
  processType: z.string().min(1).describe('Class of processes, "Result: " with a title, or @sample'),
  field: z.string().min(1).describe('Dotted path of the field, e.g. thickness or layer 1.sih4'),
  take: MiningTake.default('latest'),
  name: columnName.nullable().default(null).describe('Of the column; made from the field if null'),
});

export const ComputedColumn = z.object({
  name: columnName,
  formula: z.string().trim().min(1, 'Write a formula.').max(1000, 'A formula has at most 1000 characters.'),
  unit: z.string().trim().max(40).nullable().default(null).describe('Into which answers with a unit are converted'),
});
export type ComputedColumn = z.infer<typeof ComputedColumn>;

/** What a mining table is made from. */
export const MiningDraft = z.object({
  connectionId: ConnectionId,
  source: MiningSource,
  fields: z.array(MiningFieldSchema).min(1, 'Choose at least one field.').max(200, 'Choose at most 200 fields.'),
  computed: z.array(ComputedColumn).max(50).default([]),
});
export type MiningDraft = z.infer<typeof MiningDraft>;

const SampleProblem = z.object({ sample: z.string(), problem: z.string() });

export const OfferedFieldSchema = z.object({
  processType: z.string(),
  field: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  kind: z.enum(['number', 'text', 'time']),
  example: z.string().nullable(),
  samplesWithValue: z.number().int(),
  samples: z.number().int(),
  processes: z.number().int(),
  mostPerSample: z.number().int(),
});

const gathered = {
  /** Samples of the source that could be read. */
  samples: z.number().int(),
  /** Samples that could not, with the reason. */
  problems: z.array(SampleProblem),
  /** What the server keeps back, in a sentence; null if nothing. */
  cut: z.string().nullable(),
  /** Of the oldest answer. */
  asOfUtc: z.iso.datetime(),
};

export const MiningFields = z.object({ ...gathered, fields: z.array(OfferedFieldSchema) });
export type MiningFields = z.infer<typeof MiningFields>;

export const MiningTable = z.object({
  /** Read as every kept table is: `drms.table.page`, `columns.summaries`, SQL, files. */
  table: RecordTable,
  draft: MiningDraft,
  /** Under which SQL knows it. */
  sqlName: z.string(),
  ...gathered,
});
export type MiningTable = z.infer<typeof MiningTable>;

export const CellOrigin = z.object({
  sample: z.string(),
  column: z.string(),
  processType: z.string(),
  take: MiningTake,
  /** Null where the sample has no such process, or the column is computed or a fact of the sample. */
  processId: z.number().int().nullable(),
  timestampUtc: z.string().nullable(),
});
export type CellOrigin = z.infer<typeof CellOrigin>;

export const Correlations = z.object({
  /** Places of the columns in the table. */
  columns: z.array(z.number().int()),
  pairs: z.array(
    z.object({
      x: z.number().int(),
      y: z.number().int(),
      /** Rows with a number in both. */
      count: z.number().int(),
      /** Null where there are too few rows, or all are equal. */
      coefficient: z.number().nullable(),
      /** y = slope · x + intercept by least squares. */
      slope: z.number().nullable(),
      intercept: z.number().nullable(),
      slopeStderr: z.number().nullable(),
    }),
  ),
});
export type Correlations = z.infer<typeof Correlations>;

export const aggregates = ['mean', 'median', 'min', 'max', 'deviation', 'count', 'sum', 'geometric mean'] as const;
export const Aggregate = z.enum(aggregates);
export type Aggregate = z.infer<typeof Aggregate>;

const place = z.number().int().min(0);
const here = { tableId: z.string() };
const readErrors = [
  'auth-required',
  'forbidden',
  'not-found',
  'network',
  'timeout',
  'remote-failed',
  'bad-response',
  'storage',
] as const;
const tableErrors = ['not-found', 'storage'] as const;

export const miningContract = {
  'mining.fields': query({
    title: 'Offer fields for a mining table',
    description: 'The fields seen in the processes of samples, with an example, a unit and how many samples have them',
    input: z.object({
      connectionId: ConnectionId,
      source: MiningSource,
      refresh: z.boolean().default(false).describe('Ask the server although answers are kept'),
    }),
    output: MiningFields,
    errors: readErrors,
  }),
  'mining.table.make': command({
    title: 'Make a mining table',
    description: 'Samples × chosen fields of their processes as a kept table, with computed columns',
    input: MiningDraft.extend({
      refresh: z.boolean().default(false).describe('Ask the server although answers are kept'),
    }),
    output: MiningTable,
    stale: ['columns.tables.list', 'mining.table.find'],
    errors: readErrors,
  }),
  'mining.table.find': query({
    title: 'Find the mining table of samples',
    description: 'The mining table that was last made for these samples, null if none is kept',
    input: z.object({ connectionId: ConnectionId, source: MiningSource }),
    output: z.object({ table: MiningTable.nullable() }),
    errors: ['storage'],
  }),
  'mining.table.describe': query({
    title: 'Describe a mining table',
    description: 'What a kept mining table is made from',
    input: z.object(here),
    output: MiningTable,
    errors: tableErrors,
  }),
  'mining.cell.origin': query({
    title: 'Where a cell comes from',
    description: 'Sample, process and time of one cell of a mining table',
    input: z.object({ ...here, row: place, column: place }),
    output: CellOrigin,
    errors: tableErrors,
  }),
  'mining.correlations': query({
    title: 'Correlate columns',
    description: 'Correlation and straight line of each pair of columns; rows with a gap in the pair are left out',
    input: z.object({
      ...here,
      columns: z.array(place).min(2, 'Choose two columns at least.').max(16, 'Choose 16 columns at most.'),
      method: z.enum(['pearson', 'spearman']).default('pearson'),
      filters: RecordFilters.default([]),
    }),
    output: Correlations,
    errors: tableErrors,
  }),
  'mining.group': query({
    title: 'Group or pivot a table',
    description: 'One row for each group, with a value of it; across: one column for each value of another column',
    input: z.object({
      ...here,
      by: z.array(place).min(1, 'Choose a column to group by.').max(3),
      across: place.nullable().default(null),
      values: z
        .array(z.object({ column: place, aggregate: Aggregate }))
        .min(1, 'Choose a value of the groups.')
        .max(20),
      filters: RecordFilters.default([]),
    }),
    output: SqlTable,
    errors: tableErrors,
  }),
};
