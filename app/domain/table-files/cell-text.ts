import type { StoredColumn } from '../columns.ts';
import { formatTime, type TimeFormat, timeFormatOfUnit } from '../time/format-time.ts';
import { instantOfDrmsSeconds } from '../time/instant.ts';
import { parseTimeZone, utc } from '../time/time-zone.ts';

/** Writes a cell that has a value: numbers in full, flags as 0 or 1, times as text. */
export type CellText = (value: number | bigint | string) => string;

/** Times as the series writes them. */
export function cellTextOf(column: StoredColumn): CellText {
  return column.kind === 'time' ? timeText(seriesFormat(column), column.timePrecision) : plainText;
}

/** Times in ISO 8601 without a zone, by the clock of `timeScaleOf`: `2016-04-01T00:00:00`. */
export function isoCellTextOf(column: StoredColumn): CellText {
  if (column.kind !== 'time') return plainText;
  const { style } = seriesFormat(column);
  // The digits of a Julian day are not those of a second.
  const digits = style === 'jd' || style === 'mjd' ? undefined : column.timePrecision;
  const precision = Math.max(0, digits ?? 0);
  const zone = parseTimeZone(timeScaleOf(column)) ?? utc;
  const text = timeText({ zone, precision, style: 'iso' }, digits === undefined ? undefined : precision);
  return (value) => text(value).replace(/Z$/, '');
}

/** A scale that astronomers' programs know: zones such as +0100 are clocks of UTC. */
export function timeScaleOf(column: StoredColumn): string {
  return seriesFormat(column).zone.scale;
}

/** The shortest decimal that gives the same double again. */
function plainText(value: number | bigint | string): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function seriesFormat({ timeStyle, timeScale, timePrecision }: StoredColumn): TimeFormat {
  const format = timeFormatOfUnit(timeScale ?? 'TAI', timePrecision ?? 0);
  return timeStyle === undefined ? format : { ...format, style: timeStyle };
}

/** @param precision That of the column; without one nothing is rounded away. */
function timeText(format: TimeFormat, precision: number | undefined): CellText {
  return (value) => {
    const seconds = Number(value);
    const instant = instantOfDrmsSeconds(seconds);
    if (instant === null) return String(seconds);
    return formatTime(instant, precision === undefined ? withDigitsOf(instant, format) : format);
  };
}

/** A double of our time is good to about a microsecond. */
function withDigitsOf(instant: bigint, format: TimeFormat): TimeFormat {
  const nanoseconds = instant % 1_000_000_000n;
  if (nanoseconds === 0n) return format;
  return { ...format, precision: nanoseconds % 1_000_000n === 0n ? 3 : 6 };
}
