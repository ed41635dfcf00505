import type { Correlations } from '../../../app/contract/mining.ts';

/** "Line: slope 14.9 ± 0.4 S/cm per nm." */
export function slopeInWords(
  { slope, slopeStderr }: Correlations['pairs'][number],
  xUnit: string | null,
  yUnit: string | null,
): string {
  if (slope === null) return 'No straight line.';
  const unit = xUnit === null && yUnit === null ? '' : ` ${yUnit ?? '1'} per ${xUnit ?? '1'}`;
  const error = slopeStderr === null ? '' : ` ± ${short(slopeStderr, 2)}`;
  return `Line: slope ${short(slope, 4)}${error}${unit}.`;
}

function short(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits))).replaceAll('-', '−');
}
