const powersOfTen = Float64Array.from({ length: 309 }, (_, exponent) => 10 ** exponent);

/** What the scanner found: a number, an empty cell or a word for one that is missing, or something else. */
export const notNumber = 1;
export const isNumber = 0;
export const isMissing = 2;

/** As many as other programs write; the last of them no longer change a double. */
const mostDigits = 19;

/**
 * Reads numbers straight from bytes, without a text per number. The result of the last `read` is in
 * `value`; one scanner is used for millions of cells.
 */
export class NumberScanner {
  value = 0;
  /** First byte behind the number of the last `readAhead`. */
  end = 0;
  private readonly bytes: Uint8Array;
  private readonly decimalMark: number;

  /** @param decimalMark byte of the decimal mark: 46 for a point, 44 for a comma. */
  constructor(bytes: Uint8Array, decimalMark: number) {
    this.bytes = bytes;
    this.decimalMark = decimalMark;
  }

  /** Reads the cell from `start` to `end` (exclusive). */
  read(start: number, end: number): typeof isNumber | typeof isMissing | typeof notNumber {
    const { bytes } = this;
    let at = start;
    let last = end;
    while (at < last && isBlank(bytes[at] ?? 0)) at += 1;
    while (last > at && isBlank(bytes[last - 1] ?? 0)) last -= 1;
    if (last - at >= 2 && bytes[at] === 34 && bytes[last - 1] === 34) {
      at += 1;
      last -= 1;
    }
    if (at >= last) return isMissing;
    const first = bytes[at] ?? 0;
    const negative = first === 45;
    if (negative || first === 43) at += 1;
    return this.readDigits(at, last, negative) ? isNumber : this.readWord(start, end);
  }

  /**
   * Reads a plain number that begins at `start`, without knowing where its cell ends: the quick way
   * for nearly all cells. False if there is none; then `read` finds out what is there.
   */
  readAhead(start: number): boolean {
    const { bytes, decimalMark } = this;
    let at = start;
    // Undefined behind the last byte, which compares as no digit and no mark.
    let byte = bytes[at] as number;
    const negative = byte === 45;
    if (negative || byte === 43) byte = bytes[++at] as number;
    const first = at;
    let mantissa = 0;
    for (; byte >= 48 && byte <= 57; byte = bytes[++at] as number) mantissa = mantissa * 10 + (byte - 48);
    let digits = at - first;
    let scale = 0;
    if (byte === decimalMark) {
      const mark = at;
      byte = bytes[++at] as number;
      for (; byte >= 48 && byte <= 57; byte = bytes[++at] as number) mantissa = mantissa * 10 + (byte - 48);
      scale = mark + 1 - at;
      digits -= scale;
    }
    if (digits === 0 || digits > mostDigits) return false;
    if (byte === 101 || byte === 69) {
      byte = bytes[++at] as number;
      const isSmall = byte === 45;
      if (isSmall || byte === 43) byte = bytes[++at] as number;
      const exponentStart = at;
      let exponent = 0;
      for (; byte >= 48 && byte <= 57; byte = bytes[++at] as number) exponent = exponent * 10 + (byte - 48);
      if (at === exponentStart || at - exponentStart > 3) return false;
      scale += isSmall ? -exponent : exponent;
    }
    const size = scaleBy(mantissa, scale);
    this.value = negative ? -size : size;
    this.end = at;
    return true;
  }

  private readDigits(start: number, end: number, negative: boolean): boolean {
    const { bytes, decimalMark } = this;
    let at = start;
    let mantissa = 0;
    let digits = 0;
    let scale = 0;
    let seen = false;
    for (let afterMark = false; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 48 && byte <= 57) {
        seen = true;
        if (digits < mostDigits) {
          mantissa = mantissa * 10 + (byte - 48);
          if (mantissa !== 0) digits += 1;
          if (afterMark) scale -= 1;
        } else if (!afterMark) scale += 1;
      } else if (byte === decimalMark && !afterMark) afterMark = true;
      else break;
    }
    if (!seen) return false;
    if (at < end) {
      const mark = bytes[at] ?? 0;
      // e, E, and d, D as Fortran writes it.
      if (mark !== 101 && mark !== 69 && mark !== 100 && mark !== 68) return false;
      const exponent = readExponent(bytes, at + 1, end);
      if (exponent === undefined) return false;
      scale += exponent;
    }
    const size = scaleBy(mantissa, scale);
    this.value = negative ? -size : size;
    return true;
  }

  private readWord(start: number, end: number): typeof isNumber | typeof isMissing | typeof notNumber {
    let word = '';
    for (let at = start; at < end && word.length < 12; at++) word += String.fromCharCode(this.bytes[at] ?? 0);
    const text = word.trim().replaceAll('"', '').toLowerCase();
    if (missingWords.has(text)) return isMissing;
    if (text === 'inf' || text === '+inf' || text === 'infinity') this.value = Number.POSITIVE_INFINITY;
    else if (text === '-inf' || text === '-infinity') this.value = Number.NEGATIVE_INFINITY;
    else return notNumber;
    return isNumber;
  }
}

const missingWords = new Set([
  '',
  'nan',
  '-nan',
  '+nan',
  'na',
  'n/a',
  'n.a.',
  'null',
  'none',
  '-',
  '--',
  '---',
  '#n/a',
  '1.#qnan',
  'nd',
]);

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 160;
}

function readExponent(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  const sign = bytes[at] ?? 0;
  if (sign === 45 || sign === 43) at += 1;
  if (at >= end) return undefined;
  let exponent = 0;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return undefined;
    if (exponent < 10_000) exponent = exponent * 10 + (byte - 48);
  }
  return sign === 45 ? -exponent : exponent;
}

/** Exact for up to 15 digits and powers up to 22; within a few units in the last place beyond. */
function scaleBy(mantissa: number, scale: number): number {
  if (mantissa === 0) return 0;
  if (scale === 0) return mantissa;
  if (scale > 0) return scale > 308 ? Number.POSITIVE_INFINITY : mantissa * (powersOfTen[scale] ?? 1);
  if (scale >= -308) return mantissa / (powersOfTen[-scale] ?? 1);
  return scale < -340 ? 0 : mantissa / (powersOfTen[308] ?? 1) / (powersOfTen[-scale - 308] ?? 1);
}
