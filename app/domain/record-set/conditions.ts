import { findKeyword, type SeriesStructure } from '../drms/series-structure.ts';
import { type SqlToken, sqlLiteral, sqlTokens } from './sql.ts';
import type { Span } from './syntax.ts';

export const operators = ['=', '<>', '<', '<=', '>', '>=', 'like'] as const;
export type Operator = (typeof operators)[number];

/** One line of a form: a keyword compared with a value, as users type it. */
export interface Condition {
  key: string;
  /** Empty: not chosen yet. */
  operator: Operator | '';
  /** Without the apostrophes of a text and the `$( )` of a time. */
  value: string;
}

/** A part of a query between `and` and `or`. */
export interface ConditionPart extends Span {
  tokens: SqlToken[];
  /** Whether the part can be asked; otherwise something has to be typed yet. */
  isFinished: boolean;
  /** The word before it; null for the first. */
  joint: 'and' | 'or' | null;
}

/** The parts of a query in their order, brackets not looked into. */
export function conditionParts(query: string): ConditionPart[] {
  const parts: { tokens: SqlToken[]; joint: ConditionPart['joint']; at: number }[] = [
    { tokens: [], joint: null, at: 0 },
  ];
  let depth = 0;
  let isBetween = false;
  for (const token of sqlTokens(query)) {
    const word = token.kind === 'name' ? token.text.toLowerCase() : token.text;
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    const isJoint = depth === 0 && (word === 'or' || (word === 'and' && !isBetween));
    if (word === 'between') isBetween = true;
    else if (word === 'and') isBetween = false;
    if (isJoint) parts.push({ tokens: [], joint: word, at: token.to });
    else parts.at(-1)?.tokens.push(token);
  }
  return parts.map(({ tokens, joint, at }) => ({
    tokens,
    joint,
    isFinished: isFinished(tokens),
    from: tokens[0]?.from ?? at,
    to: tokens.at(-1)?.to ?? at,
  }));
}

const openEnds: ReadonlySet<string> = new Set([
  ...['=', '<', '>', '<=', '>=', '<>', '!=', '+', '-', '*', '/', '||', '('],
  ...['like', 'in', 'between', 'is', 'not', 'and', 'or'],
]);
const wholeWords: ReadonlySet<string> = new Set(['true', 'false']);

function isFinished(tokens: readonly SqlToken[]): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return false;
  if (last.kind === 'unclosed' || openEnds.has(last.text.toLowerCase())) return false;
  // A keyword alone is no condition yet.
  return tokens.length > 1 || first.kind !== 'name' || wholeWords.has(first.text.toLowerCase());
}

/** The query without its unfinished parts; empty if none is finished. */
export function finishedQuery(query: string): string {
  const finished = conditionParts(query).filter((part) => part.isFinished);
  return finished
    .map(({ joint, from, to }, index) => (index === 0 ? '' : ` ${joint ?? 'and'} `) + query.slice(from, to))
    .join('');
}

/** The lines of a form for a query; null if it holds more than comparisons joined by `and`. */
export function readConditions(query: string): Condition[] | null {
  if (query.trim() === '') return [];
  const conditions = conditionParts(query).map(({ tokens, joint }) => (joint === 'or' ? null : readCondition(tokens)));
  return conditions.every((condition) => condition !== null) ? conditions : null;
}

function readCondition(tokens: readonly SqlToken[]): Condition | null {
  const [key, operator, ...value] = tokens;
  if (!key) return { key: '', operator: '', value: '' };
  if (key.kind !== 'name' || key.text.includes('.')) return null;
  if (!operator) return { key: key.text, operator: '', value: '' };
  const written = operator.text.toLowerCase() === '!=' ? '<>' : operator.text.toLowerCase();
  const known = operators.find((one) => one === written);
  const text = typedValue(value);
  return known && text !== null ? { key: key.text, operator: known, value: text } : null;
}

function typedValue(tokens: readonly SqlToken[]): string | null {
  const [first, second, third] = tokens;
  if (!first) return '';
  if (first.text === '-' && second?.kind === 'number' && !third) return `-${second.text}`;
  if (second) return null;
  switch (first.kind) {
    case 'number':
      return first.text;
    case 'time':
      return first.text.slice(2, -1);
    case 'text': {
      const quote = first.text.charAt(0);
      return first.text.slice(1, -1).replaceAll(quote + quote, quote);
    }
    case 'name':
    case 'sign':
    case 'unclosed':
      return null;
    default:
      return first.kind satisfies never;
  }
}

export interface WrittenConditions {
  /** The finished conditions as a query. */
  where: string;
  /** What is missing or wrong in the others, one sentence each. */
  unfinished: string[];
}

/** Lines of a form as a query; each value is written as the type of its keyword needs it. */
export function writeConditions(conditions: readonly Condition[], structure: SeriesStructure): WrittenConditions {
  const finished: string[] = [];
  const unfinished: string[] = [];
  for (const [index, { key, operator, value }] of conditions.entries()) {
    const keyword = findKeyword(structure, key);
    const place = `Condition ${index + 1}`;
    if (key === '' && value === '') unfinished.push(`${place} is empty.`);
    else if (!keyword) unfinished.push(`${place}: ${structure.name} has no keyword ${key || 'without a name'}.`);
    else if (operator === '' || value.trim() === '') unfinished.push(`${place} is unfinished.`);
    else {
      const literal = sqlLiteral(value, operator === 'like' ? 'string' : keyword.type);
      if (literal.ok) finished.push(`${keyword.name} ${operator} ${literal.sql}`);
      else unfinished.push(`${place}: ${literal.message} ${literal.remedy}`);
    }
  }
  return { where: finished.join(' and '), unfinished };
}
