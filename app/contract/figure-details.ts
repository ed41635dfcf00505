import { z } from 'zod';
import {
  detailLimits,
  type FigureDetails,
  formulaWeights,
  insetCorners,
  quantityUnits,
  temperatureUnits,
} from '../domain/figure-details.ts';

export {
  type FigureDetails,
  type FormulaWeight,
  formulaWeights,
  isPlain,
  type PointErrors,
  plainDetails,
  type QuantityUnit,
  quantityUnits,
  type TemperatureUnit,
  temperatureUnits,
} from '../domain/figure-details.ts';

const positive = z.number().positive();
const markAxis = z.enum(['temperature', 'sigma']);
const id = z.number().int().min(1);

export const PointErrorsSchema = z.object({
  sigma: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.enum(['percent', 'absolute']), value: positive }),
      z.object({ kind: z.literal('column'), column: z.string().min(1) }),
    ])
    .nullable(),
  kelvin: positive.nullable(),
});

export const FormulaFitSchema = z.object({
  formula: z.string().max(detailLimits.formula),
  start: z.record(z.string(), z.number()),
  weight: z.enum(formulaWeights),
  inFitRange: z.boolean(),
});

const markSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    id,
    text: z.string().max(detailLimits.markText),
    kelvin: positive,
    sigma: z.number(),
    arrow: z.object({ rightPx: z.number(), downPx: z.number() }).nullable(),
  }),
  z.object({ kind: z.literal('line'), id, along: markAxis, at: z.number() }),
  z.object({ kind: z.literal('region'), id, along: markAxis, from: z.number(), to: z.number() }),
]);

export const AxisBreakSchema = z
  .object({ along: markAxis, from: z.number(), to: z.number() })
  .refine(({ from, to }) => from < to, 'The break starts after its end.')
  .refine(({ along, from }) => along === 'sigma' || from > 0, 'The break starts below absolute zero.');

/** Pictures and workspaces of before know less. */
type DetailsInput = Omit<FigureDetails, 'breaks'> & { breaks?: FigureDetails['breaks'] | undefined };

/** How a figure is drawn beyond its axes and curves; also what a picture and a kept workspace may hold. */
export const FigureDetailsSchema: z.ZodType<FigureDetails, DetailsInput> = z.object({
  temperatureUnit: z.enum(temperatureUnits),
  quantityUnit: z.enum(quantityUnits),
  errors: PointErrorsSchema.nullable(),
  marks: z.array(markSchema).max(detailLimits.marks),
  formula: FormulaFitSchema.nullable(),
  panels: z.enum(['together', 'each']),
  onRight: z.array(z.string()),
  inset: z
    .object({
      minKelvin: positive,
      maxKelvin: positive,
      minSigma: z.number(),
      maxSigma: z.number(),
      corner: z.enum(insetCorners),
    })
    .nullable(),
  breaks: z.array(AxisBreakSchema).max(detailLimits.breaks).default([]),
});
