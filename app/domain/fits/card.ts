export interface ComplexNumber {
  re: number;
  im: number;
}

/** Integers beyond 2⁵³ come as bigint; undefined is a card without a value. */
export type CardValue = string | number | bigint | boolean | ComplexNumber | undefined;

export interface Card {
  /** Upper case; of a HIERARCH card all its words; '' for a card without a name. */
  name: string;
  /** 'invalid': its value follows no rule of the standard and stands in `value` as it is written. */
  kind: 'value' | 'comment' | 'invalid';
  value: CardValue;
  /** Behind the slash of a value; the text of COMMENT and HISTORY is their value. */
  comment: string;
  /** Place in the file. */
  byte: number;
}

export const cardBytes = 80;

const commentary = new Set(['COMMENT', 'HISTORY', '']);
const integer = /^[+-]?\d+$/;
const real = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?$/i;

/** One card of 80 characters. CONTINUE is left to the header, which knows what it continues. */
export function parseCard(text: string, byte: number): Card {
  const keyword = text.slice(0, 8).trimEnd().toUpperCase();
  if (keyword === 'HIERARCH') {
    const equals = text.indexOf('=', 9);
    if (equals > 0) {
      const name = text.slice(9, equals).trim().replaceAll(/\s+/g, ' ').toUpperCase();
      return { name, byte, ...parseValue(text.slice(equals + 1)) };
    }
  }
  if (commentary.has(keyword) || text.slice(8, 10) !== '= ')
    return { name: keyword, kind: 'comment', value: text.slice(8).trimEnd(), comment: '', byte };
  return { name: keyword, byte, ...parseValue(text.slice(10)) };
}

type ParsedValue = Pick<Card, 'kind' | 'value' | 'comment'>;

/** What stands behind the equals sign, or behind CONTINUE. */
export function parseValue(text: string): ParsedValue {
  const start = text.trimStart();
  if (start.startsWith("'")) return parseText(start);
  const slash = start.indexOf('/');
  const written = (slash < 0 ? start : start.slice(0, slash)).trim();
  const comment = slash < 0 ? '' : start.slice(slash + 1).trim();
  const value = parsePlain(written);
  return value === invalid ? { kind: 'invalid', value: written, comment } : { kind: 'value', value, comment };
}

function parseText(text: string): ParsedValue {
  // A quote within the text is written twice.
  const match = /^'((?:[^']|'')*)'(?:\s*\/(.*))?/.exec(text);
  if (match === null) return { kind: 'invalid', value: text.trimEnd(), comment: '' };
  const [, inside = '', comment = ''] = match;
  // Blanks in front count, those behind do not.
  return { kind: 'value', value: inside.replaceAll("''", "'").trimEnd(), comment: comment.trim() };
}

const invalid = Symbol('invalid');

function parsePlain(written: string): CardValue | typeof invalid {
  if (written === '') return undefined;
  if (written === 'T' || written === 'F') return written === 'T';
  if (integer.test(written)) {
    const value = Number(written);
    return Number.isSafeInteger(value) ? value : BigInt(written.replace(/^\+/, ''));
  }
  if (real.test(written)) return Number(written.replace(/d/i, 'E'));
  const [, re, im] = /^\(\s*([^,\s]+)\s*,\s*([^,\s]+)\s*\)$/.exec(written) ?? [];
  if (re !== undefined && im !== undefined && real.test(re) && real.test(im))
    return { re: Number(re.replace(/d/i, 'E')), im: Number(im.replace(/d/i, 'E')) };
  return invalid;
}
