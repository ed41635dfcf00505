import { createContext, Script } from 'node:vm';

const mostMs = 1000;
const context = createContext({ regex: /(?:)/, text: '', found: null });
const script = new Script('found = regex.exec(text)');

export type Match = { groups: Readonly<Record<string, string>>; all: readonly (string | undefined)[] };

/**
 * Applies a pattern that a person has written; null if it does not fit.
 * @throws Error with a sentence for a person if it takes longer than a second
 */
export function matchPattern(pattern: string, text: string): Match | null {
  Object.assign(context, { regex: new RegExp(pattern, 'u'), text, found: null });
  try {
    script.runInContext(context, { timeout: mostMs });
  } catch (cause) {
    throw new Error(`The pattern ${pattern} takes too long for ${JSON.stringify(text.slice(0, 80))}.`, { cause });
  }
  // The script leaves the answer of `exec` here.
  const found = context.found as RegExpExecArray | null;
  return found === null ? null : { groups: { ...found.groups }, all: [...found] };
}
