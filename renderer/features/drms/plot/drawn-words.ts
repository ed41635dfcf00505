import { formatCount, t } from '../../../ui/language.ts';
export interface Drawn {
  /** Points with a value of all curves. */
  points: number;
  /** Records that pass the filters; undefined while they are counted. */
  records: number | undefined;
  curves: number;
  isThinned: boolean;
  isZoomed: boolean;
  /** Records without a value in the first curve; undefined while they are counted. */
  missing: number | undefined;
}

/** What of the data is seen, so that nobody takes a thinned-out curve for all of it. */
export function drawnInWords({ points, records, curves, isThinned, isZoomed, missing }: Drawn): string {
  const shown = formatCount(points);
  const what = isThinned
    ? isZoomed || records === undefined || curves > 1
      ? t('thinned out to {{shown}} points, minimum and maximum kept', { shown })
      : t('{{records}} records drawn as {{shown}} points, minimum and maximum kept', {
          records: formatCount(records),
          shown,
        })
    : t('{{shown}} points', { count: points, shown });
  return missing === undefined || missing === 0 || curves > 1
    ? what
    : t('{{what}}; {{missing}} without value left open', { what, missing: formatCount(missing) });
}
