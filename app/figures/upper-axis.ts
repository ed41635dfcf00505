import type { TemperatureUnit } from '../domain/figure-details.ts';
import { toKelvin } from '../domain/figure-units.ts';
import { type AxisGaps, drawnPlace, isLeftOut } from './axis-breaks.ts';
import type { AxisRange } from './axis-range.ts';
import type { AxisStyle } from './plotly-types.ts';

/** Temperatures worth a tick on the upper axis of an Arrhenius figure. */
const niceTemperatures: Readonly<Record<TemperatureUnit, readonly number[]>> = {
  K: [
    ...[1000, 800, 700, 600, 500, 450, 400, 350, 300, 275, 250, 225, 200, 180, 160, 140, 120, 100, 80, 60, 50, 40, 30],
    20,
  ],
  '°C': [
    ...[700, 600, 500, 400, 300, 250, 200, 175, 150, 125, 100, 80, 60, 40, 20, 0, -20, -40, -60, -80, -100, -120, -140],
    ...[-160, -180, -200, -220, -240, -250],
  ],
};

/** The temperatures above an axis of 1000/T. */
export function upperAxis(range: AxisRange, unit: TemperatureUnit, axis: AxisStyle, gaps: AxisGaps | null): AxisStyle {
  const place = (value: number): number => drawnPlace(1000 / toKelvin(value, unit), gaps);
  const isSeen = (value: number): boolean =>
    place(value) >= range[0] && place(value) <= range[1] && !isLeftOut(1000 / toKelvin(value, unit), gaps);
  const inside = niceTemperatures[unit].filter(isSeen);
  // Labels closer than a twelfth of the width would touch.
  const gap = (range[1] - range[0]) / 12;
  const shown: number[] = [];
  for (const value of inside)
    if (shown.length === 0 || place(value) - place(shown.at(-1) ?? value) >= gap) shown.push(value);
  return {
    ...axis,
    overlaying: 'x',
    matches: 'x',
    side: 'top',
    showgrid: false,
    tickmode: 'array',
    tickvals: shown.map(place),
    ticktext: shown.map((value) => String(value).replace('-', '−')),
  };
}
