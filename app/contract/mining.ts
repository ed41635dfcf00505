import { z } from 'zod';
import { takes } from '../domain/mining/mining-field.ts';
import { SqlTable } from './columns.ts';
import { ConnectionId } from './common.ts';
import { RecordTable } from './drms.ts';
import { command, query, stream } from './entry.ts';
import { RecordFilters } from './record-view.ts';
import { serverErrors } from './server-errors.ts';

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

export const MiningFieldSchema = z
  .object({
    processType: z.string().min(1).describe('Class of processes, "Result: " with a title, or @sample'),
    field: z.string().min(1).describe('Dotted path of the field, e.g. thickness or layer 1.sih4'),
    take: MiningTake.default('latest'),
    atDate: z.iso
      .date('Give the day as 2026-01-31.')
      .nullable()
      .default(null)
      .describe('Last day that counts, in UTC, with the take "at"'),
    name: columnName.nullable().default(null).describe('Of the column; made from the field if null'),
    unit: z.string().trim().min(1).max(40).nullable().default(null).describe('Into which its values are converted'),
  })
  .refine(({ take, atDate }) => (take === 'at') === (atDate !== null), {
    error: 'A day belongs to the take “at”, and to it alone.',
    path: ['atDate'],
  });

export const ComputedColumn = z.object({
  name: columnName,
  formula: z.string().trim().min(1, 'Write a formula.').max(1000, 'A formula has at most 1000 characters.'),
  unit: z.string().trim().max(40).nullable().default(null).describe('Into which answers with a unit are converted'),
});
export type ComputedColumn = z.infer<typeof ComputedColumn>;

const namesOfColumns = z
  .array(z.string().min(1))
  .min(2, 'Choose two columns at least.')
  .max(16, 'Choose 16 columns at most.');
const standardised = z.boolean().default(true).describe('Columns count by their deviation, not by their unit');
const clusterCount = z.number().int().min(2, 'Two clusters are the fewest.').max(50, '50 clusters are the most.');
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .default(1)
  .describe('The same seed gives the same clusters');

/** Columns that are made from several others over all rows. */
export const DerivedColumns = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('clusters'), name: columnName, columns: namesOfColumns, k: clusterCount, standardised, seed },
  }),
  z.object({
    ...{ kind: z.literal('components'), name: columnName, columns: namesOfColumns, standardised },
    count: z.number().int().min(1).max(6).default(2).describe('Components that become columns'),
  }),
]);
export type DerivedColumns = z.infer<typeof DerivedColumns>;

/** What a mining table is made from. */
export const MiningDraft = z.object({
  connectionId: ConnectionId,
  source: MiningSource,
  fields: z.array(MiningFieldSchema).min(1, 'Choose at least one field.').max(200, 'Choose at most 200 fields.'),
  computed: z.array(ComputedColumn).max(50).default([]),
  derived: z.array(DerivedColumns).max(20).default([]),
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

/** How far the samples are read. */
export const GatherStep = z.object({
  /** list: which samples they are; read: one by one. */
  phase: z.enum(['list', 'read']),
  done: z.number().int(),
  /** Null while they are listed. */
  of: z.number().int().nullable(),
});
export type GatherStep = z.infer<typeof GatherStep>;

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
  /** Last day that counts, with the take `at`. */
  atDate: z.string().nullable(),
  /** Null where the sample has no such process, or the column is computed or a fact of the sample. */
  processId: z.number().int().nullable(),
  timestampUtc: z.string().nullable(),
});
export type CellOrigin = z.infer<typeof CellOrigin>;

export const Correlations = z.object({
  /** Places of the columns in the table. */
  columns: z.array(z.number().int()),
  /** Pairs with a probability: as many were tested at once. */
  tested: z.number().int(),
  pairs: z.array(
    z.object({
      x: z.number().int(),
      y: z.number().int(),
      /** Rows with a number in both. */
      count: z.number().int(),
      /** Null where there are too few rows, or all are equal. */
      coefficient: z.number().nullable(),
      /** Of one at least as strong by chance, from the t distribution; null below three rows. */
      p: z.number().nullable(),
      /** The same, corrected for all the pairs that were tested (Holm). */
      pCorrected: z.number().nullable(),
    }),
  ),
});
export type Correlations = z.infer<typeof Correlations>;

const lineLimits = z.array(z.number());

export const LineFit = z.object({
  /** Rows with a number in both columns. */
  count: z.number().int(),
  /** Rows from which the line was made; fewer for a robust line over many rows. */
  used: z.number().int(),
  slope: z.number(),
  intercept: z.number(),
  /** Standard errors; a robust line has none. */
  slopeStderr: z.number().nullable(),
  interceptStderr: z.number().nullable(),
  /** Standard deviation of the points from the line. */
  scatter: z.number().nullable(),
  /** Of a slope at least this steep by chance. */
  p: z.number().nullable(),
  /** Limits of the slope at the level. */
  slopeFrom: z.number(),
  slopeTo: z.number(),
  /** Limits of the line at the level. */
  band: z.object({ x: lineLimits, lower: lineLimits, upper: lineLimits }),
});
export type LineFit = z.infer<typeof LineFit>;

