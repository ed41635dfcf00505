import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { ConductivityFigure, FigureSpec } from '../../../app/contract/figures.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { isPlain } from '../../../app/domain/figure-details.ts';
import { errorColumnOf, rangeOfCore } from '../../../app/domain/figure-units.ts';
import { type AxisGaps, type FigureGaps, valueAtPlace } from '../../../app/figures/axis-breaks.ts';
import { describeConductivityFigure } from '../../../app/figures/conductivity-figure.ts';
import type { FigureOptions } from '../../../app/figures/figure-options.ts';
import { type PlacedBreaks, placedBreaks } from '../../../app/figures/placed-breaks.ts';
import type { FigureDescription } from '../../../app/figures/plotly-types.ts';
import { queryFor } from '../../api/query-options.ts';
import { type CurvePoints, fetchFigureCurves } from '../../plots/figure-curves.ts';
import type { PlotView } from '../../plots/plot-geometry.ts';
import type { FigureChoices } from './figure-choices.ts';
import { type FigureRow, rowsOfFigure } from './figure-rows.ts';
import { fitLimits } from './fit-range.ts';
import { type FormulaState, useFormula } from './use-formula.ts';

/** More elements make each redrawing of the figure felt. */
const maxDrawnPoints = 6000;
const zoomSettleMs = 120;

export interface FigureModel {
  spec: FigureSpec;
  rows: FigureRow[];
  /** Null if no curve has a fit. */
  fitRange: FitRange | null;
  limits: FitRange | null;
  curves: readonly CurvePoints[];
  drawnPoints: number;
  /** Points of the drawn curves before they were thinned out. */
  allPoints: number;
  description: FigureDescription | null;
  /** Null without a formula. */
  formula: FormulaState | null;
  /** Breaks of axes that cannot be drawn. */
  breakProblems: PlacedBreaks['problems'];
  error: AppError | null;
}

/** Everything a figure panel shows of a loaded figure under the user's choices and zoom. */
export function useFigureModel(figure: ConductivityFigure, choices: FigureChoices, view: PlotView): FigureModel {
  const { figureId } = figure;
  const fitRange = choices.fitRange ?? figure.fitRange;
  const refit = useQuery({
    ...queryFor('figures.conductivity.fit', { figureId, fitRange }),
    enabled: choices.fitRange !== null,
    placeholderData: keepPreviousData,
  });
  const refitted = choices.fitRange === null ? undefined : refit.data;
  const rows = useMemo(() => rowsOfFigure(figure, choices.hidden, refitted), [figure, choices.hidden, refitted]);
  const samples = useMemo(() => rows.filter((row) => row.drawn).map((row) => row.curve.sampleName), [rows]);

  const breaks = useBreaks(figureId, choices, samples);
  const { gaps } = breaks;
  const points = useCurves(figureId, choices, samples, view.x, gaps?.x ?? null);
  const curves = points.data ?? noCurves;
  const column = choices.details.rightColumn?.column ?? null;
  const others = useCurves(figureId, choices, samples, view.x, gaps?.x ?? null, { isWanted: column !== null, column });
  const otherCurves = column === null ? undefined : others.data;
  const formula = useFormula({ figureId, samples, fitRange, choices });
  const colorScheme = useComputedColorScheme('light');
  const lines = formula?.lines;
  // Plotly finds the ticks of all other axes by itself.
  const seen = choices.details.breaks.length === 0 ? undefined : view;
  const description = useMemo(
    () => describe({ curves, otherCurves, rows, lines }, { ...choices, fitRange, theme: colorScheme, gaps, seen }),
    [curves, otherCurves, rows, choices, fitRange, lines, colorScheme, gaps, seen],
  );
  const { yScale, showFit, view: axes, details } = choices;
  const failure = points.error ?? others.error ?? refit.error ?? formula?.error ?? null;
  return {
    spec: { figureId, view: axes, yScale, showFit, fitRange, samples, ...(isPlain(details) ? {} : { details }) },
    ...{ formula, rows, breakProblems: breaks.problems },
    fitRange,
    limits: useMemo(() => fitLimits(figure.curves), [figure]),
    curves,
    drawnPoints: curves.reduce((sum, curve) => sum + curve.x.length, 0),
    allPoints: rows.reduce((sum, row) => sum + (row.drawn ? row.curve.points : 0), 0),
    description: points.data === undefined ? null : description,
    error: failure === null ? null : toAppError(failure),
  };
}

const noCurves: CurvePoints[] = [];

/** Asks for the points of what is in view, and keeps the old ones on the screen until the new are there. */
function useCurves(
  figureId: string,
  { view: axes, details }: FigureChoices,
  samples: string[],
  seen: PlotView['x'],
  gaps: AxisGaps | null,
  { isWanted = true, column = null }: { isWanted?: boolean; column?: string | null } = {},
) {
  const [settled] = useDebouncedValue(seen, zoomSettleMs);
  const [from, to] =
    settled === null
      ? [null, null]
      : rangeOfCore([valueAtPlace(settled[0], gaps), valueAtPlace(settled[1], gaps)], axes, details);
  const input = {
    figureId,
    view: axes,
    samples,
    xMin: from,
    xMax: to,
    maxPoints: maxDrawnPoints,
    errorColumn: errorColumnOf(details.errors),
    column,
  };
  return useQuery({
    queryKey: ['figure-curves', input],
    queryFn: ({ signal }) => fetchFigureCurves(input, signal),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
}

interface DrawnBreaks {
  /** Undefined while nothing is known of the curves. */
  gaps: FigureGaps | undefined;
  problems: PlacedBreaks['problems'];
}

/** What is left out of the axes follows from all of the curves, whatever part of them is seen. */
function useBreaks(figureId: string, choices: FigureChoices, samples: string[]): DrawnBreaks {
  const { view, yScale, details } = choices;
  const hasBreaks = details.breaks.length > 0;
  const { data } = useCurves(figureId, choices, samples, null, null, { isWanted: hasBreaks });
  return useMemo(() => {
    if (!hasBreaks || data === undefined) return { gaps: undefined, problems: [] };
    const whole = data.map((curve) => ({ ...curve, fit: null }));
    return placedBreaks(whole, { view, yScale, details });
  }, [hasBreaks, data, view, yScale, details]);
}

interface Drawn {
  curves: readonly CurvePoints[];
  /** Of the column on the right. */
  otherCurves: readonly CurvePoints[] | undefined;
  rows: readonly FigureRow[];
  lines: FormulaState['lines'] | undefined;
}

function describe(
  { curves, otherCurves, rows, lines }: Drawn,
  options: Omit<FigureOptions, 'legend'>,
): FigureDescription {
  const byName = new Map(rows.map((row) => [row.curve.sampleName, row]));
  const column = options.details?.rightColumn?.column;
  return describeConductivityFigure(
    curves.map((curve) => {
      const row = byName.get(curve.sampleName);
      const other = otherCurves?.find(({ sampleName }) => sampleName === curve.sampleName);
      const unit = row?.curve.columns.find(({ name }) => name === column)?.unit ?? null;
      return {
        ...curve,
        ...{ fit: row?.fit ?? null, drawnOf: row?.curve.points ?? curve.x.length },
        formula: lines?.get(curve.sampleName),
        other: other && { x: other.x, y: other.y, unit },
      };
    }),
    { ...options, legend: false },
  );
}
