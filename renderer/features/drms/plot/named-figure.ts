import type { RecordTable } from '../../../../app/contract/drms.ts';
import type { TimeScaleChoice } from '../../../../app/contract/record-view.ts';
import type { TableFigure } from '../../../../app/domain/table-figure.ts';
import { axisPlace, valueAtPlace, type XAxis } from '../../../../app/figures/time-axis.ts';
import { type PlotView, wholeView } from '../../../plots/plot-geometry.ts';
import type { PlotChoices } from './plot-toolbar.tsx';

type Drawn = Pick<PlotChoices, 'x' | 'ys' | 'errors' | 'line' | 'mode' | 'isLog' | 'reversed'>;

/** What the plot shows, by the names of its columns. */
export function figureOf(
  { columns }: Pick<RecordTable, 'columns'>,
  { ys, errors, line, mode, isLog, reversed }: Drawn,
  { view, x, timeScale }: { view: PlotView; x: XAxis; timeScale: TimeScaleChoice },
): TableFigure {
  const nameOf = (place: number | undefined): string | null =>
    place === undefined ? null : (columns[place]?.name ?? null);
  return {
    x: x.column.name,
    ys: ys.flatMap((y) => {
      const column = nameOf(y);
      return column === null ? [] : [{ column, error: nameOf(errors[y]) }];
    }),
    ...{ mode, line, timeScale, yScale: isLog ? 'log' : 'linear' },
    ...(reversed.length === 0 ? {} : { reversed: [...reversed] }),
    seen: {
      x: view.x === null ? null : [valueAtPlace(x, view.x[0]), valueAtPlace(x, view.x[1])],
      y: view.y === null || !isLog ? view.y : [10 ** view.y[0], 10 ** view.y[1]],
    },
  };
}

/** The choices that make a figure again in a table that has its columns. */
export function choicesOf({ columns }: Pick<RecordTable, 'columns'>, figure: TableFigure): Drawn {
  const placeOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const { x, ys, mode, line, yScale, reversed = [] } = figure;
  const errors = ys.flatMap(({ column, error }) =>
    error === null ? [] : [[placeOf(column), placeOf(error)] as const],
  );
  return {
    ...{ x: placeOf(x), ys: ys.map(({ column }) => placeOf(column)), mode, line, isLog: yScale === 'log', reversed },
    errors: Object.fromEntries(errors),
  };
}

export function viewOf({ seen, yScale }: TableFigure, x: XAxis): PlotView {
  return {
    x: seen.x === null ? wholeView.x : [axisPlace(x, seen.x[0]), axisPlace(x, seen.x[1])],
    y: seen.y === null || yScale === 'linear' ? seen.y : [Math.log10(seen.y[0]), Math.log10(seen.y[1])],
  };
}
