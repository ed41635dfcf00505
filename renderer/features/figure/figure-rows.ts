import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import type { ArrheniusFit, CurveStatus, CurveSummary, FitRange } from '../../../app/domain/conductivity.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

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
  ok: t('no points'),
  'no-raw-file': t('no raw data file'),
  'file-missing': t('file missing'),
  'file-refused': t('file outside the mapped folders'),
  'file-broken': t('file not readable'),
  partial: t('read in part'),
  'sample-unreadable': t('not permitted'),
};

/** Why a sample has no curve, or only a part of it, in a few words. */
export function statusInWords(status: CurveStatus): string {
  return statusWords[status];
}

/** Values of a curve that the figure cannot show, said in words; null if it shows all. */
export function leftOutInWords({ missing, nonPositive }: CurveSummary, yIsLog: boolean): string | null {
  const parts: string[] = [];
  if (missing > 0) parts.push(t('{{count}} rows have a missing value', { count: missing }));
  if (yIsLog && nonPositive > 0)
    parts.push(t('{{count}} points have σ ≤ 0, which a logarithm cannot show', { count: nonPositive }));
  return parts.length === 0 ? null : `${parts.join(' and ')}.`;
}

/** One sentence for people who cannot see the figure. */
export function figureSummary(rows: readonly FigureRow[], subject: string, view: 'linear' | 'arrhenius'): string {
  const drawn = rows.filter((row) => row.drawn);
  const energies = drawn.flatMap((row) => (row.fit === null ? [] : [row.fit.activationEnergyEv]));
  const axes = view === 'arrhenius' ? t('over 1000/T') : t('over temperature');
  const spread =
    energies.length === 0
      ? ''
      : t(' Activation energies from {{value}} to {{value2}} electronvolt.', {
          value: Math.min(...energies).toFixed(3),
          value2: Math.max(...energies).toFixed(3),
        });
  return t('Conductivity {{axes}} of {{drawnCount}} of {{rowCount}} samples of {{subject}}.{{spread}}', {
    axes,
    drawnCount: drawn.length,
    rowCount: rows.length,
    subject,
    spread,
  });
}

/** Says when points were left out, and that the extremes were not. */
export function drawnInWords(drawn: number, all: number, isZoomed: boolean): string {
  if (isZoomed)
    return t('{{drawn}} of {{all}} points drawn in this part, minimum and maximum kept', {
      drawn: formatInteger(drawn),
      all: formatInteger(all),
    });
  if (drawn >= all) return t('All {{all}} points drawn', { all: formatInteger(all) });
  return t('{{all}} points drawn as {{drawn}}, minimum and maximum kept', {
    all: formatInteger(all),
    drawn: formatInteger(drawn),
  });
}
