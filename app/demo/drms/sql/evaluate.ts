import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import type { DemoRecord, Keyword, Series } from '../series/model.ts';
import { findKeyword } from '../series/records.ts';
import type { Condition, Operand } from './parse.ts';

type Raw = number | bigint | string;
type Test = (record: DemoRecord) => boolean;
type Read = (record: DemoRecord) => Raw;

interface Column {
  isText: boolean;
  read: Read;
}

/** Missing values are stored as these; SQL sees them bare. */
const stored: Record<Keyword['type'], Raw> = {
  char: -128,
  short: -32768,
  int: -2147483648,
  longlong: -9223372036854775808n,
  float: Number.NaN,
  double: Number.NaN,
  time: -211087684832.184,
  string: '',
};

/** Turns a condition into a test of records; unknown columns and texts compared with numbers are refused now. */
export function compile(condition: Condition, series: Series, catalog: Catalog): Test {
  const test = (part: Condition): Test => compile(part, series, catalog);
  const column = (operand: Operand): Column => columnOf(operand, series, catalog);
  switch (condition.kind) {
    case 'or': {
      const tests = condition.parts.map(test);
      return (record) => tests.some((one) => one(record));
    }
    case 'and': {
      const tests = condition.parts.map(test);
      return (record) => tests.every((one) => one(record));
    }
    case 'not': {
      const inner = test(condition.part);
      return (record) => !inner(record);
    }
    case 'compare':
      return comparison(condition.sign, column(condition.left), column(condition.right));
    case 'in': {
      const left = column(condition.left);
      const tests = condition.list.map((one) => comparison('=', left, column(one)));
      return (record) => tests.some((one) => one(record));
    }
    case 'between': {
      const left = column(condition.left);
      const [low, high] = [
        comparison('>=', left, column(condition.low)),
        comparison('<=', left, column(condition.high)),
      ];
      return (record) => low(record) && high(record);
    }
    case 'is-null':
      // Missing values are stored as numbers: nothing is null.
      column(condition.left);
      return () => false;
    case 'like':
      return likeness(column(condition.left), condition.pattern);
    case 'image-exists': {
      const { read } = column(condition.column);
      return (record) => Number(read(record)) >= 0;
    }
  }
}

function columnOf(operand: Operand, series: Series, catalog: Catalog): Column {
  if (operand.kind === 'constant') {
    const { value } = operand;
    return { isText: typeof value === 'string', read: () => value };
  }
  const name = operand.name.toLowerCase();
  if (name === 'recnum') return { isText: false, read: ({ recnum }) => recnum };
  if (name === 'sunum') return { isText: false, read: (record) => catalog.sunum(series, record) };
  const keyword = findKeyword(series, name);
  if (keyword === undefined || keyword.linkinfo !== undefined || keyword.scope === 'constant')
    throw new RequestError(`Bad record-set query: ERROR: column "${name}" does not exist`);
  const missing = stored[keyword.type];
  return { isText: keyword.type === 'string', read: (record) => keyword.value(record) ?? missing };
}

function comparison(sign: string, left: Column, right: Column): Test {
  if (left.isText !== right.isText)
    throw new RequestError('Bad record-set query: ERROR: operator does not exist between text and number');
  const order = (record: DemoRecord): number => compare(left.read(record), right.read(record));
  switch (sign) {
    case '=':
      return (record) => order(record) === 0;
    case '<':
      return (record) => order(record) < 0;
    case '>':
      return (record) => order(record) > 0;
    case '<=':
      return (record) => order(record) <= 0;
    case '>=':
      return (record) => order(record) >= 0;
    default:
      return (record) => order(record) !== 0;
  }
}

/** As PostgreSQL sorts: NaN equals itself and is above every number. */
function compare(a: Raw, b: Raw): number {
  const [aMissing, bMissing] = [Number.isNaN(a), Number.isNaN(b)];
  if (aMissing || bMissing) return Number(aMissing) - Number(bMissing);
  return a < b ? -1 : a > b ? 1 : 0;
}

function likeness({ isText, read }: Column, pattern: string): Test {
  if (!isText) throw new RequestError('Bad record-set query: ERROR: operator does not exist: LIKE on a number');
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (record) => expression.test(String(read(record)));
}
