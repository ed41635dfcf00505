import type { LineFit } from '../../../app/contract/mining.ts';
import { formatPower, formatUncertain } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

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
  const slopeUnit = xUnit === null ? unit : t('{{unit}} per {{xUnit}}', { unit, xUnit });
  const percent = `${Number((100 * level).toFixed(1))} %`;
  if (fit.slopeStderr === null) {
    const limits = t('from {{slopeFrom}} to {{slopeTo}}', {
      slopeFrom: formatPower(fit.slopeFrom, 4),
      slopeTo: formatPower(fit.slopeTo, 4),
    });
    const rows = fit.used < fit.count ? t(' Made from {{used}} rows spread over them.', { used: fit.used }) : '';
    return t(
      'Robust line (Theil–Sen): slope {{slope}}{{slopeUnit}}, {{limits}} with {{percent}} confidence, intercept {{intercept}}{{unit}}. Band: these limits of the slope, about the medians.{{rows}}',
      {
        slope: formatPower(fit.slope, 4),
        slopeUnit,
        limits,
        percent,
        intercept: formatPower(fit.intercept, 4),
        unit,
        rows,
      },
    );
  }
  const slope = formatUncertain(fit.slope, fit.slopeStderr);
  const intercept = formatUncertain(fit.intercept, fit.interceptStderr ?? 0);
  const p = fit.p === null ? '' : `, ${probabilityInWords(fit.p)}`;
  return t(
    'Line: slope {{slope}}{{slopeUnit}}, intercept {{intercept}}{{unit}}{{p}}. Band: {{percent}} confidence; brackets: one standard error.',
    { slope, slopeUnit, intercept, unit, p, percent },
  );
}
