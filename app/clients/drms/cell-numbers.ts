export function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** A decimal integer of at most 15 digits; NaN otherwise. */
export function readInteger(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  if (at >= to || to - at > 15) return Number.NaN;
  let value = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

/** Hexadecimal digits of at most 48 bits; NaN otherwise. */
export function readHex(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to || to - from > 12) return Number.NaN;
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const digit = isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57;
    if (digit < 0 || digit > 15 || (!isDigit(byte) && digit < 10)) return Number.NaN;
    value = value * 16 + digit;
  }
  return value;
}

/** Exact powers of ten as doubles. */
const tens = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** Of digits up to this number nothing was lost. */
const largestExact = Number.MAX_SAFE_INTEGER;

/** A decimal number. Short ones exactly by one multiplication or division, the others by way of a string. */
export function readReal(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  const start = at;
  let mantissa = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
  }
  let digits = at - start;
  let scale = 0;
  if (at < to && bytes[at] === 0x2e) {
    const point = ++at;
    for (; at < to; at++) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    digits += at - point;
    scale = point - at;
  }
  if (digits === 0) return readOddReal(bytes, from, to);
  if (at < to) {
    if (((bytes[at] ?? 0) | 0x20) !== 0x65) return readOddReal(bytes, from, to);
    const exponent = readInteger(bytes, at + 1, to);
    if (Number.isNaN(exponent)) return readOddReal(bytes, from, to);
    scale += exponent;
  }
  if (mantissa > largestExact || scale < -22 || scale > 22) return readOddReal(bytes, from, to);
  const value = scale < 0 ? mantissa / (tens[-scale] ?? 1) : mantissa * (tens[scale] ?? 1);
  return negative ? -value : value;
}

/** `inf`, hexadecimal and long numbers; NaN for everything else. */
function readOddReal(bytes: Uint8Array, from: number, to: number): number {
  const text = latin1(bytes, from, to).trim();
  if (/^[-+]?inf(inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Whether the text says NaN itself. */
export function isNan(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 4 && /^[-+]?nan$/i.test(latin1(bytes, from, to));
}

/** A whole number of 64 bits, decimal or hexadecimal; null if it is none or does not fit. */
export function bigintOf(text: string): bigint | null {
  const trimmed = text.trim();
  if (!/^([-+]?\d{1,20}|0x[0-9a-f]{1,16})$/i.test(trimmed)) return null;
  const value = BigInt(trimmed.replace(/^\+/, ''));
  const exact = BigInt.asIntN(64, value);
  return exact === value || /^0x/i.test(trimmed) ? exact : null;
}
