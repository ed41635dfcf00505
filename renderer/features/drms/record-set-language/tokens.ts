import { ExternalTokenizer, type InputStream } from '@lezer/lr';
import { scanDuration, scanItem, scanRangeEnd } from '../../../../app/domain/record-set/scan-item.ts';
import { type SqlToken, sqlTokens, sqlWords } from '../../../../app/domain/record-set/sql.ts';
import type { Value } from '../../../../app/domain/record-set/syntax.ts';
import {
  longestSeriesName,
  looksLikeSeriesName,
  namedKey,
  recnumItem,
  segmentName,
  seriesPlace,
  wordAt,
} from '../../../../app/domain/record-set/words.ts';
import * as terms from './record-set.terms.ts';

/** Text from the position of the input on, up to and including the first character that `isLast` tells. */
function textAhead(input: InputStream, isLast: (character: string, at: number) => boolean): string {
  let text = '';
  for (let at = 0; ; at += 1) {
    const code = input.peek(at);
    if (code < 0) return text;
    const character = String.fromCharCode(code);
    text += character;
    if (isLast(character, at)) return text;
  }
}

function lineAhead(input: InputStream): string {
  return textAhead(input, (character) => /[\],;[{}\n]/.test(character));
}

/** A token spelt by one of the shared patterns. */
function patternToken(
  term: number,
  pattern: RegExp,
  isWanted: (word: string) => boolean = () => true,
): ExternalTokenizer {
  return new ExternalTokenizer((input) => {
    const word = wordAt(pattern, lineAhead(input), 0);
    if (word !== null && isWanted(word)) input.acceptToken(term, word.length);
  });
}

export const seriesTokens = patternToken(
  terms.Series,
  seriesPlace,
  (word) => looksLikeSeriesName(word) && word.length <= longestSeriesName,
);
export const keyTokens = patternToken(terms.Key, namedKey);
export const recnumTokens = patternToken(terms.RecnumItem, recnumItem);
export const segmentTokens = patternToken(terms.SegmentName, segmentName);

/** Signs within a range or slice, of which nothing is set apart by blanks. */
export const joinTokens = new ExternalTokenizer((input) => {
  if (/\s/.test(String.fromCharCode(input.peek(-1)))) return;
  const text = itemAhead(input);
  const sign = text.charAt(0);
  if (sign === '-' && scanRangeEnd(text, 1) !== null) input.acceptToken(terms.RangeDash, 1);
  if (sign === '/' && scanDuration(text, 1) !== null) input.acceptToken(terms.SliceSign, 1);
  if (sign === '@' && scanDuration(text, 1) !== null) input.acceptToken(terms.EverySign, 1);
});

export const durationTokens = new ExternalTokenizer((input) => {
  const duration = scanDuration(lineAhead(input), 0);
  if (duration !== null) input.acceptToken(terms.Duration, duration.to);
});

/** Where a value ends depends on what follows it up to the end of its item. */
export const valueTokens = new ExternalTokenizer((input, stack) => {
  const text = itemAhead(input);
  // At the beginning of a filter these signs tell its kind.
  if (stack.canShift(terms.Key) && /^[?!:]/.test(text)) return;
  // Only the end of a range has a dash right before it.
  if (String.fromCharCode(input.peek(-1)) === '-') {
    const end = scanRangeEnd(text, 0);
    if (end !== null) accept(input, end.value);
    return;
  }
  const item = scanItem(text, 0);
  if (item === null) return;
  switch (item.kind) {
    case 'first':
      input.acceptToken(terms.First, 1);
      return;
    case 'last':
      input.acceptToken(terms.Last, 1);
      return;
    case 'value':
      accept(input, item.value);
      return;
    case 'range':
    case 'slice':
      accept(input, item.start);
      return;
    default:
      item satisfies never;
  }
});

/** Up to the comma or bracket behind the item; those in quotation marks belong to it. */
function itemAhead(input: InputStream): string {
  let quote = '';
  let before = '-';
  let isEscaped = false;
  return textAhead(input, (character) => {
    const opens = quote === '' && before === '-' && /["']/.test(character);
    const closes = quote !== '' && !isEscaped && character === quote;
    isEscaped = quote !== '' && !isEscaped && character === '\\';
    if (opens) quote = character;
    else if (closes) quote = '';
    before = character;
    return quote === '' && /[,[\]\n]/.test(character);
  });
}

function accept(input: InputStream, { kind, text, from, to }: Value): void {
  switch (kind) {
    case 'quoted':
      input.acceptToken(terms.QuotedText, to - from);
      return;
    case 'slot':
      input.acceptToken(terms.Slot, to - from);
      return;
    case 'missing':
      input.acceptToken(terms.Missing, to - from);
      return;
    case 'plain':
      input.acceptToken(plainTerm(text), to - from);
      return;
    default:
      kind satisfies never;
  }
}

function plainTerm(text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[smhdu]?$|^0x/i.test(text)) return terms.Number;
  return /^[+-]?\d|^M?JD_/i.test(text) ? terms.Time : terms.Text;
}

const words: ReadonlySet<string> = new Set(sqlWords);
const termOf: Readonly<Record<SqlToken['kind'], number>> = {
  name: terms.SqlName,
  number: terms.SqlNumber,
  text: terms.SqlText,
  time: terms.SqlTime,
  sign: terms.SqlSign,
  unclosed: terms.SqlUnclosed,
};

/** Words of a condition. The sign that began it ends it before a bracket; elsewhere in it that sign is nothing. */
export const queryTokens = new ExternalTokenizer((input, stack) => {
  const isAll = stack.canShift(terms.allQueryEnd);
  const mark = isAll ? '!' : '?';
  const first = String.fromCharCode(input.next);
  if (first === mark) {
    const rest = textAhead(input, (character, at) => at > 0 && !/[ \t]/.test(character)).slice(1);
    if (rest.trimStart() === ']') input.acceptToken(isAll ? terms.allQueryEnd : terms.queryEnd, 1);
    return;
  }
  const mayHoldBlanks = /['"$]/.test(first);
  const text = textAhead(input, (character) => character === mark || (!mayHoldBlanks && /\s/.test(character)));
  const [token] = sqlTokens(text.endsWith(mark) ? text.slice(0, -1) : text);
  if (token === undefined || token.from > 0) return;
  const isWord = token.kind === 'name' && words.has(token.text.toLowerCase());
  input.acceptToken(isWord ? terms.SqlWord : termOf[token.kind], token.to);
});
