import type { FigureColumn } from '../domain/table-figure.ts';

export type AxisName = 'y' | 'y2';

/** Units of the two vertical axes; the second is undefined while all curves share the first. */
export interface VerticalAxes {
  first: string | null;
  second: string | null | undefined;
}

type Measured = Pick<FigureColumn, 'unit'>;

/** Curves with one unit share an axis; the second unit has the second one. */
export function axesOf(columns: readonly Measured[]): VerticalAxes {
  const [first = null, second] = [...new Set(columns.map(({ unit }) => unit))];
  return { first, second };
}

/** Axis of a curve; null if there is none left for its unit. */
export function axisOf({ first, second }: VerticalAxes, { unit }: Measured): AxisName | null {
  if (unit === first) return 'y';
  return second === undefined || unit === second ? 'y2' : null;
}
