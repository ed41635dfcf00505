import type { AxisStyle, PlotlyLayout } from './plotly-types.ts';

/** Lets axes run from large to small. @param names as the layout has them; those that are not there are passed over */
export function withReversedAxes(layout: PlotlyLayout, names: readonly string[]): PlotlyLayout {
  const turned = names.flatMap((name) => {
    const axis = layout[name];
    return isAxis(axis) ? [[name, reversed(axis)] as const] : [];
  });
  return { ...layout, ...Object.fromEntries(turned) };
}

/** Plotly says it by the order of the ends, or where it looks for them by itself by a word. */
function reversed(axis: AxisStyle): AxisStyle {
  const { range } = axis;
  return Array.isArray(range) ? { ...axis, range: range.toReversed() } : { ...axis, autorange: 'reversed' };
}

function isAxis(value: PlotlyLayout[string]): value is AxisStyle {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float64Array);
}
