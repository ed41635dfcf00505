import { z } from 'zod';
import {
  detailLimits,
  type FigureDetails,
  formulaWeights,
  insetCorners,
  plainDetails,
  quantityUnits,
  temperatureUnits,
} from '../domain/figure-details.ts';

export {
  type FigureDetails,
  type FormulaWeight,
  formulaWeights,
  isPlain,
  type PointErrors,
  type QuantityUnit,
  quantityUnits,
  type TemperatureUnit,
  temperatureUnits,
} from '../domain/figure-details.ts';

const positive = z.number().positive();
const markAxis = z.enum(['temperature', 'sigma']);
const id = z.number().int().min(1);

export const AxisBreakSchema = z
  .object({ along: markAxis, from: z.number(), to: z.number() })
  .refine(({ from, to }) => from < to, 'The break starts after its end.')
  .refine(({ along, from }) => along === 'sigma' || from > 0, 'The break starts below absolute zero.');

/** @param object what becomes of names that are not known: left out, or refused */
function detailsShape(object: typeof z.object) {
  const sigma = z.discriminatedUnion('kind', [
    object({ kind: z.enum(['percent', 'absolute']), value: positive }),
    object({ kind: z.literal('column'), column: z.string().min(1) }),
  ]);
  const mark = z.discriminatedUnion('kind', [
    object({
      kind: z.literal('text'),
      id,
      text: z.string().max(detailLimits.markText),
      kelvin: positive,
      sigma: z.number(),
      arrow: object({ rightPx: z.number(), downPx: z.number() }).nullable().default(null),
    }),
    object({ kind: z.literal('line'), id, along: markAxis, at: z.number() }),
    object({ kind: z.literal('region'), id, along: markAxis, from: z.number(), to: z.number() }),
  ]);
  return {
    temperatureUnit: z.enum(temperatureUnits),
    quantityUnit: z.enum(quantityUnits),
    errors: object({ sigma: sigma.nullable().default(null), kelvin: positive.nullable().default(null) }).nullable(),
    marks: z.array(mark).max(detailLimits.marks),
    formula: object({
      formula: z.string().max(detailLimits.formula),
      start: z.record(z.string(), z.number()).default({}),
      weight: z.enum(formulaWeights).default('relative'),
      inFitRange: z.boolean().default(false),
    }).nullable(),
    panels: z.enum(['together', 'each']),
    onRight: z.array(z.string()),
    rightColumn: object({ column: z.string().min(1), scale: z.enum(['log', 'linear']).default('linear') })
      .nullable()
      .default(null),
    inset: object({
      ...{ minKelvin: positive, maxKelvin: positive, minSigma: z.number(), maxSigma: z.number() },
      corner: z.enum(insetCorners),
    }).nullable(),
    // Pictures and workspaces of before have none.
    breaks: z.array(AxisBreakSchema).max(detailLimits.breaks).default([]),
    reversed: z.array(markAxis).max(2).default([]),
  };
}

/** Of a window and of pictures. */
const shape = detailsShape(z.object);
export const PointErrorsSchema = shape.errors.unwrap();
export const FormulaFitSchema = shape.formula.unwrap();

/** How a figure is drawn beyond its axes and curves; also what a picture and a kept workspace may hold. */
export const FigureDetailsSchema = z.object(shape) satisfies z.ZodType<FigureDetails>;

// The same in all but what becomes of unknown names, which their types do not tell.
const strict = detailsShape(z.strictObject as unknown as typeof z.object);

/** What a file says about a figure; all that it leaves out stays as it is. */
export const FigureOptionsFile = z.strictObject({
  view: z.enum(['linear', 'arrhenius']).optional(),
  yScale: z.enum(['log', 'linear']).optional(),
  showFit: z.boolean().optional(),
  samples: z.array(z.string()).min(1).optional().describe('Whose curves are drawn'),
  details: z
    .strictObject({
      ...strict,
      marks: z.preprocess(numbered, strict.marks),
      breaks: strict.breaks.unwrap(),
      reversed: strict.reversed.unwrap(),
      rightColumn: strict.rightColumn.unwrap(),
    })
    .partial()
    .optional(),
});
export type FigureOptionsFile = z.infer<typeof FigureOptionsFile>;

/** What can be said of many figures at once: curves have names of their own in each. */
export const FigureOptions = FigureOptionsFile.omit({ samples: true });
export type FigureOptions = z.infer<typeof FigureOptions>;

/** Details as a file says them; what it leaves out is plain. */
export function completeDetails(said: FigureOptionsFile['details']): FigureDetails {
  // What is left out is undefined, which would hide what is plain.
  const given = Object.entries(said ?? {}).filter(([, value]) => value !== undefined);
  return { ...plainDetails, ...Object.fromEntries(given) };
}

/** People who write a list of marks do not count them. */
function numbered(marks: unknown): unknown {
  if (!Array.isArray(marks)) return marks;
  return marks.map((mark: unknown, index) =>
    typeof mark === 'object' && mark !== null && !('id' in mark) ? { ...mark, id: index + 1 } : mark,
  );
}
