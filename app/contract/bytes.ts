import { z } from 'zod';
import { printLimits, printPresets, usualDpi } from '../domain/figure-print.ts';
import { SqlStatement } from './columns.ts';
import { ConnectionId } from './common.ts';
import { FigureSpec, FormulaRequestSchema, ImageFormat, PrintSizeSchema } from './figures.ts';
import { FitsPlaneOf } from './fits.ts';
import { PublishRecipe } from './publishing.ts';
import { RecordFilters, RecordSelection, RecordSorts, TimeScaleChoice } from './record-view.ts';
import { TableFigureSpec } from './table-figures.ts';
import { TableFileFormat } from './table-file.ts';

const pictureChoices = {
  format: ImageFormat,
  size: PrintSizeSchema.default(printPresets.screen.size),
  /** Of a PNG. */
  dpi: z.number().int().min(printLimits.dpi.min).max(printLimits.dpi.max).default(usualDpi),
  theme: z.enum(['light', 'dark', 'print']).default('print'),
};

const OpenbisFileOf = z.object({ connectionId: ConnectionId, permId: z.string().min(1), path: z.string().min(1) });

/**
 * Bulk bytes travel beside the calls, as plain GET: `bytes/<name>?q=<JSON of the input>`.
 * Each entry says what it takes; the answer is a content type and bytes.
 */
export const bytesContract = {
  /**
   * Arrow table with the columns curve (uint16, index into `samples`), x, y (float64) and, if a
   * column of errors is asked for and there, error (float64, S/cm, NaN for none); x is T in K or 1000/T in 1/K.
   */
  'figure-curves': z.object({
    figureId: z.string(),
    view: z.enum(['linear', 'arrhenius']),
    samples: z.array(z.string()),
    xMin: z.number().nullable(),
    xMax: z.number().nullable(),
    maxPoints: z.number().int().min(100).max(1_000_000),
    errorColumn: z.string().nullable().default(null),
    column: z.string().nullable().default(null).describe('Another one of the files, for y'),
  }),
  /**
   * A fitted formula. Arrow table with the columns curve (uint16; 2n: its line for the nth of `samples`, 2n + 1: what is
   * left of the points, in per cent of the line or in S/cm), x, y (float64).
   */
  'figure-formula': FormulaRequestSchema,
  /** The drawn figure with its provenance inside. */
  'figure-image': z.object({ spec: FigureSpec, ...pictureChoices }),
  /** The drawn figure of a table with its provenance inside. */
  'table-figure-image': z.object({ spec: TableFigureSpec, ...pictureChoices }),
  /** The image of a result, or its thumbnail of at most 400 px. */
  'result-image': z.object({
    connectionId: ConnectionId,
    resultId: z.number().int().positive(),
    thumbnail: z.boolean().default(false),
  }),
  /**
   * Two columns of a table of records as a curve, thinned out to what can be seen. Arrow table with the columns curve
   * (uint16; 0: all that pass the filters, 1: the selected ones among them), x, y (float64). A row without y is a gap.
   */
  'record-curve': z.object({
    tableId: z.string(),
    x: z.number().int().min(0),
    y: z.number().int().min(0),
    filters: RecordFilters.default([]),
    selection: RecordSelection.default([]),
    xMin: z.number().nullable(),
    xMax: z.number().nullable(),
    maxPoints: z.number().int().min(100).max(1_000_000),
  }),
  /**
   * Error bars of such a curve: at most about 60 of its rows with a value. Arrow table with the columns curve (uint16,
   * 0), x, y, error (float64).
   */
  'record-bars': z.object({
    tableId: z.string(),
    x: z.number().int().min(0),
    y: z.number().int().min(0),
    error: z.number().int().min(0),
    filters: RecordFilters.default([]),
    xMin: z.number().nullable(),
    xMax: z.number().nullable(),
  }),
  /** Arrow table with the columns from, to (uint32): selected rows by their places in the table, `to` not included. */
  'record-selection': z.object({ tableId: z.string(), selection: RecordSelection }),
  /**
   * One column of numbers over the rows that pass, in their order. Arrow table with the columns row (uint32, place in the
   * table) and value (float64, NaN for a gap). Of more rows than `mostRows` every nth is there.
   */
  'table-numbers': z.object({
    tableId: z.string(),
    column: z.number().int().min(0),
    filters: RecordFilters.default([]),
    mostRows: z.number().int().min(100).max(1_000_000).default(200_000),
  }),
  /** Rows and columns of a table of records as a file for other programs. */
  'table-file': z.object({
    tableId: z.string(),
    format: TableFileFormat,
    /** Places of the columns, in the order of the file; null: all. */
    columns: z.array(z.number().int().min(0)).min(1).nullable().default(null),
    sort: RecordSorts.default([]),
    filters: RecordFilters.default([]),
    /** Only rows that are selected and pass the filters; null: all that pass. */
    selection: RecordSelection.nullable().default(null),
    timeScale: TimeScaleChoice.default('own'),
  }),
  /** The answer to a SELECT over the kept tables as a file for other programs. */
  'sql-file': z.object({
    statement: SqlStatement,
    format: TableFileFormat,
    /** Null: all rows. */
    rowLimit: z.number().int().min(1).nullable().default(null),
  }),
  /**
   * A part of a picture: 32-bit numbers in the order of this machine's kind (little-endian), rows from the lowest up, NaN
   * where there is no value. `step` × `step` pixels are averaged into one; the last ones of a row or column of fewer.
   */
  'fits-image': FitsPlaneOf.extend({
    x: z.number().int().min(0),
    y: z.number().int().min(0),
    width: z.number().int().min(1),
    height: z.number().int().min(1),
    step: z.number().int().min(1),
  }),
  /** A picture among the files of a dataset, as it is stored; `openbis.files.preview` says whether it is one. */
  'openbis-picture': OpenbisFileOf,
  /** A file of a dataset, as it is stored. */
  'openbis-file': OpenbisFileOf,
  /** A named workspace as a file for another computer. */
  'workspace-file': z.object({ id: z.string() }),
  /** The file of a publishing recipe. */
  'publish-recipe': z.object({ recipe: PublishRecipe }),
  /** Log, versions and settings without secrets, for a report of an error: JSON, gzipped. */
  diagnostics: z.object({}),
};

export type BytesName = keyof typeof bytesContract;
export type BytesInput<N extends BytesName> = z.input<(typeof bytesContract)[N]>;

/** Pieces of something long, read once and in order; whoever stops early calls `return`, as a loop does. */
export type BytePieces = AsyncIterable<Uint8Array>;

export interface BytesAnswer {
  contentType: string;
  /** Name for saving, without a folder. */
  fileName: string;
  /** In pieces where they are too many for the memory. */
  bytes: Uint8Array | BytePieces;
}

/** All of an answer that is known to be small. */
export async function wholeBytes({ bytes }: BytesAnswer): Promise<Uint8Array> {
  if (bytes instanceof Uint8Array) return bytes;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Address of a byte answer, relative to the host's root. */
export function bytesPath<N extends BytesName>(name: N, input: BytesInput<N>): string {
  return `bytes/${name}?q=${encodeURIComponent(JSON.stringify(input))}`;
}
