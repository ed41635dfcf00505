import { daysInMonth } from './calendar.ts';

const labelPattern =
  /^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** Years that fit into 64 bits of nanoseconds around 1970; the Python client has no other times. */
const [firstYear, lastYear] = [1678, 2261];

export interface LabelOptions {
  /** Read DRMS spelling (`_`, dots) although no text ends in `_TAI`. */
  force?: boolean;
}

/**
 * Reads times as the function `to_datetime` of the Python client does: what the text says, without its zone. A TAI
 * label is **not** converted; use `parseTime` for the true instant.
 *
 * DRMS spelling is understood in all texts as soon as one of them ends in `_TAI`, or with `force`.
 *
 * @returns For each text the label as `2010-05-01T00:00:00` (with decimals if it had some, second 60 included), `null`
 *   for what is not a time or lies outside of the years 1678 to 2261.
 */
export function parseTimeLabels(texts: readonly string[], { force = false }: LabelOptions = {}): (string | null)[] {
  const isDrms = force || texts.some((text) => text.endsWith('_TAI'));
  return texts.map((text) => readLabel(isDrms ? plainSpelling(text) : text));
}

/** `parseTimeLabels` for one text. */
export function parseTimeLabel(text: string, options: LabelOptions = {}): string | null {
  return parseTimeLabels([text], options)[0] ?? null;
}

function plainSpelling(text: string): string {
  return text.replaceAll('_TAI', '').replaceAll('_', ' ').replace('.', '-').replace('.', '-');
}

function readLabel(text: string): string | null {
  const match = labelPattern.exec(text.trim());
  if (!match) return null;
  const [, year = '', month = '1', day = '1', hour = '0', minute = '0', second = '0', decimals] = match;
  const isInRange =
    Number(year) >= firstYear &&
    Number(year) <= lastYear &&
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= daysInMonth(Number(year), Number(month)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    (Number(second) < 60 || (second === '60' && minute === '59'));
  if (!isInRange) return null;
  const two = (field: string): string => field.padStart(2, '0');
  const fraction = decimals === undefined ? '' : `.${decimals}`;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}`;
}
