import { parseBigInteger, parseNumber, toSigned32 } from '../drms/numbers.ts';
import type { KeywordType } from '../drms/series-structure.ts';
import { parseTime } from '../time/parse-time.ts';

export interface SqlToken {
  kind: 'name' | 'number' | 'text' | 'time' | 'sign' | 'unclosed';
  text: string;
  /** Position in the query. */
  from: number;
  to: number;
}

const tokenPattern =
  /(?<time>\$\([^)]*\))|(?<text>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?<name>[A-Za-z_][\w.]*)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<unclosed>['"].*|\$\(.*)|(?<sign><>|<=|>=|!=|\|\||[^\s\w])/gsu;

export function sqlTokens(query: string): SqlToken[] {
  return [...query.matchAll(tokenPattern)].map((match) => {
    // one group matched, and the names of the groups are the kinds
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) as [
      SqlToken['kind'],
      string,
    ];
    return { kind, text: match[0], from: match.index, to: match.index + match[0].length };
  });
}

/** Words of the conditions DRMS servers understand; for completion and to tell keywords from words. */
export const sqlWords = ['and', 'or', 'not', 'in', 'between', 'is', 'null', 'like', 'true', 'false'] as const;
/** Columns every series has although its structure does not list them. */
export const implicitColumns = ['recnum', 'sunum', 'slotnum', 'sessionid', 'sessionns'] as const;

export type SqlText = { ok: true; sql: string } | { ok: false; message: string; remedy: string };

/**
 * A value as a literal of SQL, quoted as its type needs it: text in apostrophes, times as `$(…)`, numbers bare,
 * hexadecimal masks signed as the database holds them.
 */
export function sqlLiteral(value: string, type: KeywordType): SqlText {
  const trimmed = value.trim();
  switch (type) {
    case 'string':
    case 'char':
    case 'link':
      return textLiteral(value);
    case 'time':
      return timeLiteral(trimmed);
    case 'short':
    case 'int':
    case 'longlong': {
      const integer = parseBigInteger(trimmed);
      if (integer === undefined) return refuse(`“${value}” is not a whole number.`, 'Write digits only.');
      const isMask = /^0x/i.test(trimmed) && type !== 'longlong';
      return { ok: true, sql: isMask ? String(toSigned32(Number(integer))) : String(integer) };
    }
    case 'float':
    case 'double': {
      const number = parseNumber(trimmed);
      if (number === undefined || !Number.isFinite(number)) {
        return refuse(`“${value}” is not a number.`, 'Write it as in 12.5 or 1e-3.');
      }
      return { ok: true, sql: trimmed };
    }
    default:
      return type satisfies never;
  }
}

function textLiteral(value: string): SqlText {
  const forbidden = /[?!]\]|[;\n]/.exec(value)?.[0];
  if (forbidden)
    return refuse(
      `A text with “${forbidden.trim() || 'a line break'}” cannot stand in a query.`,
      'Use like with _ for the sign.',
    );
  return { ok: true, sql: `'${value.replaceAll("'", "''")}'` };
}

function timeLiteral(text: string): SqlText {
  const reading = parseTime(text);
  if (reading.kind === 'problem') return refuse(reading.message, reading.remedy);
  if (reading.kind === 'missing') return refuse('A missing time cannot be compared.', 'Write a time.');
  return { ok: true, sql: `$(${text})` };
}

function refuse(message: string, remedy: string): SqlText {
  return { ok: false, message, remedy };
}
