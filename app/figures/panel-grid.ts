import { detailLimits, type FigureDetails } from '../domain/figure-details.ts';
import type { Palette } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle } from './plotly-types.ts';

/** One small pair of axes for each curve. */
export function hasPanels({ panels }: FigureDetails, curves: number): boolean {
  return panels === 'each' && curves > 1 && curves <= detailLimits.panels;
}

/** Names of the axes of a panel, as traces and shapes say them. */
export function panelAxes(index: number): { xaxis: string; yaxis: string } {
  // The numbers below belong to the upper axis, the axis on the right, the residuals and the inset.
  const number = index === 0 ? '' : String(index + 10);
  return { xaxis: `x${number}`, yaxis: `y${number}` };
}

interface PanelFrame {
  count: number;
  widthPx: number;
  heightPx: number;
}

const gapPx = 14;

/** Axes of all panels: the first as given, the others follow it. Only those at the edges have numbers and titles. */
export function panelLayout(
  { count, widthPx, heightPx }: PanelFrame,
  x: AxisStyle,
  y: AxisStyle,
): { [key: string]: AxisStyle } {
  const columns = columnsOf(count, widthPx / heightPx);
  const rows = Math.ceil(count / columns);
  const layout: { [key: string]: AxisStyle } = {};
  for (let index = 0; index < count; index++) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const { xaxis, yaxis } = panelAxes(index);
    const isLowest = index + columns >= count;
    layout[`xaxis${xaxis.slice(1)}`] = {
      ...inner(x, index, 'x', isLowest),
      anchor: yaxis,
      domain: share(column, columns, gapPx / widthPx),
    };
    layout[`yaxis${yaxis.slice(1)}`] = {
      ...inner(y, index, 'y', column === 0),
      anchor: xaxis,
      domain: share(rows - 1 - row, rows, gapPx / heightPx),
    };
  }
  return layout;
}

/** Panels are a little wider than high. */
function columnsOf(count: number, shape: number): number {
  return Math.max(1, Math.min(count, Math.round(Math.sqrt((count * shape) / 1.2))));
}

function share(place: number, of: number, gap: number): [number, number] {
  const size = (1 - gap * (of - 1)) / of;
  return [place * (size + gap), place * (size + gap) + size];
}

function inner(axis: AxisStyle, index: number, first: 'x' | 'y', isAtEdge: boolean): AxisStyle {
  const { range, title, ...style } = axis;
  return {
    ...style,
    nticks: 4,
    ...(index === 0 ? (range === undefined ? {} : { range }) : { matches: first }),
    ...(isAtEdge ? { title } : { showticklabels: false }),
  };
}

/** The name of its curve in each panel. */
export function panelNames(names: readonly string[], palette: Palette): AxisStyle[] {
  return names.map((name, index) => {
    const { xaxis, yaxis } = panelAxes(index);
    return {
      ...{ xref: `${xaxis} domain`, yref: `${yaxis} domain`, x: 1, y: 1, xanchor: 'right', yanchor: 'top' },
      ...{ text: escapeText(name), showarrow: false, font: { size: 11.5, color: palette.text } },
    };
  });
}

/** The same shapes in every panel; those of the first are given. */
export function inAllPanels(shapes: readonly AxisStyle[], count: number): AxisStyle[] {
  return Array.from({ length: count }, (_, index) => panelAxes(index)).flatMap(({ xaxis, yaxis }) =>
    shapes.map((shape) => ({
      ...shape,
      xref: shape.xref === 'x domain' ? `${xaxis} domain` : xaxis,
      yref: shape.yref === 'y' ? yaxis : `${yaxis} domain`,
    })),
  );
}
