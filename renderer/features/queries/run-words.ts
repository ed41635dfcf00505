import type { QueryRun } from '../../../app/contract/queries.ts';
import { formatInteger, formatStamp } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

export function secondsOf(tookMs: number): string {
  return tookMs < 10 ? '< 0.01 s' : `${(tookMs / 1000).toFixed(2)} s`;
}

/** "14:02:07, 1240 rows": which answer is meant. */
export function runInWords({ asOfUtc, rows }: QueryRun, nowMs: number): string {
  return t('{{asOfUtc}}, {{rows}} rows', {
    count: rows,
    // Two answers of one minute are two.
    asOfUtc: `${formatStamp(asOfUtc, nowMs)}:${asOfUtc.slice(17, 19)}`,
    rows: formatInteger(rows),
  });
}
