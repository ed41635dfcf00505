import { AppError } from '../../contract/app-error.ts';

const deepest = 256;
const mostValues = 5_000_000;
const specialKeys = ['__proto__', 'constructor', 'prototype'];

/**
 * Parses JSON text of a server. Keys that mean something to JavaScript objects are dropped; nesting and number of
 * values are limited, so that nobody who walks the value later has to be careful.
 * @param place words for the message, e.g. "sample “x” of demo"
 * @param source name of the connection, for the error
 */
export function parseJsonBody(text: string, place: string, source?: string): unknown {
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
  tame(value, place);
  return value;
}

function tame(root: unknown, place: string): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepest) throw refused(place, `nested deeper than ${deepest} levels`);
    if (!Array.isArray(value))
      for (const key of specialKeys) if (Object.hasOwn(value, key)) Reflect.deleteProperty(value, key);
    for (const child of Object.values(value)) {
      count++;
      if (typeof child === 'object' && child !== null) waiting.push({ value: child, depth: depth + 1 });
    }
    if (count > mostValues) throw refused(place, `made of more than ${mostValues} values`);
  }
}

function refused(place: string, why: string): AppError {
  return new AppError('bad-response', `The answer for ${place} is ${why}.`, { remedy: 'Ask for less at once.' });
}
