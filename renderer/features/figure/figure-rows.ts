import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { ArrheniusFit, CurveStatus, CurveSummary, FitRange } from '../../../app/domain/conductivity.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';

/** One sample of a figure with the fit that belongs to the present range. */
export interface FigureRow {
  curve: CurveSummary;
  /** The curve is drawn: it has points and is ticked. */
  drawn: boolean;
  fit: ArrheniusFit | null;
  fitMessage: string | null;
}

export interface Refit {
  fitRange: FitRange | null;
  fits: { sampleName: string; fit: ArrheniusFit | null; message: string | null }[];
}

/** Samples in the order of the series; `refit` replaces the fits with which the figure came. */
export function rowsOfFigure(
  figure: ConductivityFigure,
  hidden: readonly string[],
  refit: Refit | undefined,
): FigureRow[] {
  const refits = new Map(refit?.fits.map((fit) => [fit.sampleName, fit]));
  return figure.curves.map((curve) => {
    const again = refits.get(curve.sampleName);
    return {
      curve,
      drawn: hasCurve(curve) && !hidden.includes(curve.sampleName),
      fit: again === undefined ? curve.fit : again.fit,
      fitMessage: again === undefined ? curve.fitMessage : again.message,
    };
  });
}

export function hasCurve(curve: CurveSummary): boolean {
  return curve.points > 0;
}

const statusWords: Record<CurveStatus, string> = {
  ok: 'no points',
  'no-raw-file': 'no raw data file',
  'file-missing': 'file missing',
  'file-refused': 'file outside the mapped folders',
  'file-broken': 'file not readable',
  partial: 'read in part',
  'sample-unreadable': 'not permitted',
};

/** Why a sample has no curve, or only a part of it, in a few words. */
export function statusInWords(status: CurveStatus): string {
  return statusWords[status];
}

/** Values of a curve that the figure cannot show, said in words; null if it shows all. */
export function leftOutInWords({ missing, nonPositive }: CurveSummary, yIsLog: boolean): string | null {
  const parts: string[] = [];
  if (missing > 0) parts.push(`${missing} ${missing === 1 ? 'row has' : 'rows have'} a missing value`);
  if (yIsLog && nonPositive > 0)
    parts.push(
      `${nonPositive} ${nonPositive === 1 ? 'point has' : 'points have'} σ ≤ 0, which a logarithm cannot show`,
    );
  return parts.length === 0 ? null : `${parts.join(' and ')}.`;
}

/** One sentence for people who cannot see the figure. */
export function figureSummary(rows: readonly FigureRow[], subject: string, view: 'linear' | 'arrhenius'): string {
  const drawn = rows.filter((row) => row.drawn);
  const energies = drawn.flatMap((row) => (row.fit === null ? [] : [row.fit.activationEnergyEv]));
  const axes = view === 'arrhenius' ? 'over 1000/T' : 'over temperature';
  const spread =
    energies.length === 0
      ? ''
      : ` Activation energies from ${Math.min(...energies).toFixed(3)} to ${Math.max(...energies).toFixed(3)} electronvolt.`;
  return `Conductivity ${axes} of ${drawn.length} of ${rows.length} samples of ${subject}.${spread}`;
}

/** Says when points were left out, and that the extremes were not. */
export function drawnInWords(drawn: number, all: number, isZoomed: boolean): string {
  if (isZoomed)
    return `${formatInteger(drawn)} of ${formatInteger(all)} points drawn in this part, minimum and maximum kept`;
  if (drawn >= all) return `All ${formatInteger(all)} points drawn`;
  return `${formatInteger(all)} points drawn as ${formatInteger(drawn)}, minimum and maximum kept`;
}
