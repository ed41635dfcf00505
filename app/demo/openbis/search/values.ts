import { UserFailure } from '../wire/failures.ts';
import { type Input, isObject, numberOf, simpleTypeOf, textOf } from '../wire/input.ts';

/** Tests one value of an entity, as a text. */
export type Test = (value: string) => boolean;

/** Reads `fieldValue` of a criterion. A value of null, or none at all, fits everything. */
export function testOf(fieldValue: Input, useWildcards: boolean): Test {
  if (typeof fieldValue === 'string') return equalText(fieldValue, useWildcards);
  if (!isObject(fieldValue)) return () => true;
  const type = simpleTypeOf(fieldValue);
  const wanted = fieldValue.value;
  if (type.startsWith('Any') || wanted === null || wanted === undefined) return () => true;
  if (type.startsWith('String')) return textTest(type, textOf(wanted) ?? String(wanted), useWildcards);
  if (type.startsWith('Number')) return numberTest(type, numberOf(wanted) ?? Number.NaN);
  if (type.startsWith('Date')) return dateTest(type, textOf(wanted) ?? '');
  if (type === 'BooleanValue') return (value) => value === String(wanted);
  throw new UserFailure(`Search value of type ${type} is not supported.`);
}

function textTest(type: string, wanted: string, useWildcards: boolean): Test {
  const text = wanted.toLowerCase();
  const on = (test: Test): Test => {
    return (value) => test(value.toLowerCase());
  };
  switch (type) {
    case 'StringEqualToValue':
      return equalText(wanted, useWildcards);
    case 'StringContainsValue':
    case 'StringContainsExactlyValue':
      return useWildcards ? wildcards(`*${wanted}*`) : on((value) => value.includes(text));
    case 'StringStartsWithValue':
      return useWildcards ? wildcards(`${wanted}*`) : on((value) => value.startsWith(text));
    case 'StringEndsWithValue':
      return useWildcards ? wildcards(`*${wanted}`) : on((value) => value.endsWith(text));
    case 'StringLessThanValue':
      return on((value) => value < text);
    case 'StringLessThanOrEqualToValue':
      return on((value) => value <= text);
    case 'StringGreaterThanValue':
      return on((value) => value > text);
    case 'StringGreaterThanOrEqualToValue':
      return on((value) => value >= text);
    default:
      throw new UserFailure(`Search value of type ${type} is not supported.`);
  }
}

function equalText(wanted: string, useWildcards: boolean): Test {
  if (useWildcards) return wildcards(wanted);
  const text = wanted.toLowerCase();
  return (value) => value.toLowerCase() === text;
}

function wildcards(wanted: string): Test {
  const escaped = wanted.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is');
  return (value) => pattern.test(value);
}

function numberTest(type: string, wanted: number): Test {
  const on = (test: (value: number) => boolean): Test => {
    return (value) => value.trim() !== '' && test(Number(value));
  };
  switch (type) {
    case 'NumberEqualToValue':
      return on((value) => value === wanted);
    case 'NumberLessThanValue':
      return on((value) => value < wanted);
    case 'NumberLessThanOrEqualToValue':
      return on((value) => value <= wanted);
    case 'NumberGreaterThanValue':
      return on((value) => value > wanted);
    case 'NumberGreaterThanOrEqualToValue':
      return on((value) => value >= wanted);
    default:
      throw new UserFailure(`Search value of type ${type} is not supported.`);
  }
}

const dayMs = 86_400_000;

/** Attributes come as milliseconds, properties as texts of the server's own clock, which runs in UTC here. */
function dateTest(type: string, wanted: string): Test {
  const start = /^\d+$/.test(wanted) ? Number(wanted) : readTime(wanted);
  if (Number.isNaN(start)) throw new UserFailure(`Date '${wanted}' cannot be parsed.`);
  // A day without a time is the whole day.
  const end = /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? start + dayMs - 1 : start;
  const on = (test: (value: number) => boolean): Test => {
    return (value) => value !== '' && test(/^\d+$/.test(value) ? Number(value) : readTime(value));
  };
  switch (type) {
    case 'DateEqualToValue':
      return on((value) => value >= start && value <= end);
    case 'DateEarlierThanOrEqualToValue':
    case 'DateEarlierThanValue':
      return on((value) => value <= end);
    case 'DateLaterThanOrEqualToValue':
    case 'DateLaterThanValue':
      return on((value) => value >= start);
    default:
      throw new UserFailure(`Search value of type ${type} is not supported.`);
  }
}

function readTime(text: string): number {
  return Date.parse(`${text.trim().replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}`);
}
