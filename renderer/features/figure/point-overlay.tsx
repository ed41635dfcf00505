import type { ReactNode } from 'react';
import type { ConductivityView } from '../../../app/domain/conductivity.ts';
import { type FigureDetails, isOnRight } from '../../../app/domain/figure-details.ts';
import { fromKelvin, fromSigma, quantityOf, shownX } from '../../../app/domain/figure-units.ts';
import { formatPower } from '../../../app/domain/number-format.ts';
import type { CurvePoints } from '../../plots/figure-curves.ts';
import { isInside, type PlotGeometry, xToPixel, yToPixel } from '../../plots/plot-geometry.ts';
import styles from './figure.module.css';
import type { PointCursor } from './point-cursor.ts';

interface PointOverlayProps {
  geometry: PlotGeometry;
  curves: readonly CurvePoints[];
  view: ConductivityView;
  details: FigureDetails;
  cursor: PointCursor;
  /** All curves have the axes of the geometry. */
  isOnePanel: boolean;
}

/** The point chosen by the arrow keys: a ring on the figure and its values in words. */
export function PointOverlay(props: PointOverlayProps): ReactNode {
  const { geometry, curves, view, details, cursor, isOnePanel } = props;
  const curve = curves[cursor.curve];
  const x = curve?.x[cursor.point];
  const y = curve?.y[cursor.point];
  if (curve === undefined || x === undefined || y === undefined) return null;
  const left = xToPixel(geometry, shownX(x, view, details));
  const side = isOnRight(curve.sampleName, details) ? 'y2' : 'y';
  const top = yToPixel(geometry, fromSigma(y, details.quantityUnit), side);
  return (
    <>
      {isOnePanel && isInside(geometry, left, top) && <span className={styles.cursor} style={{ left, top }} />}
      <output className={styles.readOut}>{pointInWords(curve.sampleName, x, y, view, details)}</output>
    </>
  );
}

/** "14S-005: 300.1 K, 1000/T 3.332 K⁻¹, σ 7.33 × 10⁻⁷ S/cm" */
function pointInWords(
  sampleName: string,
  x: number,
  y: number,
  view: ConductivityView,
  { temperatureUnit, quantityUnit }: FigureDetails,
): string {
  const kelvin = view === 'arrhenius' ? 1000 / x : x;
  const temperature = `${fromKelvin(kelvin, temperatureUnit).toFixed(1)}\u202f${temperatureUnit}`;
  const quantity = `${quantityOf(quantityUnit).symbol} ${formatPower(fromSigma(y, quantityUnit), 3)}\u202f${quantityUnit}`;
  return `${sampleName}: ${temperature}, 1000/T ${(1000 / kelvin).toFixed(3)}\u202fK⁻¹, ${quantity}`;
}
