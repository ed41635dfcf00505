import type { CurvePoints } from '../../plots/figure-curves.ts';
import { orderedPoints } from './point-cursor.ts';

/** A moment of a curve as it is heard. */
export interface Tone {
  /** From the start. */
  atS: number;
  frequencyHz: number;
  /** −1 left, 1 right. */
  pan: number;
}

const lengthS = 3;
/** Two and a half octaves, which small speakers have too. */
const lowHz = 200;
const highHz = 1100;

/** The curve from left to right: high tones are large values, by their logarithm where the axis is one. */
export function curveTones(curve: CurvePoints, yIsLog: boolean): Tone[] {
  const points = orderedPoints(curve).filter((index) => !yIsLog || (curve.y[index] ?? 0) > 0);
  const xs = points.map((index) => curve.x[index] ?? 0);
  const ys = points.map((index) => (yIsLog ? Math.log(curve.y[index] ?? 1) : (curve.y[index] ?? 0)));
  const [first = 0, last = 0] = [xs[0], xs.at(-1)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const share = (value: number, from: number, to: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  return points.map((_, place) => {
    const along = share(xs[place] ?? 0, first, last);
    return {
      atS: along * lengthS,
      frequencyHz: lowHz * (highHz / lowHz) ** share(ys[place] ?? 0, low, high),
      pan: 2 * along - 1,
    };
  });
}
