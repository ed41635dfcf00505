import { z } from 'zod';
import { Cell, DrmsServerId } from './drms.ts';
import { query, stream } from './entry.ts';

/** A file of this computer that the user chose, or one of a record, which lies on its server. */
export const FitsOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string().trim().min(1, 'Give the whole path of a FITS file.') }),
  z.object({
    kind: z.literal('segment'),
    serverId: DrmsServerId,
    /** Name of the record. */
    record: z.string(),
    segment: z.string(),
    /** Of the server, as its answer names it. */
    path: z.string().min(1),
  }),
]);
export type FitsOrigin = z.infer<typeof FitsOrigin>;

export const FitsHdu = z.object({
  /** 0 is the primary one. */
  index: z.number().int(),
  kind: z.enum(['image', 'compressed-image', 'table', 'ascii-table', 'groups', 'other']),
  name: z.string(),
  /** Of images all axes, of tables the numbers of columns and rows. */
  axes: z.array(z.number().int()),
  /** Pictures of an image; of a cube more than one. */
  planes: z.number().int(),
  dataBytes: z.number(),
  compression: z.string().nullable(),
  unit: z.string().nullable(),
});
export type FitsHdu = z.infer<typeof FitsHdu>;

export const FitsFileOut = z.object({
  /** By which the other calls name the file, until the core ends. */
  fileId: z.string(),
  /** Without folder. */
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  origin: FitsOrigin,
  /** When the server gave it, or when the file was changed last. */
  asOfUtc: z.iso.datetime(),
  hdus: z.array(FitsHdu),
  /** What is odd about it, in sentences. */
  warnings: z.array(z.string()),
});
export type FitsFileOut = z.infer<typeof FitsFileOut>;

export const FitsOpenEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fetching'),
    receivedBytes: z.number(),
    totalBytes: z.number().nullable(),
    /** Why nothing moves just now. */
    waiting: z.string().nullable(),
  }),
  z.object({ kind: z.literal('opened'), file: FitsFileOut }),
]);
export type FitsOpenEvent = z.infer<typeof FitsOpenEvent>;

const Limits = z.object({ low: z.number(), high: z.number() });

export const FitsImageOut = z.object({
  width: z.number().int(),
  height: z.number().int(),
  unit: z.string().nullable(),
  /** Null if no pixel has a value. */
  survey: z
    .object({
      count: z.number().int(),
      missing: z.number().int(),
      min: z.number(),
      max: z.number(),
      mean: z.number(),
      zscale: Limits,
      percentiles: z.array(Limits.extend({ percent: z.number() })),
    })
    .nullable(),
  /** Coordinates that lie on straight lines; null if there are none. */
  wcs: z
    .object({
      names: z.tuple([z.string(), z.string()]),
      units: z.tuple([z.string(), z.string()]),
      referencePixel: z.tuple([z.number(), z.number()]),
      referenceValue: z.tuple([z.number(), z.number()]),
      matrix: z.tuple([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()])]),
    })
    .nullable(),
});
export type FitsImageOut = z.infer<typeof FitsImageOut>;

const part = { fileId: z.string(), hdu: z.number().int().min(0) };
export const FitsPlaneOf = z.object({ ...part, plane: z.number().int().min(0).default(0) });
const sum = z.enum(['right', 'wrong', 'absent']);
const readErrors = ['not-found', 'bad-response', 'unsupported', 'storage'] as const;

export const fitsContract = {
  'fits.open': stream({
    title: 'Open a FITS file',
    description: 'Fetches the file if it is a record’s and not here yet, and tells its parts',
    input: FitsOrigin,
    output: FitsOpenEvent,
    errors: [...readErrors, 'network', 'timeout', 'remote-failed', 'forbidden'],
  }),
  'fits.header': query({
    title: 'Read a FITS header',
    description: 'All cards of one part of an opened file, in their order',
    input: z.object(part),
    output: z.array(
      z.object({
        name: z.string(),
        value: z.string(),
        kind: z.enum(['value', 'comment', 'invalid']),
        comment: z.string(),
      }),
    ),
    errors: readErrors,
  }),
  'fits.sums': query({
    title: 'Check the sums of a FITS file',
    description: 'Compares CHECKSUM and DATASUM of one part with its bytes',
    input: z.object(part),
    output: z.object({ checksum: sum, datasum: sum }),
    errors: readErrors,
  }),
  'fits.image': query({
    title: 'Describe a FITS image',
    description: 'Size, extremes, limits for drawing and coordinates of one picture',
    input: FitsPlaneOf,
    output: FitsImageOut,
    errors: readErrors,
  }),
  'fits.pixels': query({
    title: 'Read pixels',
    description: 'Exact values of a part of a picture; pixels count from 0 at the lower left',
    input: FitsPlaneOf.extend({
      x: z.number().int(),
      y: z.number().int(),
      width: z.number().int().min(1).max(64),
      height: z.number().int().min(1).max(64),
    }),
    /** Row by row from the lowest up; null outside of the picture and for pixels without value. */
    output: z.object({ values: z.array(Cell) }),
    errors: readErrors,
  }),
  'fits.table': query({
    title: 'Read rows of a FITS table',
    description: 'Some rows of a binary or text table, as text where they are no numbers',
    input: z.object({ ...part, from: z.number().int().min(0), count: z.number().int().min(0).max(10_000) }),
    output: z.object({
      rows: z.number().int(),
      columns: z.array(z.object({ name: z.string(), unit: z.string().nullable(), form: z.string() })),
      /** One list per column. */
      cells: z.array(z.array(Cell)),
    }),
    errors: readErrors,
  }),
};
