import type { ColumnSummaryOut } from '../contract/columns.ts';
import type { ColumnSummary } from '../domain/columns.ts';
import type { TimeFormat } from '../domain/time/format-time.ts';
import { shownTime } from './record-cells.ts';

const mostTexts = 10;

/** Facts of a column in words that JSON has. */
export function summaryOut(summary: ColumnSummary, format: TimeFormat): ColumnSummaryOut {
  const shown = (value: number | bigint | null): string | number | null => {
    if (value === null) return null;
    if (summary.kind === 'time') return shownTime(Number(value), format);
    return typeof value === 'bigint' ? String(value) : value;
  };
  const { name, kind, count, missing, mean, deviation, histogram, topTexts, differentTexts } = summary;
  return {
    name,
    kind,
    count,
    missing,
    min: shown(summary.min),
    max: shown(summary.max),
    mean: kind === 'time' ? null : mean,
    deviation: kind === 'time' ? null : deviation,
    bins: histogram?.counts ?? null,
    differentTexts,
    topTexts: topTexts.slice(0, mostTexts),
  };
}
