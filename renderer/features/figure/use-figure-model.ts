import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { ConductivityFigure, FigureSpec } from '../../../app/contract/figures.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { isPlain } from '../../../app/domain/figure-details.ts';
import { rangeOfCore } from '../../../app/domain/figure-units.ts';
import { describeConductivityFigure } from '../../../app/figures/conductivity-figure.ts';
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

  const points = useCurves(figureId, choices, samples, view);
  const curves = points.data ?? noCurves;
  const formula = useFormula({ figureId, samples, fitRange, choices });
  const colorScheme = useComputedColorScheme('light');
  const lines = formula?.lines;
  const description = useMemo(
    () => describe(curves, rows, { ...choices, fitRange }, lines, colorScheme),
    [curves, rows, choices, fitRange, lines, colorScheme],
  );
  const { yScale, showFit, view: axes, details } = choices;
  const failure = points.error ?? refit.error ?? formula?.error ?? null;
  return {
    spec: { figureId, view: axes, yScale, showFit, fitRange, samples, ...(isPlain(details) ? {} : { details }) },
    formula,
    rows,
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
function useCurves(figureId: string, { view: axes, details }: FigureChoices, samples: string[], view: PlotView) {
  const [settled] = useDebouncedValue(view.x, zoomSettleMs);
  const [from, to] = settled === null ? [null, null] : rangeOfCore(settled, axes, details);
  const input = { figureId, view: axes, samples, xMin: from, xMax: to, maxPoints: maxDrawnPoints };
  return useQuery({
    queryKey: ['figure-curves', input],
    queryFn: ({ signal }) => fetchFigureCurves(input, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
}

function describe(
  curves: readonly CurvePoints[],
  rows: readonly FigureRow[],
  choices: FigureChoices,
  lines: FormulaState['lines'] | undefined,
  theme: 'light' | 'dark',
): FigureDescription {
  const byName = new Map(rows.map((row) => [row.curve.sampleName, row]));
  return describeConductivityFigure(
    curves.map((curve) => {
      const row = byName.get(curve.sampleName);
      return {
        ...curve,
        ...{ fit: row?.fit ?? null, drawnOf: row?.curve.points ?? curve.x.length },
        formula: lines?.get(curve.sampleName),
      };
    }),
    { ...choices, theme, legend: false },
  );
}
