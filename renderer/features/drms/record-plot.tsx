import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { DrawMode } from '../../../app/domain/table-figure.ts';
import { describeTableFigure } from '../../../app/figures/table-figure.ts';
import { valueAtPlace, xAxisOf } from '../../../app/figures/time-axis.ts';
import { type MarkedPart, type PlotView, wholeView } from '../../plots/plot-geometry.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { AttachTableButton } from '../attach/attach-table-button.tsx';
import { ExportFigureButton } from '../figure/export-figure-button.tsx';
import type { ExportedFigure } from '../figure/exported-figure.ts';
import { askAnew } from '../figure/open-table-picture.ts';
import { drawnInWords } from './plot/drawn-words.ts';
import { keepPlot, keptPlot } from './plot/kept-plot.ts';
import { choicesOf, figureOf, viewOf } from './plot/named-figure.ts';
import styles from './plot/plot.module.css';
import { PlotCanvas } from './plot/plot-canvas.tsx';
import { firstChoice } from './plot/plot-choices.ts';
import { PlotNote } from './plot/plot-note.tsx';
import { type PlotOrigin, usePlotOrigin } from './plot/plot-origin.ts';
import { type PlotChoices, PlotToolbar } from './plot/plot-toolbar.tsx';
import { RecordPoints } from './plot/record-points.tsx';
import { useExportedTable } from './plot/use-exported-table.ts';
import { usePlotLine } from './plot/use-plot-line.ts';
import { maxDrawnPoints, useRecordCurves } from './plot/use-record-curves.ts';
import { useRecordView } from './table/record-view.tsx';
import { useSummaries } from './table/use-summaries.ts';

const zoomSettleMs = 120;

interface RecordPlotProps {
  /** Of the panel; its commands apply. */
  isActive: boolean;
  mode?: DrawMode;
  /** Where the panel exports records by the usual key: a command without one. */
  exportCommand?: 'figure.export' | 'figure.export.plot';
}

type PlotOfProps = Required<Omit<RecordPlotProps, 'mode'>> & { first: { x: number; y: number }; firstMode: DrawMode };

/** Keywords over another, most often over time, with the selected records marked. */
export function RecordPlot({ isActive, mode = 'auto', exportCommand = 'figure.export' }: RecordPlotProps): ReactNode {
  const { table } = useRecordView();
  const first = useMemo(() => firstChoice(table), [table]);
  return first === null ? null : <PlotOf {...{ first, firstMode: mode, isActive, exportCommand }} />;
}

function PlotOf({ first, firstMode, isActive, exportCommand }: PlotOfProps): ReactNode {
  const { table, timeScale, passing } = useRecordView();
  const { choices, change, view, setView, origin } = usePlotState(first, firstMode);
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
  const fitted = usePlotLine(choices);
  const { mode, drag, isLog, reversed } = choices;
  const description = useMemo(
    () =>
      x === null || curves.length === 0
        ? null
        : describeTableFigure(curves, x, {
            ...{ mode, drag, theme, yScale: isLog ? 'log' : 'linear', line: fitted.line, reversed },
          }),
    [curves, x, mode, drag, isLog, theme, fitted.line, reversed],
  );
  const exported = useExportedTable(x === null ? null : figureOf(table, choices, { view, x, timeScale }), {
    mend: mendPlot(choices, change, (place) => table.columns[place]?.name),
    overlay: choices.overlay,
  });
  const select = useSelectionByPlot(choices);
  if (x === null) return null;
  const failure = error ?? fitted.error;
  const label = t('{{curves}} over {{name}}', {
    curves: curves.map((curve) => curve.label).join(', '),
    name: x.column.name,
  });
  return (
    <section className={styles.plot} data-noted={origin === undefined ? undefined : ''} aria-label={t('Plot')}>
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
        actions={
          <>
            <ExportFigureButton figure={exported} isActive={isActive} command={exportCommand} size="compact-xs" />
            <AttachTableButton spec={exported?.spec ?? null} isActive={isActive} size="compact-xs" />
          </>
        }
      />
      {origin !== undefined && <PlotNote origin={origin} onAskAnew={askAnew} />}
      {failure !== null && <ErrorNote error={failure} />}
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
            onToggleTable={() => change({ isTable: !choices.isTable })}
          />
        )
      )}
    </section>
  );
}

interface PlotState {
  choices: PlotChoices;
  change(changes: Partial<PlotChoices>): void;
  view: PlotView;
  setView(view: PlotView): void;
  /** The picture that the plot was opened from. */
  origin: PlotOrigin | undefined;
}

/** What is drawn, and the part that is seen: as it was left, as chosen here, or as in a picture that was opened. */
function usePlotState(first: { x: number; y: number }, firstMode: DrawMode): PlotState {
  const { table, tableName, clearFilters, setFilter, setSort, timeScale, setTimeScale } = useRecordView();
  const [kept] = useState(() => keptPlot(tableName, table));
  const [choices, setChoices] = useState<PlotChoices>(
    kept?.choices ?? {
      ...{ x: first.x, ys: [first.y], errors: {}, line: null, overlay: null, mode: firstMode, drag: 'zoom' },
      ...{ isLog: false, reversed: [], isTable: false },
    },
  );
  const [view, setView] = useState<PlotView>(kept?.view ?? wholeView);
  const shown = useRef({ choices, view });
  useEffect(() => {
    if (shown.current.choices === choices && shown.current.view === view) return;
    shown.current = { choices, view };
    keepPlot(tableName, table, { choices, view, timeScale });
  }, [tableName, table, choices, view, timeScale]);
  const origin = usePlotOrigin(table.tableId, setSort, ({ figure, filters, overlay }) => {
    clearFilters();
    for (const filter of filters) setFilter(filter.column, filter);
    if (figure === null) return;
    setTimeScale(figure.timeScale);
    const drawn = choicesOf(table, figure);
    setChoices((before) => ({ ...before, ...drawn, overlay, isTable: false }));
    const column = table.columns[drawn.x];
    setView(column === undefined ? wholeView : viewOf(figure, xAxisOf(column, figure.timeScale)));
  });
  const change = (changes: Partial<PlotChoices>): void => {
    // Another keyword has other numbers; another way of drawing has not.
    if ('x' in changes || 'ys' in changes || 'isLog' in changes) setView(wholeView);
    setChoices((before) => ({ ...before, ...changes }));
  };
  return { choices, change, view, setView, origin };
}

/** Other remedies are of figures of conductivity. */
function mendPlot(
  { ys }: PlotChoices,
  change: PlotState['change'],
  nameOf: (place: number) => string | undefined,
): ExportedFigure['mend'] {
  return (remedy) => {
    if (remedy.kind === 'y-scale') change({ isLog: remedy.yScale === 'log' });
    else if (remedy.kind === 'curves') change({ ys: ys.filter((y) => remedy.samples.includes(nameOf(y) ?? '')) });
  };
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
