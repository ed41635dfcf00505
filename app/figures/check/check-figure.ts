import { describedSize, type FigureFinding, type PrintSize } from '../../domain/figure-print.ts';
import { describeConductivityFigure } from '../conductivity-figure.ts';
import type { FigureCurve, FigureOptions } from '../figure-options.ts';
import type { FigureDescription } from '../plotly-types.ts';

import { alikeCurves } from './alike-curves.ts';
import { barFindings } from './bar-findings.ts';
import { breakFindings } from './break-findings.ts';
import { axisFindings, lineFindings, logFindings, rightFindings, textFindings } from './rules.ts';

/** A figure as it will be printed. */
export interface FigureCase {
  curves: readonly FigureCurve[];
  options: Omit<FigureOptions, 'width' | 'height'>;
  size: PrintSize;
}

/** Looks at a figure as a careful reviewer would; nothing found is no proof. */
export function checkFigure({ curves, options, size }: FigureCase): FigureFinding[] {
  const { widthPx, heightPx, scale } = describedSize(size);
  const figure = describeConductivityFigure(curves, { ...options, width: widthPx, height: heightPx });
  return checkDescription(figure, { curves, options, size, scale });
}

/** @param about of the description: what its marks cannot tell. */
export function checkDescription(
  figure: FigureDescription,
  { curves, options, size, scale }: FigureCase & { scale: number },
): FigureFinding[] {
  return [
    ...axisFindings(figure),
    ...rightFindings(curves, options),
    ...textFindings(figure, size, scale),
    ...lineFindings(figure, size, scale),
    ...logFindings(curves, options),
    ...breakFindings(curves, options),
    ...barFindings(figure, curves, options),
    ...alikeCurves(figure, curves),
  ];
}
