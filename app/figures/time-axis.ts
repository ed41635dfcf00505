import type { FigureColumn, TableFigure } from '../domain/table-figure.ts';
import { taiOfUtcClock, utcClockOfTai } from '../domain/time/leap-seconds.ts';

const epochMs = Date.UTC(1977, 0, 1);

/** The horizontal axis of a plot: a column, and for times the clock on which they are drawn. */
export interface XAxis {
  column: FigureColumn;
  /** Null where the axis shows no time. */
  scale: string | null;
}

export function xAxisOf(column: FigureColumn, choice: TableFigure['timeScale']): XAxis {
  if (column.kind !== 'time') return { column, scale: null };
  return { column, scale: choice === 'own' ? (column.timeScale ?? 'TAI') : choice };
}

/** Place on the axis of a number as it lies in the table: milliseconds of its clock for times. */
export function axisPlace({ scale }: XAxis, value: number): number {
  if (scale === null || !Number.isFinite(value)) return value;
  const whole = Math.floor(value);
  const clock = scale === 'UTC' ? utcClockOfTai(whole).clockSeconds : whole;
  return epochMs + (clock + value - whole) * 1000;
}

/** The way back from a place on the axis. */
export function valueAtPlace({ scale }: XAxis, place: number): number {
  if (scale === null) return place;
  const clock = (place - epochMs) / 1000;
  if (scale !== 'UTC') return clock;
  const whole = Math.floor(clock);
  return (taiOfUtcClock(whole) ?? whole) + clock - whole;
}

/** As plotly writes times: without zone. */
export function plotlyTime(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString().slice(0, -1) : '';
}
