import { type CurveIndex, indexCurve } from '../analysis/curve-index.ts';
import type { RowSet } from '../domain/row-set.ts';
import { withGaps } from './curve-gaps.ts';
import { RecentlyUsed } from './recently-used.ts';

export interface CurveParts {
  /** Says all that the curve depends on. */
  key: string;
  x(): Promise<Float64Array>;
  y(): Promise<Float64Array>;
  /** Only these rows; null: all. */
  rows: RowSet | null;
  /** Lines are drawn, so stretches without records must stay open. */
  openGaps: boolean;
}

const mostBytes = 128 * 1024 * 1024;

/** Curves prepared for zooming, and the columns they are made of, the ones drawn last at hand. */
export class RecordCurves {
  private readonly curves = new RecentlyUsed<CurveIndex>(mostBytes, ({ x, y }) => x.byteLength + y.byteLength);
  private readonly columns = new RecentlyUsed<Float64Array>(mostBytes, ({ byteLength }) => byteLength);

  index({ key, x, y, rows, openGaps }: CurveParts): Promise<CurveIndex> {
    return this.curves.get(key, async () => {
      const [xs, ys] = await Promise.all([x(), y()]);
      const chosen = rows === null ? { x: xs, y: ys } : { x: pick(xs, rows), y: pick(ys, rows) };
      const curve = openGaps ? withGaps(chosen) : chosen;
      return indexCurve(curve.x, curve.y);
    });
  }

  /** A column as numbers; read again only if it was not drawn for a while. */
  column(key: string, read: () => Promise<Float64Array>): Promise<Float64Array> {
    return this.columns.get(key, read);
  }
}

function pick(values: Float64Array, rows: RowSet): Float64Array {
  const places = rows.rows();
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = values[places[at] as number] as number;
  return picked;
}
