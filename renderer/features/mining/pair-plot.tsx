import { SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import type { Correlations, LineFit } from '../../../app/contract/mining.ts';
import type { TableFigure } from '../../../app/domain/table-figure.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { AttachTableButton } from '../attach/attach-table-button.tsx';
import { useExportedTable } from '../drms/plot/use-exported-table.ts';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import { ExportFigureButton } from '../figure/export-figure-button.tsx';
import { MarkedCount } from './brush/brush-provider.tsx';
import { type PlotLine, PointPlot } from './brush/point-plot.tsx';
import { useNumbers } from './brush/use-numbers.ts';
import { lineInWords } from './line-words.ts';
import styles from './mining.module.css';
import type { NumberColumn } from './number-columns.ts';

interface PairPlotProps {
  pair: Correlations['pairs'][number];
  columns: readonly NumberColumn[];
  /** Of the panel; its commands apply. */
  isActive: boolean;
}

const methods = [
  { value: 'least squares' as const, label: t('Least squares') },
  { value: 'theil-sen' as const, label: t('Robust') },
];
const levels = [
  { value: '0.9' as const, label: t('Band 90 %') },
  { value: '0.95' as const, label: t('Band 95 %') },
  { value: '0.99' as const, label: t('Band 99 %') },
];

const PairLook = z.object({
  method: z.enum(methods.map(({ value }) => value)),
  level: z.enum(levels.map(({ value }) => value)),
});

/** Two columns as points with their line and its confidence band. */
export function PairPlot({ pair, columns, isActive }: PairPlotProps): ReactNode {
  const { table, filters, passing } = useRecordView();
  const [look, setLook] = useLook('pair', PairLook, { method: 'least squares', level: '0.95' });
  const { method, level } = look;
  const [x, y] = [pair.x, pair.y].map((place) => columns.find((one) => one.place === place));
  const numbers = useNumbers([pair.x, pair.y]);
  const fit = useQuery({
    ...queryFor('mining.regression', {
      ...{ tableId: table.tableId, x: pair.x, y: pair.y, method, level: Number(level) },
      filters: [...filters],
    }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const line = useMemo(() => (fit.data === undefined || fit.error !== null ? null : plotLine(fit.data)), [fit]);
  const exported = useExportedTable(
    x === undefined || y === undefined ? null : pairFigure(x, y, { method, level: Number(level) }),
    { mend: () => undefined },
  );
  const [xValues, yValues] = [numbers.columns.get(pair.x), numbers.columns.get(pair.y)];
  if (x === undefined || y === undefined) return null;
  const left = (passing ?? pair.count) - pair.count;
  return (
    <figure className={styles.pair} aria-label={t('{{name}} over {{name2}}', { name: y.name, name2: x.name })}>
      <div className={styles.pairTools}>
        <SegmentedControl
          size="xs"
          aria-label={t('Line')}
          data={methods}
          value={method}
          onChange={(value) =>
            setLook({ ...look, method: methods.find((one) => one.value === value)?.value ?? method })
          }
        />
        <Select
          size="xs"
          w={112}
          aria-label={t('Level of the confidence band')}
          data={levels}
          value={level}
          allowDeselect={false}
          onChange={(value) => setLook({ ...look, level: levels.find((one) => one.value === value)?.value ?? level })}
        />
        <MarkedCount />
        <ExportFigureButton figure={exported} isActive={isActive} size="xs" />
        <AttachTableButton spec={exported?.spec ?? null} isActive={isActive} size="xs" />
      </div>
      {numbers.error !== null && <ErrorNote error={numbers.error} />}
      <div className={styles.drawing}>
        {xValues !== undefined && yValues !== undefined && (
          <PointPlot {...{ x, y, xValues, yValues }} hasAxes {...(line === null ? {} : { line })} />
        )}
      </div>
      {fit.error !== null && <ErrorNote error={fit.error} />}
      <figcaption>
        {t('{{number}} rows with both', { number: formatCount(pair.count) })}
        {left > 0 && t(', {{left}} left out', { left: formatCount(left) })}
        {'. '}
        {line !== null && fit.data !== undefined && (
          <span>{lineInWords(fit.data, { level: Number(level), xUnit: x.unit, yUnit: y.unit })}</span>
        )}
      </figcaption>
    </figure>
  );
}

/** Points on straight axes, so that no remedy of the check changes more than the size. */
function pairFigure(x: NumberColumn, y: NumberColumn, line: NonNullable<TableFigure['line']>): TableFigure {
  return {
    ...{ x: x.name, ys: [{ column: y.name, error: null }], mode: 'points', yScale: 'linear', timeScale: 'own' },
    ...{ seen: { x: null, y: null }, line },
  };
}

function plotLine({ slope, intercept, band }: LineFit): PlotLine {
  return { ...band, middle: band.x.map((x) => intercept + slope * x) };
}
