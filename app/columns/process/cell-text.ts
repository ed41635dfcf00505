import type { DuckDBValue } from '@duckdb/node-api';
import type { StoredColumn } from '../../domain/columns.ts';
import { formatTime, type TimeFormat, timeFormatOfUnit } from '../../domain/time/format-time.ts';
import { instantOfDrmsSeconds } from '../../domain/time/instant.ts';

/** Writes a cell with a value as text: times in the scale of their column, bit masks as 0x…, numbers in full. */
export type CellText = (value: DuckDBValue) => string;

export function cellTextOf(column: StoredColumn): CellText {
  if (column.kind === 'time') return timeText(column);
  if (column.hex === true && column.kind === 'integer')
    return (value) => hexText(BigInt.asUintN(32, BigInt(String(value))));
  if (column.hex === true && column.kind === 'longlong')
    return (value) => hexText(BigInt.asUintN(64, BigInt(String(value))));
  return String;
}

function hexText(value: bigint): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function timeText({ unit, timeScale, timePrecision }: StoredColumn): CellText {
  const isStyle = unit !== null && /^(ISO|JD|MJD)$/i.test(unit.trim());
  const format = timeFormatOfUnit(isStyle ? unit : (timeScale ?? unit ?? 'TAI'), timePrecision ?? 0);
  return (value) => {
    const seconds = Number(value);
    const instant = instantOfDrmsSeconds(seconds);
    if (instant === null) return String(seconds);
    return formatTime(instant, timePrecision === undefined ? withDigitsOf(instant, format) : format);
  };
}

/** Without a precision of the column nothing may be rounded away; a double is good to about a microsecond. */
function withDigitsOf(instant: bigint, format: TimeFormat): TimeFormat {
  const nanoseconds = instant % 1_000_000_000n;
  if (nanoseconds === 0n) return format;
  return { ...format, precision: nanoseconds % 1_000_000n === 0n ? 3 : 6 };
}
