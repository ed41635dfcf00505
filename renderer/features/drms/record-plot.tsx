import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { type MarkedPart, type PlotView, wholeView } from '../../plots/plot-geometry.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { type DrawMode, describeRecordPlot } from './plot/describe-record-plot.ts';
import { drawnInWords } from './plot/drawn-words.ts';
import styles from './plot/plot.module.css';
import { PlotCanvas } from './plot/plot-canvas.tsx';
import { firstChoice } from './plot/plot-choices.ts';
import { type PlotChoices, PlotToolbar } from './plot/plot-toolbar.tsx';
import { RecordPoints } from './plot/record-points.tsx';
import { valueAtPlace, xAxisOf } from './plot/time-axis.ts';
import { maxDrawnPoints, useRecordCurves } from './plot/use-record-curves.ts';
import { useRecordView } from './table/record-view.tsx';
import { useSummaries } from './table/use-summaries.ts';

const zoomSettleMs = 120;

/** Keywords over another, most often over time, with the selected records marked. */
export function RecordPlot({ mode = 'auto' }: { mode?: DrawMode }): ReactNode {
  const { table } = useRecordView();
  const first = useMemo(() => firstChoice(table), [table]);
  return first === null ? null : <PlotOf first={first} firstMode={mode} />;
}

function PlotOf({ first, firstMode }: { first: { x: number; y: number }; firstMode: DrawMode }): ReactNode {
  const { table, timeScale, passing } = useRecordView();
  const [choices, setChoices] = useState<PlotChoices>({
    x: first.x,
    ys: [first.y],
    overlay: null,
    mode: firstMode,
    drag: 'zoom',
    isLog: false,
    isTable: false,
  });
  const [view, setView] = useState<PlotView>(wholeView);
  const theme = useComputedColorScheme('light');
  const summary = useSummaries().data?.[choices.ys[0] ?? -1];
  const [settled] = useDebouncedValue(view.x, zoomSettleMs);
  const column = table.columns[choices.x];
  const x = useMemo(() => (column === undefined ? null : xAxisOf(column, timeScale)), [column, timeScale]);
  const window = useMemo(
    () =>
      settled === null || x === null ? null : ([valueAtPlace(x, settled[0]), valueAtPlace(x, settled[1])] as const),
    [settled, x],
  );
  const { curves, error } = useRecordCurves({ ...choices, window });
  const { mode, drag, isLog } = choices;
  const description = useMemo(
    () => (x === null || curves.length === 0 ? null : describeRecordPlot(curves, x, { mode, drag, isLog, theme })),
    [curves, x, mode, drag, isLog, theme],
  );
  const select = useSelectionByPlot(choices);
  if (x === null) return null;
  const change = (changes: Partial<PlotChoices>): void => {
    // Another keyword has other numbers; another way of drawing has not.
    if ('x' in changes || 'ys' in changes || 'isLog' in changes) setView(wholeView);
    setChoices((before) => ({ ...before, ...changes }));
  };
  const label = t('{{curves}} over {{name}}', {
    curves: curves.map((curve) => curve.label).join(', '),
    name: x.column.name,
  });
  return (
    <section className={styles.plot} aria-label={t('Plot')}>
      <PlotToolbar
        choices={choices}
        onChange={change}
        drawn={
          curves.length === 0
            ? null
            : drawnInWords({
                points: curves.reduce((sum, { all }) => sum + all.y.filter((value) => !Number.isNaN(value)).length, 0),
                records: passing,
                curves: curves.length,
                isThinned: curves.some(({ all }) => all.x.length >= maxDrawnPoints / 2),
                isZoomed: view.x !== null,
                missing: summary?.missing,
              })
        }
        isZoomed={view.x !== null || view.y !== null}
        onShowAll={() => setView(wholeView)}
      />
      {error !== null && <ErrorNote error={error} />}
      {choices.isTable ? (
        <RecordPoints curves={curves} x={x} />
      ) : (
        description !== null && (
          <PlotCanvas
            description={description}
            curves={curves}
            x={x}
            label={label}
            view={view}
            onViewChange={setView}
            onMarked={(part) =>
              select(
                { from: valueAtPlace(x, part.x[0]), to: valueAtPlace(x, part.x[1]) },
                drag === 'box' ? yRange(part, isLog) : null,
              )
            }
            onRange={(from, to) => select({ from, to }, null)}
            onToggleTable={() => change({ isTable: true })}
          />
        )
      )}
    </section>
  );
}

interface Range {
  from: number;
  to: number;
}

/** A logarithmic axis counts in powers of ten. */
function yRange({ y }: MarkedPart, isLog: boolean): Range {
  const [from, to] = y;
  return isLog ? { from: 10 ** from, to: 10 ** to } : { from, to };
}

/** Selects the records in a part of the plot, of those that pass the filters. */
function useSelectionByPlot({ x, ys }: PlotChoices): (xRange: Range, yPart: Range | null) => void {
  const { filters, setSelection } = useRecordView();
  return (xRange, yPart) => {
    const [y] = ys;
    setSelection([
      {
        filters: [
          ...filters,
          { kind: 'range', column: x, ...xRange },
          ...(yPart === null || y === undefined ? [] : [{ kind: 'range' as const, column: y, ...yPart }]),
        ],
      },
    ]);
  };
}
