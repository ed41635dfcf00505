import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';

/** A record set to begin with: the last day of a series that goes by time, else its newest record. */
export function firstRecordSet(series: string, info: DrmsSeriesInfo): string {
  const [first] = info.primekeys;
  const last = /^[^[]*\[([^\]]*)\]/.exec(info.interval?.lastRecord ?? '')?.[1];
  const key = info.keywords.find(({ name }) => name === first);
  const day = /^(\d{4}[.-]\d{2}[.-]\d{2})[_T].*?(_[A-Z]+|Z)$/.exec(last ?? '');
  if (key?.isTime !== true || day === null) return `${series}[$]`;
  const zone = day[2] === 'Z' ? '_UTC' : (day[2] ?? '');
  return `${series}[${day[1]?.replaceAll('-', '.')}${zone}/1d]`;
}
