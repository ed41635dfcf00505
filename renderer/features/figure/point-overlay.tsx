import type { ReactNode } from 'react';
import type { ConductivityView } from '../../../app/domain/conductivity.ts';
import { formatPower } from '../../../app/domain/number-format.ts';
import type { CurvePoints } from '../../plots/figure-curves.ts';
import { isInside, type PlotGeometry, xToPixel, yToPixel } from '../../plots/plot-geometry.ts';
import styles from './figure.module.css';
import type { PointCursor } from './point-cursor.ts';

interface PointOverlayProps {
  geometry: PlotGeometry;
  curves: readonly CurvePoints[];
  view: ConductivityView;
  cursor: PointCursor;
}

/** The point chosen by the arrow keys: a ring on the figure and its values in words. */
export function PointOverlay({ geometry, curves, view, cursor }: PointOverlayProps): ReactNode {
  const curve = curves[cursor.curve];
  const x = curve?.x[cursor.point];
  const y = curve?.y[cursor.point];
  if (curve === undefined || x === undefined || y === undefined) return null;
  const [left, top] = [xToPixel(geometry, x), yToPixel(geometry, y)];
  return (
    <>
      {isInside(geometry, left, top) && <span className={styles.cursor} style={{ left, top }} />}
      <output className={styles.readOut}>{pointInWords(curve.sampleName, x, y, view)}</output>
    </>
  );
}

/** "14S-005: 300.1 K, 1000/T 3.332 K⁻¹, σ 7.33 × 10⁻⁷ S/cm" */
export function pointInWords(sampleName: string, x: number, y: number, view: ConductivityView): string {
  const temperatureK = view === 'arrhenius' ? 1000 / x : x;
  const inverse = 1000 / temperatureK;
  return `${sampleName}: ${temperatureK.toFixed(1)}\u202fK, 1000/T ${inverse.toFixed(3)}\u202fK⁻¹, σ ${formatPower(y, 3)}\u202fS/cm`;
}
