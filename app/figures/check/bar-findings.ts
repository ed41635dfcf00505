import { plainDetails } from '../../domain/figure-details.ts';
import type { FigureFinding } from '../../domain/figure-print.ts';
import { errorColumnOf, sigmaError } from '../../domain/figure-units.ts';
import type { FigureCurve, FigureOptions } from '../figure-options.ts';
import type { FigureDescription } from '../plotly-types.ts';

/** Half the height of a marker in px; shorter bars are not seen behind it. */
const markerPx = 2.5;
const fewestPoints = 5;

/** Points that scatter visibly without bars that say so, and bars that leave a logarithmic axis. */
export function barFindings(
  { layout }: FigureDescription,
  curves: readonly FigureCurve[],
  options: Omit<FigureOptions, 'width' | 'height'>,
): FigureFinding[] {
  const { errors } = options.details ?? plainDetails;
  const column = errorColumnOf(errors);
  const missing = column === null ? [] : withoutBars(curves, column);
  if (options.yScale !== 'log') return missing;
  if (errors !== null) return [...missing, ...cutBars(curves, options)];
  const { range } = layout.yaxis;
  if (!Array.isArray(range) || typeof layout.height !== 'number') return [];
  const pxPerDecade = layout.height / Math.abs(Number(range[1]) - Number(range[0]));
  const scatters = curves.map((curve) => ({ curve, scatter: scatterAboutFit(curve, options) }));
  const worst = scatters.toSorted((a, b) => b.scatter - a.scatter)[0];
  if (worst === undefined || !(Math.log10(1 + worst.scatter) * pxPerDecade > markerPx)) return [];
  const percent = Number((100 * worst.scatter).toPrecision(2));
  return [
    {
      rule: 'bars',
      text: `The points of ${worst.curve.sampleName} scatter by ${percent} % about their line, and no error bars say how sure they are.`,
      remedy: { label: `Draw bars of ± ${percent} %`, change: { kind: 'bars', percent } },
    },
  ];
}

function hasErrors({ errors }: FigureCurve): boolean {
  return errors?.some(Number.isFinite) === true;
}

/** Curves whose files do not say how sure they are. */
function withoutBars(curves: readonly FigureCurve[], column: string): FigureFinding[] {
  const names = curves.filter((curve) => !hasErrors(curve)).map(({ sampleName }) => sampleName);
  const text =
    names.length === 1
      ? `The file of ${names[0]} has no errors in a column ${column}, so no bars are drawn there.`
      : `The files of ${names.join(', ')} have no errors in a column ${column}, so no bars are drawn there.`;
  return names.length === 0 ? [] : [{ rule: 'bars', text, remedy: null }];
}

/** Share of σ; 0 without a straight line to compare with. */
function scatterAboutFit({ x, y, fit }: FigureCurve, { view, showFit, fitRange }: FigureCase): number {
  if (view !== 'arrhenius' || !showFit || fit === null || fitRange === null || fit.curved) return 0;
  const slope = -fit.activationEnergyEv / (1000 * 8.617333262e-5);
  let [count, squares] = [0, 0];
  for (const [index, at] of x.entries()) {
    const sigma = y[index] ?? Number.NaN;
    if (!(sigma > 0) || at < fitRange.minInverseKelvin || at > fitRange.maxInverseKelvin) continue;
    count += 1;
    squares += (Math.log(sigma) - fit.lnSigma0 - slope * at) ** 2;
  }
  return count < fewestPoints ? 0 : Math.sqrt(squares / (count - 2));
}

type FigureCase = Pick<FigureOptions, 'view' | 'showFit' | 'fitRange'>;

function cutBars(curves: readonly FigureCurve[], { details }: Pick<FigureOptions, 'details'>): FigureFinding[] {
  const errors = details?.errors ?? null;
  if (errors === null) return [];
  const cut = curves.flatMap(({ sampleName, y, errors: ofPoints }) =>
    y.some((sigma, row) => sigma > 0 && sigmaError(sigma, errors, ofPoints?.[row]) >= sigma) ? [sampleName] : [],
  );
  if (cut.length === 0) return [];
  return [
    {
      rule: 'bars',
      text: `Error bars of ${cut.join(', ')} reach down to where a logarithmic axis has no place.`,
      remedy: { label: 'Use a linear axis', change: { kind: 'y-scale', yScale: 'linear' } },
    },
  ];
}
