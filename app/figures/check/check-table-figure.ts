import { describedSize, type FigureFinding, type PrintSize } from '../../domain/figure-print.ts';
import { describeTableFigure, type TableCurve, type TableFigureOptions } from '../table-figure.ts';
import type { XAxis } from '../time-axis.ts';
import { alikeCurves } from './alike-curves.ts';
import { axisFindings, lineFindings, logFindings, textFindings } from './rules.ts';

/** A figure of a table as it will be printed. */
export interface TableFigureCase {
  curves: readonly TableCurve[];
  x: XAxis;
  options: Omit<TableFigureOptions, 'print'> & { seen: NonNullable<TableFigureOptions['print']>['seen'] };
  size: PrintSize;
}

/** What a careful reviewer would say of it; nothing found is no proof. */
export function checkTableFigure({ curves, x, options: { seen, ...options }, size }: TableFigureCase): FigureFinding[] {
  const { widthPx, heightPx, scale } = describedSize(size);
  const figure = describeTableFigure(curves, x, { ...options, print: { widthPx, heightPx, seen } });
  const named = curves.map(({ label, all }) => ({ sampleName: label, y: all.y }));
  return [
    ...axisFindings(figure),
    ...textFindings(figure, size, scale),
    ...lineFindings(figure, size, scale),
    ...logFindings(named, options),
    ...cutBars(curves, options),
    // The band of a line comes before the curves.
    ...alikeCurves({ ...figure, data: figure.data.filter(({ mode }) => mode !== 'none') }, named),
  ];
}

/** Bars that leave a logarithmic axis. */
function cutBars(curves: readonly TableCurve[], { yScale }: Pick<TableFigureOptions, 'yScale'>): FigureFinding[] {
  if (yScale !== 'log') return [];
  const cut = curves.flatMap(({ label, bars }) =>
    bars?.y.some((value, row) => value > 0 && (bars.errors[row] ?? 0) >= value) === true ? [label] : [],
  );
  if (cut.length === 0) return [];
  return [
    {
      rule: 'bars',
      text: `Error bars of ${cut.join(', ')} reach down to where a logarithmic axis has no place.`,
      remedy: { label: 'Use a linear axis', change: { kind: 'y-scale', yScale: 'linear' } },
    },
  ];
}
