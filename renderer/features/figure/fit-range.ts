import type { FitRange } from '../../../app/domain/conductivity.ts';
import { t } from '../../ui/language.ts';

export type FitEdge = 'minInverseKelvin' | 'maxInverseKelvin';

/** Edges of the fit range stand on hundredths of 1/K, so that a range can be read out and typed again. */
const stepsPerInverseKelvin = 100;
const narrowest = 0.05;

export function snapped(inverseKelvin: number): number {
  return Math.round(inverseKelvin * stepsPerInverseKelvin) / stepsPerInverseKelvin;
}

/** The range with one edge at a new place, inside the limits and never narrower than can be fitted. */
export function withEdge(range: FitRange, edge: FitEdge, inverseKelvin: number, limits: FitRange): FitRange {
  const wanted = snapped(inverseKelvin);
  if (edge === 'minInverseKelvin') {
    const highest = snapped(range.maxInverseKelvin - narrowest);
    return { ...range, minInverseKelvin: Math.min(Math.max(wanted, limits.minInverseKelvin), highest) };
  }
  const lowest = snapped(range.minInverseKelvin + narrowest);
  return { ...range, maxInverseKelvin: Math.max(Math.min(wanted, limits.maxInverseKelvin), lowest) };
}

/** The range by keys: `steps` hundredths up or down. */
export function movedEdge(range: FitRange, edge: FitEdge, steps: number, limits: FitRange): FitRange {
  return withEdge(range, edge, range[edge] + steps / stepsPerInverseKelvin, limits);
}

/** All of the data of the curves, to whole hundredths outwards; null if no curve has data. */
export function fitLimits(
  curves: readonly { temperatureMinK: number | null; temperatureMaxK: number | null }[],
): FitRange | null {
  const coldest = Math.min(...curves.map((curve) => curve.temperatureMinK ?? Number.POSITIVE_INFINITY));
  const hottest = Math.max(...curves.map((curve) => curve.temperatureMaxK ?? Number.NEGATIVE_INFINITY));
  if (!(coldest > 0 && Number.isFinite(coldest) && Number.isFinite(hottest))) return null;
  return {
    minInverseKelvin: Math.floor((1000 / hottest) * stepsPerInverseKelvin) / stepsPerInverseKelvin,
    maxInverseKelvin: Math.ceil((1000 / coldest) * stepsPerInverseKelvin) / stepsPerInverseKelvin,
  };
}

/** "2.35–3.30 K⁻¹ (303 to 426 K)" */
export function rangeInWords(range: FitRange): string {
  return t('{{minInverseKelvin}}–{{maxInverseKelvin}} K⁻¹ ({{maxInverseKelvin2}} to {{minInverseKelvin2}} K)', {
    minInverseKelvin: edgeText(range.minInverseKelvin),
    maxInverseKelvin: edgeText(range.maxInverseKelvin),
    maxInverseKelvin2: kelvinText(range.maxInverseKelvin),
    minInverseKelvin2: kelvinText(range.minInverseKelvin),
  });
}

export function edgeText(inverseKelvin: number): string {
  return inverseKelvin.toFixed(2);
}

export function kelvinText(inverseKelvin: number): string {
  return String(Math.round(1000 / inverseKelvin));
}
