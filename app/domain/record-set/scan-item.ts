import type { Item, Value, Word } from './syntax.ts';
import { wordAt } from './words.ts';

/*
 * In `a-b` and `a/b` the signs belong to a value or stand between two: a dash may be part of a date, a sign or the
 * range. The longest spelling of a number or time that leaves a complete item wins; what fits nothing is plain text up
 * to the next comma, blank or bracket.
 */

const zone = '(?:_?(?:TAI|UTC|UT|TDT|TT|GPS|[A-Z])(?![A-Z0-9_])|_[+-]\\d{4}(?!\\d)|_[A-Z]{2,5}(?![A-Z0-9_]))?';
// Right behind a date `-2150` ends a range; behind a clock it is an offset unless more of a date follows.
const clock = '(?:[_T]\\d{1,2}(?::\\d{1,2}(?::\\d{1,2}(?:\\.\\d*)?)?)?(?:[+-]\\d{4}(?!\\d|[-.:]\\d))?)?';
const spellings: readonly RegExp[] = [
  new RegExp(
    `[+-]?\\d{4,5}(?:[.-](?:\\d{3}|(?:\\d{1,2}|[A-Z]{3,9})(?:[.-]\\d{1,2}(?!\\d))?)(?!\\d))?${clock}${zone}`,
    'iy',
  ),
  new RegExp(`\\d{7,8}${clock}${zone}`, 'iy'),
  new RegExp(`M?JD_[+-]?\\d+(?:\\.\\d*)?${zone}`, 'iy'),
  /[+-]?\d{4,5}/y,
  /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[smhdu]?(?![a-z0-9_])/iy,
  /0x[0-9a-f]+/iy,
  /#(?:-?\d+|\^|\$)/y,
  /DRMS_MISSING_VALUE(?!\w)/iy,
];
const durationPattern = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[smhdu]?(?![a-z0-9_])/iy;

function isItemEnd(text: string, at: number): boolean {
  return /^[ \t]*(?:[,\]\n]|$)/.test(text.slice(at, at + 200));
}

/** Values that could begin here, longest first. */
function valuesAt(text: string, at: number): Value[] {
  const quoted = scanQuoted(text, at);
  if (quoted) return [quoted];
  const ends = new Set<number>();
  for (const pattern of spellings) {
    const match = wordAt(pattern, text, at);
    if (match) ends.add(at + match.length);
  }
  return [...ends].sort((a, b) => b - a).map((end) => plainValue(text, at, end));
}

function plainValue(text: string, from: number, to: number): Value {
  const word = text.slice(from, to);
  if (/^#/.test(word)) return { kind: 'slot', text: word.slice(1), from, to };
  return { kind: /^DRMS_MISSING_VALUE$/i.test(word) ? 'missing' : 'plain', text: word, from, to };
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

function scanQuoted(text: string, at: number): Value | null {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return null;
  let content = '';
  for (let i = at + 1; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (character === quote) return { kind: 'quoted', text: content, from: at, to: i + 1 };
    if (character === '\\' && i + 1 < text.length) {
      i += 1;
      const escaped = text[i] ?? '';
      content += escapes[escaped] ?? escaped;
    } else content += character;
  }
  return null;
}

/** What may stand behind `/` and `@`. */
export function scanDuration(text: string, at: number): Word | null {
  const match = wordAt(durationPattern, text, at);
  return match ? { text: match, from: at, to: at + match.length } : null;
}

/** `@duration`, or null if there is none; undefined if what follows is not one. */
function scanEvery(text: string, at: number): Word | null | undefined {
  if (text[at] !== '@') return null;
  return scanDuration(text, at + 1) ?? undefined;
}

function finish<T>(text: string, at: number, make: (every: Word | null, to: number) => T): T | null {
  const every = scanEvery(text, at);
  if (every === undefined) return null;
  const to = every?.to ?? at;
  return isItemEnd(text, to) ? make(every, to) : null;
}

function scanTail(text: string, start: Value): Item | null {
  const { from, to } = start;
  if (isItemEnd(text, to)) return { kind: 'value', value: start, from, to };
  if (text[to] === '/') {
    const length = scanDuration(text, to + 1);
    if (!length) return null;
    return finish(text, length.to, (every, end) => ({ kind: 'slice', start, length, every, from, to: end }));
  }
  const rest = text[to] === '-' ? scanRangeEnd(text, to + 1) : null;
  return rest && { kind: 'range', start, end: rest.value, every: rest.every, from, to: rest.to };
}

/** What follows the dash of a range up to the end of the item. */
export function scanRangeEnd(text: string, at: number): { value: Value; every: Word | null; to: number } | null {
  for (const value of valuesAt(text, at)) {
    const rest = finish(text, value.to, (every, to) => ({ value, every, to }));
    if (rest) return rest;
  }
  return null;
}

/**
 * One item of a list of values.
 *
 * @param at Where it begins, blanks skipped.
 * @returns `null` if nothing stands there, or a quote is not closed.
 */
export function scanItem(text: string, at: number): Item | null {
  const first = text[at];
  if ((first === '^' || first === '$') && isItemEnd(text, at + 1)) {
    return { kind: first === '^' ? 'first' : 'last', from: at, to: at + 1 };
  }
  for (const start of valuesAt(text, at)) {
    const item = scanTail(text, start);
    if (item) return item;
  }
  if (first === '"' || first === "'") return null;
  const plain = wordAt(/[^\s,[\]]+/y, text, at);
  if (!plain) return null;
  const to = at + plain.length;
  return { kind: 'value', value: { kind: 'plain', text: plain, from: at, to }, from: at, to };
}
