import { Button, Select, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { fetchRecordCurve } from '../../plots/figure-curves.ts';
import { Plot } from '../../plots/plot.tsx';
import { type PlotView, wholeView } from '../../plots/plot-geometry.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { showMessage } from '../../ui/messages.ts';
import { describeRecordPlot, taiOfAxis } from './describe-record-plot.ts';
import styles from './drms.module.css';
import { useRecordView } from './table/record-view.tsx';

/** More elements make each redrawing felt. */
const maxDrawnPoints = 6000;
const zoomSettleMs = 120;

const isNumber = ({ kind }: RecordColumn): boolean => kind === 'real' || kind === 'integer' || kind === 'longlong';

/** One keyword over another, most often over time; dragging zooms and asks for the points anew. */
export function RecordPlot(): ReactNode {
  const { table, filters, selection } = useRecordView();
  const columns = table.columns.map((column, index) => ({ column, index }));
  const xs = columns.filter(({ column }) => column.kind === 'time' || isNumber(column));
  const ys = columns.filter(({ column }) => isNumber(column));
  const firstX = xs.find(({ column }) => column.kind === 'time') ?? xs[0];
  const firstY =
    ys.find(({ column, index }) => !column.hex && column.kind === 'real' && index !== firstX?.index) ?? ys[0];
  const [xIndex, setX] = useState(firstX?.index ?? -1);
  const [yIndex, setY] = useState(firstY?.index ?? -1);
  const [view, setView] = useState<PlotView>(wholeView);
  const theme = useComputedColorScheme('light');
  const [x, y] = [table.columns[xIndex], table.columns[yIndex]];
  const [settled] = useDebouncedValue(view.x, zoomSettleMs);
  const window = settled === null || x === undefined ? null : settled.map((edge) => taiOfAxis(x, edge));
  const input = {
    tableId: table.tableId,
    x: xIndex,
    y: yIndex,
    filters: [...filters],
    selection,
    xMin: window?.[0] ?? null,
    xMax: window?.[1] ?? null,
    maxPoints: maxDrawnPoints,
  };
  const curve = useQuery({
    queryKey: ['record-curve', input],
    queryFn: ({ signal }) => fetchRecordCurve(input, signal),
    enabled: x !== undefined && y !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
  const description = useMemo(
    () =>
      curve.data === undefined || x === undefined || y === undefined
        ? null
        : describeRecordPlot(curve.data.all, x, y, theme),
    [curve.data, x, y, theme],
  );
  if (x === undefined || y === undefined) return null;
  const choices = (list: typeof columns): { value: string; label: string }[] =>
    list.map(({ column, index }) => ({ value: String(index), label: column.name }));
  const choose = (set: (index: number) => void) => (value: string | null) => {
    if (value === null) return;
    setView(wholeView);
    set(Number(value));
  };
  return (
    <section className={styles.plot} aria-label={`${y.name} over ${x.name}`}>
      <div className={styles.plotHead}>
        <Select
          size="xs"
          w={150}
          aria-label="Keyword drawn"
          data={choices(ys)}
          value={String(yIndex)}
          allowDeselect={false}
          onChange={choose(setY)}
        />
        <span>over</span>
        <Select
          size="xs"
          w={150}
          aria-label="Keyword of the horizontal axis"
          data={choices(xs)}
          value={String(xIndex)}
          allowDeselect={false}
          onChange={choose(setX)}
        />
        {curve.data !== undefined && (
          <span className={styles.chip}>
            {curve.data.all.x.length >= maxDrawnPoints / 2
              ? `thinned out to ${curve.data.all.x.length.toLocaleString('en')} points, minimum and maximum kept`
              : `${curve.data.all.x.length.toLocaleString('en')} points`}
          </span>
        )}
        {view.x !== null && (
          <Button size="compact-xs" onClick={() => setView(wholeView)}>
            Show all
          </Button>
        )}
      </div>
      {curve.error !== null && <ErrorNote error={toAppError(curve.error)} />}
      <div className={styles.plotCanvas}>
        {description !== null && (
          <Plot
            figure={description}
            view={view}
            onViewChange={setView}
            onDrawn={() => undefined}
            onFailure={(error) => showMessage(toAppError(error))}
          />
        )}
      </div>
    </section>
  );
}
