import type { PlotlyTrace, PlotlyValue } from './plotly-types.ts';

/** Plotly lets a legend scroll that is higher than the figure; on paper nothing scrolls. */
export interface LegendColumns {
  /** Room right of the axes, in px; undefined leaves it to plotly. */
  marginRightPx: number | undefined;
  /** `legend`, `legend2`, … of the layout. */
  legends: { readonly [key: string]: PlotlyValue };
  /** What a curve needs to stand in its column; names that find no room are left out. */
  entryOf(index: number): Partial<PlotlyTrace>;
  /** Says how many names were left out. */
  rest: PlotlyTrace[];
}

export interface LegendPlace {
  /** Of the whole figure, in px. */
  widthPx: number;
  /** Of the axes, in px. */
  axesHeightPx: number;
  marginLeftPx: number;
  /** Between axes and names; 0 without an axis on the right. */
  rightAxisPx: number;
}

const rowPx = 19.2;
const symbolPx = 46;
const letterPx = 7.2;
const gapPx = 14;
/** The curves matter more than their names. */
const largestShare = 0.45;

/** Spreads the names of the curves over as many columns as they need. */
export function legendColumns(
  names: readonly string[],
  { widthPx, axesHeightPx, marginLeftPx, rightAxisPx }: LegendPlace,
  style: { readonly [key: string]: PlotlyValue },
): LegendColumns {
  const rows = Math.max(1, Math.floor((axesHeightPx - 10) / rowPx));
  if (names.length <= rows && rightAxisPx === 0)
    return { marginRightPx: undefined, legends: { legend: style }, entryOf: () => ({}), rest: [] };
  const columnPx = symbolPx + letterPx * Math.max(...names.map((name) => name.length));
  const most = Math.max(1, Math.floor((largestShare * widthPx) / columnPx));
  const columns = Math.min(most, Math.ceil(names.length / rows));
  const named = names.length <= columns * rows ? names.length : columns * rows - 1;
  const marginRightPx = Math.round(gapPx + rightAxisPx + columns * columnPx);
  const axesWidthPx = widthPx - marginLeftPx - marginRightPx;
  const keyOf = (index: number): string => {
    const column = Math.min(columns - 1, Math.floor(index / rows));
    return column === 0 ? 'legend' : `legend${column + 1}`;
  };
  const legends = Array.from({ length: columns }, (_, column) => [
    keyOf(column * rows),
    {
      ...style,
      x: 1 + (gapPx / 2 + rightAxisPx + column * columnPx) / axesWidthPx,
      xanchor: 'left',
      y: 1,
      yanchor: 'top',
    },
  ]);
  return {
    marginRightPx,
    legends: Object.fromEntries(legends),
    entryOf: (index) => (index < named ? { legend: keyOf(index) } : { showlegend: false }),
    rest: named === names.length ? [] : [restEntry(names.length - named, keyOf(named))],
  };
}

function restEntry(count: number, legend: string): PlotlyTrace {
  return {
    type: 'scatter',
    name: `and ${count} more`,
    x: [Number.NaN],
    y: [Number.NaN],
    mode: 'markers',
    marker: { color: 'rgba(0,0,0,0)' },
    legend,
    hoverinfo: 'skip',
  };
}
