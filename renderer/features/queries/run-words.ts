import type { QueryRun } from '../../../app/contract/queries.ts';
import { formatInteger, formatStamp } from '../../../app/domain/number-format.ts';

export function secondsOf(tookMs: number): string {
  return `${(tookMs / 1000).toFixed(2)} s`;
}

/** "14:02, 1240 rows": which answer is meant. */
export function runInWords({ asOfUtc, rows }: QueryRun, nowMs: number): string {
  return `${formatStamp(asOfUtc, nowMs)}, ${formatInteger(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}
