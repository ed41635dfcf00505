import type { z } from 'zod';
import type { FormulaAnswer } from '../analysis/compute-api.ts';
import type { BytesAnswer } from '../contract/bytes.ts';
import type { FigureSpec, FormulaRequestSchema } from '../contract/figures.ts';
import type { FittedLine } from '../figures/figure-options.ts';
import { curvesToArrow } from './curves-to-arrow.ts';
import type { FigureDrawingParts } from './figure-drawing.ts';

type Parts = Pick<FigureDrawingParts, 'figures' | 'compute'>;
type Request = z.output<typeof FormulaRequestSchema>;

export function fitFigureFormula({ figures, compute }: Parts, request: Request): Promise<FormulaAnswer> {
  figures.get(request.figureId);
  const { samples, fitRange, ...rest } = request;
  return compute.formula({ ...rest, curveKeys: samples, range: fitRange });
}

/** What the window draws of a fitted formula. */
export async function formulaLines(parts: Parts, request: Request): Promise<BytesAnswer> {
  const { curves } = await fitFigureFormula(parts, request);
  const drawn = curves.flatMap(({ curveKey, line, residuals }) => {
    const place = request.samples.indexOf(curveKey);
    return [
      { ...line, curveKey: String(2 * place) },
      { ...residuals, curveKey: String(2 * place + 1) },
    ];
  });
  const places = Array.from({ length: 2 * request.samples.length }, (_, place) => String(place));
  return {
    contentType: 'application/vnd.apache.arrow.stream',
    fileName: 'formula.arrow',
    bytes: curvesToArrow(drawn, places),
  };
}

/** The formula of a figure by sample; empty without one, or where it cannot be fitted. */
export async function fittedLines(parts: Parts, spec: FigureSpec): Promise<Map<string, FittedLine>> {
  const fit = spec.details?.formula ?? null;
  if (fit === null) return new Map();
  const { figureId, view, samples, fitRange } = spec;
  const errors = spec.details?.errors ?? null;
  const { curves } = await fitFigureFormula(parts, { figureId, view, samples, fit, errors, fitRange });
  return new Map(
    curves.flatMap((curve) =>
      curve.fit === null ? [] : [[curve.curveKey, { ...curve.line, residuals: curve.residuals }] as const],
    ),
  );
}