export const ClusterReport = z.object({
  /** Rows with a number in all columns, and rows that were left out for a gap. */
  rows: z.number().int(),
  leftOut: z.number().int(),
  /** The largest cluster first, as they are numbered. */
  clusters: z.array(z.object({ size: z.number().int(), centre: z.array(z.number()) })),
  /** Share of the squared distances that the clusters explain. */
  explained: z.number(),
  iterations: z.number().int(),
  converged: z.boolean(),
});
export type ClusterReport = z.infer<typeof ClusterReport>;

export const ComponentReport = z.object({
  rows: z.number().int(),
  leftOut: z.number().int(),
  /** The one that explains most first; weights in the order of the columns. */
  components: z.array(z.object({ explained: z.number(), loadings: z.array(z.number()) })),
});
export type ComponentReport = z.infer<typeof ComponentReport>;

export const aggregates = ['mean', 'median', 'min', 'max', 'deviation', 'count', 'sum', 'geometric mean'] as const;
export const Aggregate = z.enum(aggregates);
export type Aggregate = z.infer<typeof Aggregate>;

const place = z.number().int().min(0);
const placesOfColumns = z.array(place).min(2, 'Choose two columns at least.').max(16, 'Choose 16 columns at most.');
const here = { tableId: z.string() };
const readErrors = [...serverErrors, 'storage'] as const;
const tableErrors = ['not-found', 'storage'] as const;

const groupWish = {
  by: z.array(place).min(1, 'Choose a column to group by.').max(3),
  across: place.nullable().default(null),
  values: z
    .array(z.object({ column: place, aggregate: Aggregate }))
    .min(1, 'Choose a value of the groups.')
    .max(20),
  filters: RecordFilters.default([]),
};

/** Groups that are kept as a table of their own. */
export const GroupedTable = z.object({
  table: RecordTable,
  /** Under which SQL knows it. */
  sqlName: z.string(),
  /** Name in SQL of the mining table that it was made from. */
  madeFrom: z.string(),
  /** What it shows, e.g. "mean thickness by topic". */
  words: z.string(),
});
export type GroupedTable = z.infer<typeof GroupedTable>;

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
  'mining.progress': stream({
    title: 'Progress of reading samples',
    description: 'How far the samples are read while fields are offered or a table is made',
    input: z.object({ connectionId: ConnectionId, source: MiningSource }),
    output: GatherStep,
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
    description:
      'Correlation of each pair of columns with its probability by chance; rows with a gap in the pair are left out',
    input: z.object({
      ...here,
      columns: placesOfColumns,
      method: z.enum(['pearson', 'spearman']).default('pearson'),
      filters: RecordFilters.default([]),
    }),
    output: Correlations,
    errors: tableErrors,
  }),
  'mining.regression': query({
    title: 'Line through two columns',
    description: 'Straight line with its confidence band, by least squares or robust (Theil–Sen)',
    input: z.object({
      ...{ ...here, x: place, y: place },
      method: z.enum(['least squares', 'theil-sen']).default('least squares'),
      level: z.number().min(0.5).max(0.999).default(0.95).describe('Of the confidence band'),
      filters: RecordFilters.default([]),
    }),
    output: LineFit,
    errors: tableErrors,
  }),
  'mining.clusters': query({
    title: 'Find clusters',
    description: 'Groups of rows that lie near one another (k-means), over all rows of the table',
    input: z.object({ ...here, columns: placesOfColumns, k: clusterCount, standardised, seed }),
    output: ClusterReport,
    errors: tableErrors,
  }),
  'mining.components': query({
    title: 'Find principal components',
    description:
      'Directions in which the rows differ most, with the weights of the columns, over all rows of the table',
    input: z.object({ ...here, columns: placesOfColumns, standardised }),
    output: ComponentReport,
    errors: tableErrors,
  }),
  'mining.units': query({
    title: 'Units that fit',
    description: 'Units into which values in a unit can be converted',
    input: z.object({ unit: z.string().trim().min(1).max(40) }),
    output: z.array(z.string()),
  }),
  'mining.group': query({
    title: 'Group or pivot a table',
    description: 'One row for each group, with a value of it; across: one column for each value of another column',
    input: z.object({
      ...here,
      ...groupWish,
    }),
    output: SqlTable,
    errors: tableErrors,
  }),
  'mining.group.keep': command({
    title: 'Keep groups as a table',
    description: 'Groups or a pivot as a kept table of their own, which remembers how it was made',
    input: z.object({ ...here, ...groupWish }),
    output: GroupedTable,
    stale: ['columns.tables.list'],
    errors: tableErrors,
  }),
  'mining.group.again': command({
    title: 'Make groups again',
    description: 'A kept table of groups from the mining table as it is now',
    input: z.object(here),
    output: GroupedTable,
    stale: ['columns.tables.list'],
    errors: tableErrors,
  }),
  'mining.group.describe': query({
    title: 'Describe a table of groups',
    description: 'What a kept table of groups shows, and what it was made from',
    input: z.object(here),
    output: GroupedTable,
    errors: tableErrors,
  }),
};
