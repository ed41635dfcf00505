import { isOnRight, plainDetails } from '../../domain/figure-details.ts';
import type { FigureFinding } from '../../domain/figure-print.ts';
import { isLeftOut } from '../axis-breaks.ts';
import type { FigureCurve, FigureOptions } from '../figure-options.ts';
import { placedBreaks } from '../placed-breaks.ts';
import { shownCurve } from '../shown-curve.ts';

/** Breaks that cannot be drawn, and points that nobody sees because of those that are. */
export function breakFindings(
  curves: readonly FigureCurve[],
  options: Omit<FigureOptions, 'width' | 'height'>,
): FigureFinding[] {
  const details = options.details ?? plainDetails;
  const { breaks } = details;
  if (breaks.length === 0) return [];
  const { gaps, problems } = placedBreaks(curves, options);
  const wrong = problems.map(({ place, text }): FigureFinding => {
    const others = breaks.filter((_, index) => index !== place);
    return { rule: 'break', text, remedy: { label: 'Remove this break', change: { kind: 'breaks', breaks: others } } };
  });
  const hidden = curves.flatMap((curve) => {
    const { x, y } = shownCurve(curve, options.view, details);
    const yGaps = isOnRight(curve.sampleName, details) ? null : gaps.y;
    const count = x.reduce((sum, at, row) => {
      const isHidden = isLeftOut(at, gaps.x) || isLeftOut(y[row] ?? Number.NaN, yGaps);
      return sum + (isHidden ? 1 : 0);
    }, 0);
    return count === 0 ? [] : [{ name: curve.sampleName, count }];
  });
  if (hidden.length === 0) return wrong;
  const total = hidden.reduce((sum, { count }) => sum + count, 0);
  const what = `${total} ${total === 1 ? 'point' : 'points'} of ${hidden.map(({ name }) => name).join(', ')}`;
  return [
    ...wrong,
    {
      rule: 'break',
      text: `Breaks of the axes leave out ${what}.`,
      remedy: { label: 'Draw the axes without breaks', change: { kind: 'breaks', breaks: [] } },
    },
  ];
}
