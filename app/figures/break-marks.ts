import { type AxisGaps, type FigureGaps, ofScale, squeezed } from './axis-breaks.ts';
import type { Palette } from './palette.ts';
import type { AxisStyle } from './plotly-types.ts';

/** Half the size of a stroke, along the axis as a share of the gap. */
const along = 0.22;
/** Across the axis, in px. */
const across = 5;

interface MarkedAxes {
  /** Reference of the axes that have the lower axis; those of the residuals have it where they are drawn. */
  below: string;
  hasUpperAxis: boolean;
}

/** Two strokes at each gap, and no line of the axis between them. */
export function breakMarks(gaps: FigureGaps, { below, hasUpperAxis }: MarkedAxes, palette: Palette): AxisStyle[] {
  const { x, y } = gaps;
  const lines = [{ yref: below, yanchor: 0 }, ...(hasUpperAxis ? [{ yref: 'y domain', yanchor: 1 }] : [])];
  return [
    ...(x === null ? [] : lines.flatMap((line) => marksOf('x', x, line, palette))),
    ...(y === null ? [] : marksOf('y', y, { xref: 'x domain', xanchor: 0 }, palette)),
  ];
}

function marksOf(axis: 'x' | 'y', gaps: AxisGaps, line: AxisStyle, palette: Palette): AxisStyle[] {
  const other = axis === 'x' ? 'y' : 'x';
  const common = { ...line, [`${axis}ref`]: axis, [`${other}sizemode`]: 'pixel', layer: 'above' };
  const acrossAxis = (reach: number): AxisStyle => ({ [`${other}0`]: -reach, [`${other}1`]: reach });
  const alongAxis = (from: number, to: number): AxisStyle => ({
    [`${axis}0`]: ofScale(from, gaps.scale),
    [`${axis}1`]: ofScale(to, gaps.scale),
  });
  return gaps.left.flatMap(({ from, to }) => {
    const ends = [squeezed(from, gaps), squeezed(to, gaps)] as const;
    const ground = { fillcolor: palette.surface, line: { width: 0 } };
    return [
      { ...common, type: 'rect', ...acrossAxis(2), ...alongAxis(...ends), ...ground },
      ...ends.map((end) => ({
        ...{ ...common, type: 'line', line: { color: palette.hint, width: 1.2 } },
        ...{ ...acrossAxis(across), ...alongAxis(end - along * gaps.gap, end + along * gaps.gap) },
      })),
    ];
  });
}
