import { AppError } from '../../contract/app-error.ts';

const deepest = 256;
const mostValues = 5_000_000;
const characters = {
  quote: 0x22,
  comma: 0x2c,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;
const specialKeys = ['__proto__', 'constructor', 'prototype'];
/** Where special keys could be, also written with escapes. */
const specialInText = /__proto__|constructor|prototype|\\u/;

/**
 * Parses JSON text of a server. Keys that mean something to JavaScript objects are dropped; nesting and number of
 * values are limited, so that nobody who walks the value later has to be careful.
 * @param place words for the message, e.g. "sample “x” of demo"
 * @param source name of the connection, for the error
 */
export function parseJsonBody(text: string, place: string, source?: string): unknown {
  refuseTooMuch(text, place, source);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-response', `The answer for ${place} is not valid JSON.`, {
      remedy: 'Try again; if it stays so, tell the administrator of the server.',
      ...(source === undefined ? {} : { source }),
      cause,
    });
  }
  // Most answers hold none, and to look at each object takes longer than to parse it.
  if (specialInText.test(text)) dropSpecialKeys(value);
  return value;
}

/**
 * Looks at the text alone: to build twenty million empty lists takes seconds and gigabytes.
 * @throws AppError 'bad-response'
 */
export function refuseTooMuch(text: string, place: string, source: string | undefined): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case characters.quote:
        at = endOfString(text, at);
        break;
      case characters.openList:
      case characters.openObject:
        depth++;
        values++;
        if (depth > deepest) throw refused(place, `nested deeper than ${deepest} levels`, source);
        break;
      case characters.closeList:
      case characters.closeObject:
        depth--;
        break;
      case characters.comma:
        values++;
        if (values > mostValues) throw refused(place, `made of more than ${mostValues} values`, source);
    }
  }
}

/** Of its closing quote: the first one that no odd number of backslashes stands before. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === characters.backslash) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

/** Recursion is safe: the depth is limited by now. */
function dropSpecialKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value))
    for (const key of specialKeys) if (Object.hasOwn(value, key)) Reflect.deleteProperty(value, key);
  for (const child of Object.values(value)) dropSpecialKeys(child);
}

function refused(place: string, why: string, source: string | undefined): AppError {
  return new AppError('bad-response', `The answer for ${place} is ${why}.`, {
    remedy: 'Ask for less at once.',
    ...(source === undefined ? {} : { source }),
  });
}
