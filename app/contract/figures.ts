import { z } from 'zod';
import type { ArrheniusFit, CurveSummary } from '../domain/conductivity.ts';
import { quantityUnits } from '../domain/figure-details.ts';
import type { FigureLook } from '../domain/figure-look.ts';
import { figureRules, printLimits } from '../domain/figure-print.ts';
import { ConnectionId } from './common.ts';
import { command, query, stream } from './entry.ts';
import {
  AxisBreakSchema,
  FigureDetailsSchema,
  FigureOptionsFile,
  FormulaFitSchema,
  PointErrorsSchema,
} from './figure-details.ts';

export const FitRangeSchema = z
  .object({ minInverseKelvin: z.number().positive(), maxInverseKelvin: z.number().positive() })
  .refine((range) => range.minInverseKelvin < range.maxInverseKelvin, 'The fit range starts after its end.')
  .describe('Inclusive range of 1000/T in 1/K');

const ArrheniusFitSchema: z.ZodType<ArrheniusFit> = z.object({
  activationEnergyEv: z.number(),
  activationEnergyStderrEv: z.number(),
  lnSigma0: z.number(),
  lnSigma0Stderr: z.number(),
  sigma300: z.number(),
  sigma300Stderr: z.number(),
  rSquared: z.number(),
  points: z.number().int(),
  worstResidualSigma: z.number(),
  curved: z.boolean(),
  suggestedRange: z.object({ minInverseKelvin: z.number(), maxInverseKelvin: z.number() }).nullable(),
});

const CurveSummarySchema: z.ZodType<CurveSummary> = z.object({
  sampleName: z.string(),
  sampleId: z.number().int(),
  status: z.enum(['ok', 'no-raw-file', 'file-missing', 'file-refused', 'file-broken', 'partial', 'sample-unreadable']),
  points: z.number().int(),
  missing: z.number().int(),
  nonPositive: z.number().int(),
  serverFile: z.string().nullable(),
  localFile: z.string().nullable(),
  processId: z.number().int().nullable(),
  message: z.string().nullable(),
  temperatureMinK: z.number().nullable(),
  temperatureMaxK: z.number().nullable(),
  columns: z.array(z.object({ name: z.string(), unit: z.string().nullable(), isError: z.boolean() })),
  fit: ArrheniusFitSchema.nullable(),
  fitMessage: z.string().nullable(),
});

export const ConductivityFigure = z.object({
  figureId: z.string(),
  connectionId: ConnectionId,
  /** Null for the figure of a single sample. */
  seriesName: z.string().nullable(),
  asOfUtc: z.string().describe('Age of the oldest answer the figure is made from'),
  curves: z.array(CurveSummarySchema),
  fitRange: FitRangeSchema.nullable(),
});
export type ConductivityFigure = z.infer<typeof ConductivityFigure>;

export const LoadEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    phase: z.enum(['series', 'samples', 'files', 'fit']),
    done: z.number().int(),
    total: z.number().int().nullable(),
    remainingMs: z.number().nullable(),
  }),
  z.object({ kind: z.literal('ready'), figure: ConductivityFigure }),
]);
export type LoadEvent = z.infer<typeof LoadEvent>;

/** What is drawn; the same for window, export and attaching. */
export const FigureSpec = z.object({
  figureId: z.string(),
  view: z.enum(['linear', 'arrhenius']),
  yScale: z.enum(['log', 'linear']),
  showFit: z.boolean(),
  fitRange: FitRangeSchema.nullable(),
  /** Names of the samples whose curves are drawn. */
  samples: z.array(z.string()),
  /** Left out: those of a plain figure. */
  details: FigureDetailsSchema.optional(),
});
export type FigureSpec = z.infer<typeof FigureSpec>;

const look = z.object({
  view: z.enum(['linear', 'arrhenius']),
  yScale: z.enum(['log', 'linear']),
  showFit: z.boolean(),
  fitRange: FitRangeSchema.nullable(),
  hidden: z.array(z.string()),
  details: FigureDetailsSchema,
}) satisfies z.ZodType<FigureLook>;
// It takes less than a whole look, from files of before; callers have a whole one.
export const FigureLookSchema = look as unknown as z.ZodType<FigureLook, FigureLook>;

/** A formula and the curves to which it is fitted. */
export const FormulaRequestSchema = z.object({
  figureId: z.string(),
  view: z.enum(['linear', 'arrhenius']),
  samples: z.array(z.string()),
  fit: FormulaFitSchema,
  errors: PointErrorsSchema.nullable(),
  fitRange: FitRangeSchema.nullable(),
});

export { type PrintPreset, printLimits, printPresets } from '../domain/figure-print.ts';

