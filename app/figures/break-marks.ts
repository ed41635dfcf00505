import { type AxisGaps, type FigureGaps, ofScale, squeezed } from './axis-breaks.ts';
import type { Palette } from './palette.ts';
import type { AxisStyle } from './plotly-types.ts';

/** Half the size of a stroke, along the axis as a share of the gap. */
const along = 0.22;
/** Across the axis, in px. */
const across = 5;
/** The strokes of a small axis are smaller. */
const acrossSmall = 3.5;

interface MarkedAxes {
  /** Reference of the axes that have the lower axis; those of the residuals have it where they are drawn. */
  below: string;
  hasUpperAxis: boolean;
}

/** Where the strokes of an axis stand. */
interface MarkedLine {
  /** Reference of the axis. */
  ref: string;
  /** The line of the axis in the other direction. */
  line: AxisStyle;
  reachPx: number;
  /** From where to where the axis is drawn, as it counts. */
  part: readonly [from: number, to: number];
}

const whole = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Two strokes at each gap, and no line of the axis between them. */
export function breakMarks(gaps: FigureGaps, { below, hasUpperAxis }: MarkedAxes, palette: Palette): AxisStyle[] {
  const { x, y } = gaps;
  const lines = [{ yref: below, yanchor: 0 }, ...(hasUpperAxis ? [{ yref: 'y domain', yanchor: 1 }] : [])];
  const common = { reachPx: across, part: whole };
  return [
    ...lines.flatMap((line) => marksOf('x', x, { ...common, ref: 'x', line }, palette)),
    ...marksOf('y', y, { ...common, ref: 'y', line: { xref: 'x domain', xanchor: 0 } }, palette),
  ];
}

/** The same on all sides of the frame of an inset, at the gaps that it shows. */
export function insetBreakMarks(
  { x, y }: FigureGaps,
  part: { x: MarkedLine['part']; y: MarkedLine['part'] },
  palette: Palette,
): AxisStyle[] {
  return [0, 1].flatMap((side) => [
    ...marksOf(
      'x',
      x,
      { ref: 'x4', line: { yref: 'y4 domain', yanchor: side }, reachPx: acrossSmall, part: part.x },
      palette,
    ),
    ...marksOf(
      'y',
      y,
      { ref: 'y4', line: { xref: 'x4 domain', xanchor: side }, reachPx: acrossSmall, part: part.y },
      palette,
    ),
  ]);
}

function marksOf(
  axis: 'x' | 'y',
  gaps: AxisGaps | null,
  { ref, line, reachPx, part }: MarkedLine,
  palette: Palette,
): AxisStyle[] {
  if (gaps === null) return [];
  const other = axis === 'x' ? 'y' : 'x';
  const common = { ...line, [`${axis}ref`]: ref, [`${other}sizemode`]: 'pixel', layer: 'above' };
  const acrossAxis = (reach: number): AxisStyle => ({ [`${other}0`]: -reach, [`${other}1`]: reach });
  const alongAxis = (from: number, to: number): AxisStyle => ({
    [`${axis}0`]: ofScale(from, gaps.scale),
    [`${axis}1`]: ofScale(to, gaps.scale),
  });
  return gaps.left.flatMap(({ from, to }) => {
    const ends = [squeezed(from, gaps), squeezed(to, gaps)] as const;
    const shown = [Math.max(ends[0], part[0]), Math.min(ends[1], part[1])] as const;
    if (shown[0] >= shown[1]) return [];
    const ground = { fillcolor: palette.surface, line: { width: 0 } };
    return [
      { ...common, type: 'rect', ...acrossAxis(2), ...alongAxis(...shown), ...ground },
      ...shown
        .filter((end, place) => end === ends[place])
        .map((end) => ({
          ...{ ...common, type: 'line', line: { color: palette.hint, width: 1.2 } },
          ...{ ...acrossAxis(reachPx), ...alongAxis(end - along * gaps.gap, end + along * gaps.gap) },
        })),
    ];
  });
}
