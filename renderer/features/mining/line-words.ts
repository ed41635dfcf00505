import type { LineFit } from '../../../app/contract/mining.ts';
import { formatPower, formatUncertain } from '../../../app/domain/number-format.ts';

/** "p = 0.013", "p = 3.2 × 10⁻⁸". */
export function probabilityInWords(p: number): string {
  if (p === 0) return 'p < 10⁻³⁰⁰';
  return `p = ${formatPower(p, 2)}`;
}

interface LineWords {
  level: number;
  xUnit: string | null;
  yUnit: string | null;
}

/** "Line: slope 14.9(4) S/cm per nm, intercept 3.2(5) S/cm, p = 0.0021. Band: 95 % confidence." */
export function lineInWords(fit: LineFit, { level, xUnit, yUnit }: LineWords): string {
  const unit = yUnit === null ? '' : ` ${yUnit}`;
  const slopeUnit = xUnit === null && yUnit === null ? '' : ` ${yUnit ?? '1'} per ${xUnit ?? '1'}`;
  const percent = `${Number((100 * level).toFixed(1))} %`;
  if (fit.slopeStderr === null) {
    const limits = `from ${formatPower(fit.slopeFrom, 4)} to ${formatPower(fit.slopeTo, 4)}`;
    const rows = fit.used < fit.count ? ` Made from ${fit.used} rows spread over them.` : '';
    return `Robust line (Theil–Sen): slope ${formatPower(fit.slope, 4)}${slopeUnit}, ${limits} with ${percent} confidence, intercept ${formatPower(fit.intercept, 4)}${unit}. Band: these limits of the slope, about the medians.${rows}`;
  }
  const slope = formatUncertain(fit.slope, fit.slopeStderr);
  const intercept = formatUncertain(fit.intercept, fit.interceptStderr ?? 0);
  const p = fit.p === null ? '' : `, ${probabilityInWords(fit.p)}`;
  return `Line: slope ${slope}${slopeUnit}, intercept ${intercept}${unit}${p}. Band: ${percent} confidence; brackets: one standard error.`;
}