const mm = z.number().min(printLimits.mm.min).max(printLimits.mm.max);

/** On paper; lines and markers keep their proportion to the text. */
export const PrintSizeSchema = z.object({
  widthMm: mm,
  heightMm: mm,
  textPt: z.number().min(printLimits.textPt.min).max(printLimits.textPt.max),
});

export const FigureFindingSchema = z.object({
  rule: z.enum(figureRules),
  text: z.string(),
  remedy: z
    .object({
      label: z.string(),
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('size'), size: PrintSizeSchema }),
        z.object({ kind: z.literal('y-scale'), yScale: z.enum(['log', 'linear']) }),
        z.object({ kind: z.literal('quantity'), quantityUnit: z.enum(quantityUnits) }),
        z.object({ kind: z.literal('bars'), percent: z.number() }),
        z.object({ kind: z.literal('breaks'), breaks: z.array(AxisBreakSchema) }),
        z.object({ kind: z.literal('curves'), samples: z.array(z.string()) }),
      ]),
    })
    .nullable(),
});

export const ImageFormat = z.enum(['png', 'svg', 'pdf']);
export type ImageFormat = z.infer<typeof ImageFormat>;

export const figuresContract = {
  'figures.conductivity.load': stream({
    title: 'Conductivity of a series',
    description: 'Reads the raw data files of all members of a sample series and fits them',
    input: z.object({
      connectionId: ConnectionId,
      seriesName: z.string().min(1),
      fitRange: FitRangeSchema.nullable().default(null),
      refresh: z.boolean().default(false),
    }),
    output: LoadEvent,
    errors: ['auth-required', 'forbidden', 'not-found', 'network', 'timeout', 'remote-failed', 'bad-response'],
  }),
  'figures.conductivity.sample': stream({
    title: 'Conductivity of a sample',
    description: 'Reads the raw data files of one sample',
    input: z.object({
      connectionId: ConnectionId,
      sampleName: z.string().min(1),
      fitRange: FitRangeSchema.nullable().default(null),
    }),
    output: LoadEvent,
    errors: ['auth-required', 'forbidden', 'not-found', 'network', 'timeout', 'remote-failed', 'bad-response'],
  }),
  'figures.conductivity.fit': query({
    title: 'Fit the figure again',
    description: 'Straight-line fits of ln σ over 1000/T in the given range',
    input: z.object({ figureId: z.string(), fitRange: FitRangeSchema.nullable() }),
    output: z.object({
      fitRange: FitRangeSchema.nullable(),
      fits: z.array(
        z.object({ sampleName: z.string(), fit: ArrheniusFitSchema.nullable(), message: z.string().nullable() }),
      ),
    }),
    errors: ['not-found'],
  }),
  'figures.formula.fit': query({
    title: 'Fit a formula',
    description: 'Parameters of a formula in x and T for each curve, with their covariance, or what is wrong with it',
    input: FormulaRequestSchema,
    output: z.object({
      parameters: z.array(z.string()),
      problem: z
        .object({ message: z.string(), at: z.number().int().nullable().describe('First character, from 1') })
        .nullable(),
      fits: z.array(
        z.object({
          sampleName: z.string(),
          fit: z
            .object({
              values: z.array(z.number()),
              stderrs: z.array(z.number()),
              covariance: z.array(z.array(z.number())),
              rSquared: z.number(),
              reducedChiSquared: z.number(),
              points: z.number().int(),
              of: z.number().int(),
            })
            .nullable(),
          message: z.string().nullable(),
        }),
      ),
    }),
    errors: ['not-found'],
  }),
  'figures.locate': query({
    title: 'Find what a picture shows',
    description: 'The connection to the server whose data a picture of Quarry was drawn from',
    input: z.object({ server: z.string().min(1).describe('As the picture names it') }),
    output: z.object({ connectionId: ConnectionId, connectionName: z.string() }),
    errors: ['not-found'],
  }),
  'figures.options.read': query({
    title: 'Read options of a figure',
    description: 'Checks the text of a file of options; mistakes are told with line and column',
    input: z.object({ text: z.string().max(1_000_000), name: z.string().min(1).describe('Of the file, for messages') }),
    output: FigureOptionsFile,
  }),
  'figures.check': query({
    title: 'Check a figure for print',
    description: 'Units, size of text, overlap, width of lines, what a log axis leaves out, curves that look alike',
    input: z.object({ spec: FigureSpec, size: PrintSizeSchema }),
    output: z.array(FigureFindingSchema),
    errors: ['not-found', 'invalid-input'],
  }),
  'figures.release': command({
    title: 'Close a figure',
    description: 'Frees the points of a figure',
    input: z.object({ figureId: z.string() }),
    output: z.object({}),
  }),
};
