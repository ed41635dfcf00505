import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Correlations } from '../../../app/contract/mining.ts';
import { Plot } from '../../plots/plot.tsx';
import { type PlotView, wholeView } from '../../plots/plot-geometry.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useRecordView } from '../drms/table/record-view.tsx';
import { describePair } from './describe-pair.ts';
import { slopeInWords } from './line-words.ts';
import styles from './mining.module.css';
import { type NumberColumn, withUnit } from './number-columns.ts';
import { pointsOf, usePoints } from './use-points.ts';

interface PairPlotProps {
  pair: Correlations['pairs'][number];
  columns: readonly NumberColumn[];
}

/** Two columns as points with their straight line; selected rows are ringed. */
export function PairPlot({ pair, columns }: PairPlotProps): ReactNode {
  const { selected, passing } = useRecordView();
  const page = usePoints();
  const theme = useComputedColorScheme('light');
  const [view, setView] = useState<PlotView>(wholeView);
  const [failure, setFailure] = useState<unknown>(null);
  const [x, y] = [pair.x, pair.y].map((place) => columns.find((one) => one.place === place));
  const figure = useMemo(() => {
    if (x === undefined || y === undefined) return null;
    const points = pointsOf(page.data, x.place, y.place);
    return describePair({ points, x: withUnit(x), y: withUnit(y), line: pair, selected, theme });
  }, [page.data, x, y, pair, selected, theme]);
  if (x === undefined || y === undefined || figure === null) return null;
  const left = (passing ?? 0) - pair.count;
  return (
    <figure className={styles.pair} aria-label={`${y.name} over ${x.name}`}>
      {page.error !== null && <ErrorNote error={page.error} />}
      {failure !== null && <ErrorNote error={toAppError(failure)} />}
      <div className={styles.drawing}>
        <Plot figure={figure} view={view} onViewChange={setView} onDrawn={() => undefined} onFailure={setFailure} />
      </div>
      <figcaption>
        {`${pair.count.toLocaleString('en')} rows with both`}
        {left > 0 && `, ${left.toLocaleString('en')} left out`}
        {'. '}
        {slopeInWords(pair, x.unit, y.unit)}
      </figcaption>
    </figure>
  );
}
