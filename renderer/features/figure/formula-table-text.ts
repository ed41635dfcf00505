import type { FormulaWeight } from '../../../app/domain/figure-details.ts';
import { formatPower } from '../../../app/domain/number-format.ts';
import type { FormulaAnswer } from './use-formula.ts';

type Fit = NonNullable<FormulaAnswer['fits'][number]['fit']>;

/** How far the points lie from the formula: χ² of their errors, or a typical distance. */
export function scatterInWords({ reducedChiSquared }: Fit, weight: FormulaWeight): string {
  if (weight === 'errors') return formatPower(reducedChiSquared, 3);
  const typical = Math.sqrt(reducedChiSquared);
  return weight === 'relative' ? `${formatPower(100 * typical, 2)} %` : `${formatPower(typical, 2)} S/cm`;
}

/** For a spreadsheet: tab-separated, full precision, with the covariances. */
export function formulaTableText({ parameters, fits }: FormulaAnswer): string {
  const pairs = parameters.flatMap((_, i) => parameters.slice(i + 1).map((_, j) => [i, i + 1 + j] as const));
  const headings = [
    'sample',
    ...parameters.flatMap((name) => [name, `standard error of ${name}`]),
    ...pairs.map(([i, j]) => `covariance of ${parameters[i]} and ${parameters[j]}`),
    ...['R²', 'reduced χ²', 'points', 'remark'],
  ];
  const lines = fits.map(({ sampleName, fit, message }) =>
    fit === null
      ? [sampleName, ...headings.slice(2).map(() => ''), message ?? '']
      : [
          sampleName,
          ...fit.values.flatMap((value, place) => [value, fit.stderrs[place] ?? '']),
          ...pairs.map(([i, j]) => fit.covariance[i]?.[j] ?? ''),
          ...[fit.rSquared, fit.reducedChiSquared, fit.points, ''],
        ],
  );
  return `${[headings, ...lines].map((cells) => cells.join('\t')).join('\n')}\n`;
}
