import { RequestError } from '../request-error.ts';
import { parseTime } from '../time/parse-time.ts';

export interface Token {
  kind: 'number' | 'string' | 'name' | 'mark' | 'end';
  text: string;
}

const pieces =
  /\s*(?:(?<time>\$\([^)]{1,40}\))|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.]))|(?<string>'(?:[^']|'')*'|"[^"]*")|(?<name>[a-z_]\w*(?:\.[a-z_]\w*)?)|(?<mark><=|>=|<>|!=|[=<>(),]))/iy;

export function readTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  pieces.lastIndex = 0;
  let at = 0;
  while (sql.slice(at).trim() !== '') {
    const found = pieces.exec(sql)?.groups;
    if (found === undefined)
      throw new RequestError(`Bad record-set query: syntax error in SQL at or near "${sql.slice(at).trim()}"`);
    tokens.push(token(found));
    at = pieces.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** A time becomes its seconds; a string in double quotes is the same as one in single quotes. */
function token({ time, number, string, name, mark = '' }: Record<string, string | undefined>): Token {
  if (time !== undefined) {
    const tai = parseTime(time.slice(2, -1).trim());
    if (tai === undefined) throw new RequestError(`Bad record-set query: '${time}' is no time.`);
    return { kind: 'number', text: String(tai) };
  }
  if (number !== undefined) return { kind: 'number', text: number };
  if (string !== undefined) return { kind: 'string', text: string.slice(1, -1).replaceAll("''", "'") };
  return name === undefined ? { kind: 'mark', text: mark } : { kind: 'name', text: name };
}
