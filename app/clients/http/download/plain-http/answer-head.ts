/** How the end of a body is told (RFC 9112, 6.3). */
export type Framing =
  | { kind: 'length'; bytes: number }
  | { kind: 'chunked' }
  /** The connection ends with the body, so nobody can tell whether it is whole. */
  | { kind: 'until-close' };

export interface AnswerHead {
  status: number;
  /** By lower-case name; of several the first. */
  headers: Record<string, string>;
  framing: Framing;
  /** Another request may follow on the connection. */
  isKept: boolean;
}

export const longestHead = 64 * 1024;

/** An answer that does not follow the rules of HTTP. Its connection is used no more. */
export class HttpSyntaxError extends Error {
  readonly code = 'QUARRY_HTTP_SYNTAX';
}

/**
 * Reads the head of an answer to GET. Strict where leniency could take bytes of one answer for those of another.
 * @param text without the empty line at its end, as latin1
 */
export function readHead(text: string): AnswerHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, version, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
  if (version === undefined || status === undefined) throw new HttpSyntaxError('The answer has no status line.');
  const headers: Record<string, string> = Object.create(null);
  const lengths = new Set<string>();
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new HttpSyntaxError('A line of the head is no field.');
    const key = name.toLowerCase();
    const plain = value.trimEnd();
    headers[key] ??= plain;
    if (key === 'content-length') lengths.add(plain);
    if (key === 'transfer-encoding' && plain.toLowerCase() !== 'chunked')
      throw new HttpSyntaxError('The answer comes in an encoding that nobody asked for.');
  }
  const framing = framingOf(Number(status), headers, lengths);
  const wish = headers.connection?.toLowerCase() ?? '';
  const isKept = version === '1' ? !wish.includes('close') : wish.includes('keep-alive');
  return { status: Number(status), headers, framing, isKept: isKept && framing.kind !== 'until-close' };
}

function framingOf(status: number, headers: Record<string, string>, lengths: ReadonlySet<string>): Framing {
  if (status < 200 || status === 204 || status === 304) return { kind: 'length', bytes: 0 };
  if (headers['transfer-encoding'] !== undefined) {
    if (lengths.size > 0) throw new HttpSyntaxError('The answer tells its length in two ways.');
    return { kind: 'chunked' };
  }
  const [length, second] = lengths;
  if (length === undefined) return { kind: 'until-close' };
  if (second !== undefined || !/^\d{1,15}$/.test(length))
    throw new HttpSyntaxError('The length of the answer is no number.');
  return { kind: 'length', bytes: Number(length) };
}
