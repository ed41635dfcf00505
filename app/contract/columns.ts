import { z } from 'zod';
import { Nothing } from './common.ts';
import { Cell, RecordTable } from './drms.ts';
import { command, query } from './entry.ts';
import { RecordFilters, TimeScaleChoice } from './record-view.ts';

const Kind = z.enum(['integer', 'longlong', 'real', 'time', 'text', 'flag']);

/** Facts of one column over all its rows. */
export const ColumnSummaryOut = z.object({
  name: z.string(),
  kind: Kind,
  count: z.number().int(),
  missing: z.number().int(),
  /** Times as text in their scale, 64-bit integers as text. */
  min: z.union([z.string(), z.number()]).nullable(),
  max: z.union([z.string(), z.number()]).nullable(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  /** How many values lie in equal parts between min and max; null for texts. */
  bins: z.array(z.number()).nullable(),
  differentTexts: z.number().nullable(),
  topTexts: z.array(z.object({ text: z.string(), count: z.number().int() })),
});
export type ColumnSummaryOut = z.infer<typeof ColumnSummaryOut>;

/** A table that lies on this computer. */
export const KeptTable = z.object({
  tableId: z.string(),
  /** Under which SQL knows it. */
  name: z.string(),
  serverId: z.string(),
  recordSet: z.string(),
  asOfUtc: z.string(),
  rows: z.number().int(),
  bytes: z.number(),
  columns: z.array(
    z.object({ name: z.string(), kind: Kind, unit: z.string().nullable(), timeScale: z.string().nullable() }),
  ),
});
export type KeptTable = z.infer<typeof KeptTable>;

export const SqlTable = z.object({
  rows: z.number().int(),
  /** There are more rows than were asked for. */
  isCut: z.boolean(),
  columns: z.array(
    z.object({
      name: z.string(),
      kind: Kind,
      type: z.string(),
      unit: z.string().nullable(),
      timeScale: z.string().nullable(),
      values: z.array(Cell),
    }),
  ),
});
export type SqlTable = z.infer<typeof SqlTable>;

export const SqlStatement = z.string().trim().min(1, 'Write a SELECT over one of the kept tables.').max(100_000);

export const columnsContract = {
  'columns.tables.list': query({
    title: 'List kept tables',
    description: 'Tables of records that lie on this computer, newest first, with the names under which SQL knows them',
    input: Nothing,
    output: z.array(KeptTable),
    errors: ['storage'],
  }),
  'columns.tables.remove': command({
    title: 'Remove a kept table',
    description: 'Removes a table from this computer; nothing at a server changes',
    input: z.object({ tableId: z.string() }),
    output: Nothing,
    stale: ['columns.*'],
    errors: ['storage'],
  }),
  'columns.summaries': query({
    title: 'Summaries of columns',
    description: 'Extremes, mean, missing share and distribution of each column of a table',
    input: z.object({
      tableId: z.string(),
      /** Over the records that pass. */
      filters: RecordFilters.default([]),
      timeScale: TimeScaleChoice.default('own'),
    }),
    output: z.array(ColumnSummaryOut),
    errors: ['not-found', 'storage'],
  }),
  'columns.sql': query({
    title: 'Ask in SQL',
    description: 'One SELECT over the kept tables by their names; it reads only',
    input: z.object({
      statement: SqlStatement,
      rowLimit: z.number().int().min(1).max(1_000_000).default(10_000),
    }),
    output: SqlTable,
    errors: ['storage'],
  }),
  'columns.sql.keep': command({
    title: 'Keep an answer as a table',
    description: 'The answer to a SELECT over the kept tables as a kept table of its own, in place of an earlier one',
    input: z.object({ statement: SqlStatement }),
    output: RecordTable,
    stale: ['columns.tables.list'],
    errors: ['storage', 'unsupported'],
  }),
};
