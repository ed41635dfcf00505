import type { FigureMark, MarkAxis } from '../domain/figure-details.ts';
import { fromSigma, xOfKelvin } from '../domain/figure-units.ts';
import { drawnPlace, type FigureGaps } from './axis-breaks.ts';
import type { FigureOptions } from './figure-options.ts';
import type { Palette } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle } from './plotly-types.ts';

type MarkOptions = Pick<FigureOptions, 'view' | 'yScale'> & {
  details: NonNullable<FigureOptions['details']>;
  gaps: FigureGaps;
};

interface DrawnMarks {
  annotations: AxisStyle[];
  shapes: AxisStyle[];
}

/** What the user wrote and drew into the figure, at its temperatures and conductivities in any view and unit. */
export function drawnMarks({ details, view, yScale, gaps }: MarkOptions, palette: Palette): DrawnMarks {
  const placeOf = (along: MarkAxis, value: number): number =>
    along === 'temperature'
      ? drawnPlace(xOfKelvin(value, view, details), gaps.x)
      : drawnPlace(fromSigma(value, details.quantityUnit), gaps.y);
  const drawn: DrawnMarks = { annotations: [], shapes: [] };
  for (const mark of details.marks) {
    if (mark.kind === 'text') {
      const [x, y] = [placeOf('temperature', mark.kelvin), placeOf('sigma', mark.sigma)];
      if (isPlace(x) && isPlace(y, yScale)) drawn.annotations.push(textMark(mark, x, y, yScale, palette));
      continue;
    }
    const ends = (mark.kind === 'line' ? [mark.at, mark.at] : [mark.from, mark.to]).map((at) =>
      placeOf(mark.along, at),
    );
    const scale = mark.along === 'sigma' ? yScale : 'linear';
    const [from = Number.NaN, to = Number.NaN] = ends;
    if (isPlace(from, scale) && isPlace(to, scale)) drawn.shapes.push(shapeMark(mark, from, to, palette));
  }
  return drawn;
}

/** A logarithm and a reciprocal have no place for some values. */
function isPlace(value: number, scale: 'log' | 'linear' = 'linear'): boolean {
  return Number.isFinite(value) && (scale === 'linear' || value > 0);
}

function textMark(
  { text, arrow }: Extract<FigureMark, { kind: 'text' }>,
  x: number,
  y: number,
  yScale: 'log' | 'linear',
  palette: Palette,
): AxisStyle {
  return {
    ...{ x, y: yScale === 'log' ? Math.log10(y) : y, xref: 'x', yref: 'y' },
    text: escapeText(text).replaceAll('\n', '<br>'),
    font: { size: 12, color: palette.text },
    captureevents: false,
    ...(arrow === null
      ? { showarrow: false }
      : {
          ...{ showarrow: true, ax: arrow.rightPx, ay: arrow.downPx },
          ...{ arrowhead: 2, arrowsize: 1, arrowwidth: 1.2, arrowcolor: palette.secondary },
        }),
  };
}

/** From edge to edge of the axes. */
function shapeMark(
  { kind, along }: Exclude<FigureMark, { kind: 'text' }>,
  from: number,
  to: number,
  palette: Palette,
): AxisStyle {
  const across =
    along === 'temperature'
      ? { xref: 'x', x0: from, x1: to, yref: 'y domain', y0: 0, y1: 1 }
      : { yref: 'y', y0: from, y1: to, xref: 'x domain', x0: 0, x1: 1 };
  return kind === 'line'
    ? { ...across, type: 'line', line: { color: palette.secondary, width: 1.2, dash: '4px 3px' } }
    : { ...across, type: 'rect', fillcolor: palette.secondary, opacity: 0.12, line: { width: 0 }, layer: 'below' };
}
