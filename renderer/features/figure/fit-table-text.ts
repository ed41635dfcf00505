import type { FigureRow } from './figure-rows.ts';
import { statusInWords } from './figure-rows.ts';

const headings = [
  'sample',
  'σ(300 K) (S/cm)',
  'standard error of σ(300 K) (S/cm)',
  'E_a (eV)',
  'standard error of E_a (eV)',
  'R²',
  'points',
  'remark',
];

/** The table of fits for a spreadsheet: tab-separated, full precision, units in the header. */
export function fitTableText(rows: readonly FigureRow[]): string {
  const lines = rows.map(({ curve, fit, fitMessage }) => {
    const values =
      fit === null
        ? ['', '', '', '', '', '']
        : [
            fit.sigma300,
            fit.sigma300Stderr,
            fit.activationEnergyEv,
            fit.activationEnergyStderrEv,
            fit.rSquared,
            fit.points,
          ];
    const remark = curve.status === 'ok' ? (fit === null ? (fitMessage ?? '') : '') : statusInWords(curve.status);
    return [curve.sampleName, ...values, remark].map(cell).join('\t');
  });
  return `${headings.join('\t')}\n${lines.join('\n')}\n`;
}

/** A tab or line break inside a cell would shift all that follow. */
function cell(value: string | number): string {
  return String(value).replaceAll(/[\t\r\n]+/g, ' ');
}
