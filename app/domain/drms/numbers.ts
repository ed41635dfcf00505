const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const infinityPattern = /^([+-]?)inf(?:inity)?$/i;

/**
 * A number as the server prints it in columns.
 *
 * @param options.isHexAllowed With integer types: `0x80000000` is read as unsigned. It has no sign.
 * @returns `NaN` for `nan`, `undefined` for what is no number (`MISSING`, empty, words).
 */
export function parseNumber(text: string, { isHexAllowed = false } = {}): number | undefined {
  const trimmed = text.trim();
  if (decimalPattern.test(trimmed)) return Number(trimmed);
  if (isHexAllowed && /^0x[0-9a-f]+$/i.test(trimmed)) return Number.parseInt(trimmed.slice(2), 16);
  const infinity = infinityPattern.exec(trimmed);
  if (infinity) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?nan$/i.test(trimmed) ? Number.NaN : undefined;
}

/** A whole number of any size; hexadecimal is unsigned. `undefined` if the text is none. */
export function parseBigInteger(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (!/^(?:[+-]?\d+|0x[0-9a-f]+)$/i.test(trimmed)) return undefined;
  return BigInt(trimmed.replace(/^\+/, ''));
}

/** The column of doubles the Python client makes of texts: `NaN` for all that is not a number. */
export function coerceNumbers(texts: readonly string[], options: { isHexAllowed?: boolean } = {}): Float64Array {
  return Float64Array.from(texts, (text) => parseNumber(text, options) ?? Number.NaN);
}

/** SQL on the server sees QUALITY and other 32-bit masks signed: 0x80000000 is −2147483648. */
export function toSigned32(value: number): number {
  return value | 0;
}
