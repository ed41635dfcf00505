import { z } from 'zod';
import { drawModes, lineMethods, mostTableCurves, type TableFigure, tableAxes } from '../domain/table-figure.ts';
import { RecordTable } from './drms.ts';
import { command, query } from './entry.ts';
import { FigureFindingSchema, PrintSizeSchema } from './figures.ts';
import { Question } from './questions.ts';
import { RecordFilter, RecordFilters, TimeScaleChoice } from './record-view.ts';
import { serverErrors } from './server-errors.ts';

export { columnsOfFigure, type TableAxis, tableAxes } from '../domain/table-figure.ts';

const part = z
  .tuple([z.number(), z.number()])
  .refine(([from, to]) => from < to, 'The part of an axis starts after its end.')
  .nullable();

/** Columns by their names, so that the figure can be drawn from another answer. */
export const TableFigureSchema: z.ZodType<TableFigure> = z.object({
  x: z.string().min(1),
  ys: z
    .array(z.object({ column: z.string().min(1), error: z.string().min(1).nullable() }))
    .min(1, 'Choose a column to draw.')
    .max(mostTableCurves, `A figure has ${mostTableCurves} curves at most.`),
  mode: z.enum(drawModes),
  yScale: z.enum(['linear', 'log']),
  timeScale: TimeScaleChoice,
  seen: z.object({ x: part, y: part }),
  line: z.object({ method: z.enum(lineMethods), level: z.number().min(0.5).max(0.999) }).nullable(),
  reversed: z.array(z.enum(tableAxes)).max(2).optional(),
});

const overlayColumns = { x: z.string().min(1), y: z.string().min(1) };

/** What is drawn of a kept table; the same for window, export and command line. */
export const TableFigureSpec = z.object({
  tableId: z.string(),
  figure: TableFigureSchema,
  /** Only rows that pass. */
  filters: RecordFilters.default([]),
  /** A column of another kept table over its own times, unfiltered, on the same axes. */
  overlay: z
    .object({ tableId: z.string(), ...overlayColumns })
    .nullable()
    .default(null),
});
export type TableFigureSpec = z.infer<typeof TableFigureSpec>;

/** A filter by the name and unit of its column: another answer has its columns at other places. */
export const NamedFilter = z.object({ column: z.string(), unit: z.string().nullable(), filter: RecordFilter });
export type NamedFilter = z.infer<typeof NamedFilter>;

/** What a picture says of a table that it was drawn from. */
export const PictureTable = z.object({
  /** As pictures name servers; null where none was asked. */
  server: z.string().nullable(),
  table: z.object({
    id: z.string(),
    /** Of the answer in words: record set, samples, statement. */
    title: z.string(),
    /** Of the data. */
    asOfUtc: z.string(),
    rows: z.number().int(),
  }),
  /** What can be asked again, with the server's id in the Quarry that drew it; null: nothing. */
  question: Question.nullable(),
});
export type PictureTable = z.infer<typeof PictureTable>;

/** What a picture of a table says of itself. */
export const TablePicture = PictureTable.extend({
  figure: TableFigureSchema,
  filters: z.array(NamedFilter),
  overlay: PictureTable.extend(overlayColumns).nullable().default(null),
});
export type TablePicture = z.infer<typeof TablePicture>;

export const OpenedTableFigure = z.object({
  /** The kept table, or the new answer. */
  table: RecordTable,
  /** With the server's id of this Quarry. */
  question: Question.nullable(),
  /** As far as its columns are there. */
  figure: TableFigureSchema.nullable(),
  filters: RecordFilters,
  /** Another table, and the places of its columns. */
  overlay: z.object({ table: RecordTable, x: z.number().int(), y: z.number().int() }).nullable(),
  /** Columns of the picture that the table has no more, and an overlay that is gone. */
  lost: z.array(z.string()),
});
export type OpenedTableFigure = z.infer<typeof OpenedTableFigure>;

export const tableFiguresContract = {
  'figures.table.check': query({
    title: 'Check a figure of a table for print',
    description: 'Units, size of text, width of lines, what a log axis leaves out, curves that look alike',
    input: z.object({ spec: TableFigureSpec, size: PrintSizeSchema }),
    output: z.array(FigureFindingSchema),
    errors: ['not-found', 'invalid-input', 'storage'],
  }),
  'figures.table.open': command({
    title: 'Open the table of a picture',
    description: 'The table that a picture was drawn from: the kept one, or the answer to its question, asked again',
    input: z.object({
      picture: TablePicture,
      ask: z
        .enum(['never', 'if-gone', 'anew'])
        .default('if-gone')
        .describe('Whether the question may be asked again; with never, null is answered if it has to be'),
    }),
    output: OpenedTableFigure.nullable(),
    stale: ['columns.tables.list', 'mining.table.find'],
    errors: [...serverErrors, 'storage', 'unsupported'],
  }),
};
