import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { command, query } from './entry.ts';
import { FigureSpec } from './figures.ts';
import { ValueTableSchema } from './juliabase.ts';
import { serverErrors } from './server-errors.ts';
import { TableFigureSpec } from './table-figures.ts';

/** One row for each sample. */
export const conductivityColumns = ['sample', 'sigma300', 'ea', 'ea-stderr', 'r-squared', 'points'] as const;
/** One row for each curve; from the slope on of the straight line through it. */
export const curveColumns = [
  'curve',
  'points',
  'mean',
  'min',
  'max',
  'slope',
  'slope-stderr',
  'slope-from',
  'slope-to',
  'intercept',
  'p',
] as const;
export const AttachColumn = z.enum([...conductivityColumns, ...curveColumns]);
export type AttachColumn = z.infer<typeof AttachColumn>;

/** More links would not leave room for the table in one form. */
const mostTargetSamples = 200;

/** What a figure of a table is attached to: nothing in the table says it, unless it was mined. */
export const AttachTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('series'), name: z.string().min(1) }),
  z.object({
    kind: z.literal('samples'),
    names: z
      .array(z.string().min(1))
      .min(1)
      .max(mostTargetSamples, `A result is attached to ${mostTargetSamples} samples at most.`),
  }),
]);
export type AttachTarget = z.infer<typeof AttachTarget>;

export const AttachSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conductivity'), spec: FigureSpec }),
  z.object({
    kind: z.literal('table'),
    spec: TableFigureSpec,
    connectionId: ConnectionId,
    target: AttachTarget,
  }),
]);
export type AttachSubject = z.infer<typeof AttachSubject>;

export const AttachDraft = z.object({
  title: z.string().trim().min(1, 'Give the result a title.').max(50, 'A title has at most 50 characters.'),
  comments: z.string(),
  timestampUtc: z.iso.datetime(),
  timestampInaccuracy: z.number().int().min(0).max(6),
  imageFormat: z.enum(['png', 'pdf']),
  /** In the table of numbers; those that the figure does not have are left out. */
  columns: z.array(AttachColumn).min(1, 'Choose at least one column.'),
  attachToSeries: z.boolean(),
  attachToSamples: z.boolean(),
  editDescription: z.string(),
});
export type AttachDraft = z.infer<typeof AttachDraft>;

export const AttachPlan = z.object({
  action: z.enum(['create', 'update', 'unchanged']),
  existing: z
    .object({
      resultId: z.number().int(),
      title: z.string(),
      timestampUtc: z.string(),
      operator: z.string(),
      url: z.string(),
      mayEdit: z.boolean(),
    })
    .nullable(),
  draft: AttachDraft,
  operator: z.string(),
  seriesName: z.string().nullable(),
  sampleNames: z.array(z.string()),
  /** That the table of numbers can have. */
  columns: z.array(AttachColumn),
  table: ValueTableSchema,
  /** Comments as they will be stored, with the marker's place shown. */
  storedComments: z.string(),
  /** A check that is not ok and blocking makes the write impossible; without blocking it is a warning. */
  checks: z.array(z.object({ ok: z.boolean(), blocking: z.boolean(), text: z.string() })),
  changes: z.array(z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** Cells of `table` that differ from the server's, as [row, column]. */
  changedCells: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Fields of the form, as they will be sent; the image by name and size. */
  request: z.array(z.object({ field: z.string(), value: z.string() })),
  /** A digest of what the server holds now; the write is refused if it has moved on. */
  basis: z.string().nullable(),
});
export type AttachPlan = z.infer<typeof AttachPlan>;

export const attachContract = {
  'figures.attach.plan': query({
    title: 'Prepare attaching',
    description: 'What would be written, what the server holds now, and whether you may',
    input: z.object({
      subject: AttachSubject,
      draft: AttachDraft.partial().default({}),
      /** `auto` updates this figure's own result where there is one. */
      mode: z.enum(['auto', 'create']).default('auto'),
    }),
    output: AttachPlan,
    errors: ['invalid-input', ...serverErrors],
  }),
  'figures.attach.start': command({
    title: 'Attach a figure',
    description: 'Puts the figure into the outbox, which writes it to its series or samples as a Result, once',
    input: z.object({
      subject: AttachSubject,
      draft: AttachDraft,
      mode: z.enum(['create', 'update']),
      resultId: z.number().int().nullable(),
      basis: z.string().nullable(),
    }),
    output: z.object({ itemId: z.string().describe('Item of the outbox') }),
    stale: ['outbox.*'],
    errors: ['not-found', 'invalid-input', 'conflict', 'storage'],
  }),
  'figures.attach.target': query({
    title: 'Where a table belongs',
    description: 'The series or the samples that a mining table is about; null for other tables',
    input: z.object({ tableId: z.string() }),
    output: z.object({ connectionId: ConnectionId, target: AttachTarget.nullable() }).nullable(),
    errors: ['not-found', 'invalid-input', 'storage'],
  }),
};
