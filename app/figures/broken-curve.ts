import { type AxisGaps, drawnPlace, type FigureGaps, isInGap, ofScale, squeezed, toScale } from './axis-breaks.ts';
import type { Bars, ShownCurve } from './shown-curve.ts';

interface Line {
  x: Float64Array;
  y: Float64Array;
}

/** A point as the axes count. */
type Point = readonly [x: number, y: number];

/** A curve at its places on axes of which parts are left out. */
export interface BrokenCurve extends ShownCurve {
  /** What the points stand for; undefined where it is what the axes say. */
  values?: Line;
  /** The line between points on both sides of a gap, as far as it is seen. */
  bridges?: Line;
}

/** Points inside of gaps have no place; no line leads over a gap. */
export function brokenCurve(curve: ShownCurve, gaps: FigureGaps): BrokenCurve {
  if (gaps.x === null && gaps.y === null) return curve;
  const { rows, bridges } = cutPoints(curve, gaps);
  const pick = (from: Float64Array): Float64Array => Float64Array.from(rows, (row) => from[row] ?? Number.NaN);
  // A gap has a place of its own, so that it stays wherever only a part of the axis is looked at.
  const x = Float64Array.from(rows, (row, index) => curve.x[row < 0 ? (rows[index - 1] ?? 0) : row] ?? Number.NaN);
  const y = pick(curve.y);
  const drawn = { x: x.map((value) => drawnPlace(value, gaps.x)), y: y.map((value) => drawnPlace(value, gaps.y)) };
  const barsOf = (bars: Bars | null, at: Float64Array, along: AxisGaps | null): Bars | null =>
    bars === null ? null : placedBars({ plus: pick(bars.plus), minus: pick(bars.minus) }, at, along);
  const { formula } = curve;
  return {
    ...curve,
    ...drawn,
    xBars: barsOf(curve.xBars, x, gaps.x),
    yBars: barsOf(curve.yBars, y, gaps.y),
    ...(formula === undefined
      ? {}
      : {
          formula: {
            ...brokenLine(formula, gaps),
            residuals: brokenPoints(formula.residuals, { x: gaps.x, y: null, yScale: 'linear' }),
          },
        }),
    values: { x, y },
    bridges,
  };
}

/** A line in pieces, which end where a part of an axis is left out; between pieces there is a point without y. */
export function brokenLine({ x, y }: Line, gaps: FigureGaps): Line {
  if (gaps.x === null && gaps.y === null) return { x, y };
  const drawn = new Pen(gaps);
  for (let row = 1; row < x.length; row++)
    for (const [from, to] of piecesOf(pointOf({ x, y }, row - 1, gaps), pointOf({ x, y }, row, gaps), gaps))
      drawn.line(from, to);
  return drawn.result();
}

/** Without those inside of gaps. */
function brokenPoints({ x, y }: Line, gaps: FigureGaps): Line {
  const rows = [...x.keys()].filter((row) => isDrawn(pointOf({ x, y }, row, gaps), gaps));
  return {
    x: Float64Array.from(rows, (row) => drawnPlace(x[row] ?? Number.NaN, gaps.x)),
    y: Float64Array.from(rows, (row) => drawnPlace(y[row] ?? Number.NaN, gaps.y)),
  };
}

/** Rows that are drawn, in their order; −1 stands for a gap between two of them. */
function cutPoints(curve: Line, gaps: FigureGaps): { rows: number[]; bridges: Line } {
  const rows: number[] = [];
  const bridges = new Pen(gaps);
  for (const row of curve.x.keys()) {
    const to = pointOf(curve, row, gaps);
    if (row > 0) {
      const from = pointOf(curve, row - 1, gaps);
      const pieces = piecesOf(from, to, gaps);
      const isWhole = pieces.length === 1 && pieces[0]?.[0] === from && pieces[0][1] === to;
      if (!isWhole) {
        if (rows.at(-1) !== -1) rows.push(-1);
        for (const [start, end] of pieces) bridges.line(start, end);
      }
    }
    if (isDrawn(to, gaps) || !to.every(Number.isFinite)) rows.push(row);
  }
  return { rows, bridges: bridges.result() };
}

function pointOf({ x, y }: Line, row: number, gaps: FigureGaps): Point {
  return [toScale(x[row] ?? Number.NaN, gaps.x?.scale ?? 'linear'), toScale(y[row] ?? Number.NaN, gaps.yScale)];
}

function isDrawn([x, y]: Point, gaps: FigureGaps): boolean {
  return !((gaps.x !== null && isInGap(x, gaps.x)) || (gaps.y !== null && isInGap(y, gaps.y)));
}

/** What is seen of the straight line between two points; the very points where it is seen to its ends. */
function piecesOf(from: Point, to: Point, gaps: FigureGaps): [Point, Point][] {
  if (![...from, ...to].every(Number.isFinite)) return [];
  const shares = [
    0,
    ...[...sharesAt(gaps.x, from[0], to[0]), ...sharesAt(gaps.y, from[1], to[1])].toSorted((a, b) => a - b),
    1,
  ];
  const at = (share: number): Point =>
    share === 0 ? from : share === 1 ? to : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return shares.slice(1).flatMap((end, index): [Point, Point][] => {
    const start = shares[index] ?? 0;
    return isDrawn(at((start + end) / 2), gaps) ? [[at(start), at(end)]] : [];
  });
}

/** Where the way from one value to another passes the ends of gaps, as shares of the way. */
function sharesAt(gaps: AxisGaps | null, from: number, to: number): number[] {
  if (gaps === null || from === to) return [];
  return gaps.left
    .flatMap((part) => [part.from, part.to])
    .map((end) => (end - from) / (to - from))
    .filter((share) => share > 0 && share < 1);
}

/** Draws pieces of lines at their places. */
class Pen {
  private readonly x: number[] = [];
  private readonly y: number[] = [];
  private readonly gaps: FigureGaps;
  private last: Point | null = null;

  constructor(gaps: FigureGaps) {
    this.gaps = gaps;
  }

  line(from: Point, to: Point): void {
    const { last } = this;
    if (last === null || last[0] !== from[0] || last[1] !== from[1]) {
      // A place of its own keeps the pieces apart wherever only a part of the axis is looked at.
      if (last !== null) this.push(last, Number.NaN);
      this.push(from);
    }
    this.push(to);
    this.last = to;
  }

  result(): Line {
    return { x: Float64Array.from(this.x), y: Float64Array.from(this.y) };
  }

  private push([x, y]: Point, shown = y): void {
    const { gaps } = this;
    this.x.push(placed(x, gaps.x));
    this.y.push(ofScale(placed(shown, gaps.y), gaps.yScale));
  }
}

/** The lower axis is never logarithmic. */
function placed(count: number, gaps: AxisGaps | null): number {
  return gaps === null ? count : squeezed(count, gaps);
}

/** Bars reach over gaps to where their ends stand. */
function placedBars({ plus, minus }: Bars, at: Float64Array, gaps: AxisGaps | null): Bars {
  const reach = (value: number, bar: number): number =>
    Number.isFinite(bar) ? drawnPlace(value + bar, gaps) - drawnPlace(value, gaps) : Number.NaN;
  return {
    plus: plus.map((bar, row) => reach(at[row] ?? Number.NaN, bar)),
    // A bar that a logarithmic axis has no place for leads out of it, as without gaps.
    minus: minus.map((bar, row) => {
      const value = at[row] ?? Number.NaN;
      return gaps?.scale === 'log' && bar >= value ? bar : -reach(value, -bar);
    }),
  };
}
