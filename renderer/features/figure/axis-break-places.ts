import type { AxisBreak, MarkAxis } from '../../../app/domain/figure-details.ts';
import { fromSigma, kelvinOfX, toSigma, xOfKelvin } from '../../../app/domain/figure-units.ts';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import type { FigureChoices } from './figure-choices.ts';
import { valuesAt } from './figure-marks.ts';

type Axes = Pick<FigureChoices, 'view' | 'details'>;

/** The ends of a break as its axis counts, the smaller one first. */
export function endsOnAxis({ along, from, to }: AxisBreak, { view, details }: Axes): [number, number] {
  const ends = [from, to].map((end) =>
    along === 'temperature' ? xOfKelvin(end, view, details) : fromSigma(end, details.quantityUnit),
  );
  return [Math.min(...ends), Math.max(...ends)];
}

/** The break between two places of an axis; undefined where there is nothing between them. */
export function breakBetween(along: MarkAxis, ends: readonly number[], { view, details }: Axes): AxisBreak | undefined {
  const plain = ends.map((end) =>
    along === 'temperature' ? kelvinOfX(end, view, details) : toSigma(end, details.quantityUnit),
  );
  const [from, to] = [Math.min(...plain), Math.max(...plain)];
  const isPlace = Number.isFinite(from) && Number.isFinite(to) && (along === 'sigma' || from > 0);
  return isPlace && from < to ? { along, from, to } : undefined;
}

/** In the middle of what is seen. */
export function newBreak(along: MarkAxis, seen: PlotGeometry, axes: Axes): AxisBreak | undefined {
  const at = (share: number): number => {
    const plain = valuesAt(seen, seen.left + share * seen.width, seen.top + share * seen.height, axes);
    const value =
      along === 'temperature'
        ? xOfKelvin(plain.kelvin, axes.view, axes.details)
        : fromSigma(plain.sigma, axes.details.quantityUnit);
    // Short enough to be typed again.
    return Number(value.toPrecision(3));
  };
  return breakBetween(along, [at(0.4), at(0.6)], axes);
}

/** What stands behind the numbers of a break. */
export function unitOfAxis(along: MarkAxis, { view, details }: Axes): string {
  if (along === 'sigma') return details.quantityUnit;
  return view === 'arrhenius' ? 'K⁻¹' : details.temperatureUnit;
}
