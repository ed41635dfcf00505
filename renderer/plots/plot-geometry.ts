import { drawnPlace, type FigureGaps, valueAtPlace } from '../../app/figures/axis-breaks.ts';

/**
 * Visible part of a figure in the units of its axes, by places where parts are left out; a logarithmic axis counts in
 * powers of ten. Null: all of it.
 */
export interface PlotView {
  x: readonly [number, number] | null;
  y: readonly [number, number] | null;
}

export const wholeView: PlotView = { x: null, y: null };

/** Where the plot area lies in the drawing, in pixels, and what its axes show. */
export interface PlotGeometry {
  left: number;
  top: number;
  width: number;
  height: number;
  /** From left to right, and from below; an axis may run from large to small. */
  x: readonly [number, number];
  y: readonly [number, number];
  yIsLog: boolean;
  /** What the second axis on the right shows; undefined without one. */
  y2?: readonly [number, number];
  /** What is left out of the lower and the left axis; undefined: nothing. */
  gaps?: FigureGaps;
}

/** Part of a figure that was marked by dragging, in the units of its axes; y is that of the left one. */
export interface MarkedPart {
  x: readonly [number, number];
  y: readonly [number, number];
}

/** Pixel of a value on the x axis. */
export function xToPixel(geometry: PlotGeometry, value: number): number {
  const [from, to] = geometry.x;
  const place = drawnPlace(value, geometry.gaps?.x ?? null);
  return geometry.left + ((place - from) / (to - from)) * geometry.width;
}

/** Value on the x axis at a pixel. */
export function pixelToX(geometry: PlotGeometry, pixel: number): number {
  const [from, to] = geometry.x;
  const place = from + ((pixel - geometry.left) / geometry.width) * (to - from);
  return valueAtPlace(place, geometry.gaps?.x ?? null);
}

/** Pixel of a value on the y axis, left or right; NaN for a value that a logarithm cannot show. */
export function yToPixel(geometry: PlotGeometry, value: number, axis: 'y' | 'y2' = 'y'): number {
  const [from, to] = (axis === 'y2' ? geometry.y2 : undefined) ?? geometry.y;
  const place = axis === 'y2' ? value : drawnPlace(value, geometry.gaps?.y ?? null);
  const shown = geometry.yIsLog ? Math.log10(place) : place;
  return geometry.top + (1 - (shown - from) / (to - from)) * geometry.height;
}

/** Value on the left y axis at a pixel. */
export function pixelToY(geometry: PlotGeometry, pixel: number): number {
  const [from, to] = geometry.y;
  const shown = from + (1 - (pixel - geometry.top) / geometry.height) * (to - from);
  return valueAtPlace(geometry.yIsLog ? 10 ** shown : shown, geometry.gaps?.y ?? null);
}

export function isInside(geometry: PlotGeometry, xPixel: number, yPixel: number): boolean {
  return (
    xPixel >= geometry.left - 0.5 &&
    xPixel <= geometry.left + geometry.width + 0.5 &&
    yPixel >= geometry.top - 0.5 &&
    yPixel <= geometry.top + geometry.height + 0.5
  );
}

/** The lower axis runs from large to small. */
export function isReversed(geometry: PlotGeometry | null): boolean {
  return geometry !== null && geometry.x[0] > geometry.x[1];
}

/** The view magnified about its centre; a factor below 1 shows more. */
export function zoomed(geometry: PlotGeometry, factor: number): PlotView {
  return { x: zoomedRange(geometry.x, factor), y: zoomedRange(geometry.y, factor) };
}

function zoomedRange([from, to]: readonly [number, number], factor: number): [number, number] {
  const centre = (from + to) / 2;
  const half = Math.abs(to - from) / 2 / factor;
  return [centre - half, centre + half];
}
