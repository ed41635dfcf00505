import type { Data, Layout, PlotlyHTMLElement } from 'plotly.js/lib/core';
import type { FigureDescription } from '../../app/figures/plotly-types.ts';
import type { PlotlyApi } from './load-plotly.ts';
import type { MarkedPart, PlotGeometry, PlotView } from './plot-geometry.ts';

export interface PlotListeners {
  /** The user zoomed or moved the figure by mouse. */
  viewChanged(view: PlotView): void;
  /** Called after each drawing, for what is laid over the figure. */
  drawn(geometry: PlotGeometry): void;
  /** The user marked a part, where dragging means that. */
  marked(part: MarkedPart): void;
}

export interface PlotElement {
  draw(figure: FigureDescription, view: PlotView): Promise<void>;
  /** Removes the drawing and all its listeners. */
  close(): void;
}

/** A plotly drawing in `element` that follows the size of its place. */
export function openPlot(plotly: PlotlyApi, element: HTMLElement, listeners: PlotListeners): PlotElement {
  let graph: PlotlyHTMLElement | null = null;
  let gaps: FigureDescription['gaps'];
  let drawnSize = '';
  const sizeOf = (): string => `${element.offsetWidth} ${element.offsetHeight}`;
  const sizes = new ResizeObserver(() => {
    // A hidden tab has no size, and plotly would draw at its default one. The first call tells the size of the drawing.
    if (graph === null || element.offsetWidth === 0 || sizeOf() === drawnSize) return;
    drawnSize = sizeOf();
    plotly.Plots.resize(element);
  });
  sizes.observe(element);
  return {
    async draw(figure, view) {
      drawnSize = sizeOf();
      gaps = figure.gaps;
      const drawn = await plotly.react(
        element,
        // Neutral code describes figures with its own narrower types.
        figure.data as unknown as Data[],
        layoutInView(figure, view),
        { ...figure.config, displayModeBar: false, showTips: false, scrollZoom: true, doubleClick: 'autosize' },
      );
      if (graph === null) {
        graph = drawn;
        const geometry = (): PlotGeometry => geometryOf(drawn, gaps);
        listen(drawn, listeners, geometry);
        listeners.drawn(geometry());
      }
    },
    close() {
      sizes.disconnect();
      graph = null;
      plotly.purge(element);
    },
  };
}

function listen(graph: PlotlyHTMLElement, listeners: PlotListeners, geometry: () => PlotGeometry): void {
  graph.on('plotly_afterplot', () => listeners.drawn(geometry()));
  graph.on('plotly_relayout', (change) => {
    if (isAutomatic(change['xaxis.autorange']) || isAutomatic(change['yaxis.autorange'])) {
      listeners.viewChanged({ x: null, y: null });
    } else if (Object.keys(change).some((key) => /^[xy]axis\.range/.test(key))) {
      const { x, y } = geometry();
      listeners.viewChanged({ x: rising(x), y: rising(y) });
    }
  });
  graph.on('plotly_selected', (event) => {
    // Clicking beside all points gives an event without a range, or none.
    const range = event?.range;
    if (range !== undefined) listeners.marked({ x: rising(range.x), y: rising(range.y) });
  });
}

/** The layout with the axes at the view; upper axes follow the lower one by their own description. */
function layoutInView(figure: FigureDescription, view: PlotView): Partial<Layout> {
  const layout = { ...(figure.layout as Partial<Layout>), autosize: true };
  delete layout.width;
  delete layout.height;
  if (view.x !== null)
    layout.xaxis = {
      ...layout.xaxis,
      range: rangeOf(along(layout.xaxis, view.x), layout.xaxis?.type),
      autorange: false,
    };
  if (view.y !== null) layout.yaxis = { ...layout.yaxis, range: [...along(layout.yaxis, view.y)], autorange: false };
  return layout;
}

/** The ends of a view in the order in which the axis runs. */
function along(axis: Layout['xaxis'] | undefined, [from, to]: readonly [number, number]): [number, number] {
  const [start, end] = axis?.range ?? [];
  const isReversed = axis?.autorange === 'reversed' || (start !== undefined && end !== undefined && start > end);
  return isReversed ? [to, from] : [from, to];
}

/** Plotly looks for the ends by itself. */
function isAutomatic(value: unknown): boolean {
  return value === true || value === 'reversed';
}

/** Plotly reads numbers on an axis of time as local time. */
function rangeOf(range: readonly [number, number], type: string | undefined): [number, number] | [string, string] {
  const text = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, -1);
  return type === 'date' ? [text(range[0]), text(range[1])] : [range[0], range[1]];
}

/** @param ends numbers, as plotly's types have it, or text on axes of time */
function rising(ends: readonly (number | string)[]): [number, number] {
  const numbers = ends.map(numberOf);
  return [Math.min(...numbers), Math.max(...numbers)];
}

interface DrawnAxis {
  _offset: number;
  _length: number;
  /** Text on axes of time. */
  range: [number | string, number | string];
  type: string;
}

/** Plotly writes times without zone and means UTC; in numbers they are milliseconds. */
function numberOf(value: number | string): number {
  return typeof value === 'number' ? value : Date.parse(`${value.replace(' ', 'T')}Z`);
}

/** Plotly tells positions only in its resolved layout, which its types leave out. */
function geometryOf(graph: PlotlyHTMLElement, gaps: FigureDescription['gaps']): PlotGeometry {
  const { _fullLayout } = graph as unknown as {
    _fullLayout: { xaxis: DrawnAxis; yaxis: DrawnAxis; yaxis2?: DrawnAxis };
  };
  const { xaxis, yaxis, yaxis2 } = _fullLayout;
  return {
    left: xaxis._offset,
    top: yaxis._offset,
    width: xaxis._length,
    height: yaxis._length,
    x: [numberOf(xaxis.range[0]), numberOf(xaxis.range[1])],
    y: [numberOf(yaxis.range[0]), numberOf(yaxis.range[1])],
    yIsLog: yaxis.type === 'log',
    ...(gaps === undefined ? {} : { gaps }),
    ...(yaxis2 === undefined ? {} : { y2: [numberOf(yaxis2.range[0]), numberOf(yaxis2.range[1])] as const }),
  };
}
