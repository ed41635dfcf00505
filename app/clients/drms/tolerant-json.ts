import type { AppErrorOptions } from '../../contract/app-error.ts';
import { refuseTooMuch } from '../http/json-body.ts';
import { DrmsError } from './drms-error.ts';

export interface DrmsAnswer {
  value: Readonly<Record<string, unknown>>;
  /** The answer was no JSON as it came; what it says is to be taken with care. */
  repaired: boolean;
}

/** An answer that has lost a part, or all of it: asking once more may help. */
export class TornAnswer extends DrmsError {
  constructor(message: string, source: string, cause?: unknown, details?: AppErrorOptions['details']) {
    super('bad-response', message, null, {
      remedy: tryAgain,
      source,
      retryable: true,
      cause,
      ...(details === undefined ? {} : { details }),
    });
  }
}

const tryAgain = 'Try again; if it stays so, tell the operators of the server.';

/**
 * The answer of a CGI (protocol 2.0, 7): ISO 8859-1, usually JSON; a page of HTML, an empty or cut body is an error.
 * @param place words for messages, e.g. "the description of hmi.v_45s of JSOC"
 * @param source name of the server
 * @throws DrmsError 'bad-response'
 */
export function parseAnswer(body: Uint8Array, place: string, source: string): DrmsAnswer {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  checkBeginning(text, place, source);
  refuseTooMuch(text, place, source);
  try {
    return { value: objectOf(JSON.parse(text), place, source), repaired: false };
  } catch (error) {
    if (error instanceof DrmsError) throw error;
    const repaired = repair(text);
    if (repaired === undefined) throw notJson(text, place, source, error);
    return { value: objectOf(repaired, place, source), repaired: true };
  }
}

/** @throws DrmsError for an empty body or a page */
export function checkBeginning(text: string, place: string, source: string): void {
  const start = text.trimStart();
  if (start === '') throw new TornAnswer(`${capital(place)} came back empty (${text.length} bytes).`, source);
  if (start.startsWith('<'))
    throw new DrmsError('bad-response', `${capital(place)} came back as a web page instead of data.`, null, {
      remedy: 'The server may be under maintenance; try again later.',
      source,
      retryable: true,
      details: { beginning: start.slice(0, 300) },
    });
}

function notJson(text: string, place: string, source: string, cause: unknown): DrmsError {
  // A failing list of series says why, but not as JSON (protocol 2.1).
  const said = /"err(?:msg|or)"\s*:\s*"?([^"}]+)"?\s*\}?\s*$/.exec(text)?.[1]?.trim();
  const words = said === undefined ? '' : ` It says: ${said}`;
  return new TornAnswer(`${capital(place)} is no valid JSON (${text.length} bytes).${words}`, source, cause, {
    beginning: text.slice(0, 300),
  });
}

function objectOf(value: unknown, place: string, source: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new DrmsError('bad-response', `${capital(place)} is JSON, but no object.`, null, { remedy: tryAgain, source });
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The repair of protocol 7: only what is surely meant; undefined if it still is no JSON. */
function repair(text: string): unknown {
  // A list of no series comes without its beginning (protocol 2.1).
  if (/^\s*\],\s*"n"\s*:\s*0\s*\}\s*$/.test(text)) return { names: [], n: 0, status: 0 };
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  const body = text
    .slice(start)
    .replace(
      /("errmsg"\s*:\s*)([^"\s{[][^"}]*)(\}?\s*)$/,
      (_, key: string, said: string, end: string) => `${key}${JSON.stringify(said.trim())}${end}`,
    );
  try {
    return JSON.parse(mendStrings(body));
  } catch {
    return undefined;
  }
}

/**
 * Escapes controls, lone backslashes and quotes inside strings; a quote closes only before `, : } ]` or the end. Commas
 * before a closing bracket go.
 */
function mendStrings(text: string): string {
  const pieces: string[] = [];
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (!inside) {
      if (character === ',' && '}]'.includes(solidAfter(text, at) || ' ')) continue;
      pieces.push(character);
      if (character === '"') inside = true;
    } else if (character === '\\') {
      const next = text.charAt(at + 1);
      const legal = /["\\/bfnrt]/.test(next) || /^u[0-9a-f]{4}/i.test(text.slice(at + 1, at + 6));
      pieces.push(legal ? `\\${next}` : '\\\\');
      if (legal) at++;
    } else if (character === '"') {
      inside = !',:}]'.includes(solidAfter(text, at));
      pieces.push(inside ? '\\"' : '"');
    } else if (character < ' ') pieces.push(`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    else pieces.push(character);
  }
  return pieces.join('');
}

/** The next character that is no blank; empty at the end, and after more blanks than anybody sends. */
function solidAfter(text: string, at: number): string {
  for (let next = at + 1; next < Math.min(text.length, at + 40); next++) {
    const character = text.charAt(next);
    if (character.trim() !== '') return character;
  }
  return '';
}
