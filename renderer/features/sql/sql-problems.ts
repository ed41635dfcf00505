import type { Diagnostic } from '@codemirror/lint';
import type { SqlState } from './use-sql.ts';

/** What is wrong with a statement, at its place as far as that is known; nothing once the text has changed. */
export function sqlProblems(failed: SqlState['error'], text: string): Diagnostic[] {
  if (failed === null || failed.statement !== text) return [];
  const { message, details } = failed.error;
  const position =
    typeof details === 'object' && details !== null && 'position' in details ? details.position : undefined;
  if (typeof position !== 'number' || position < 0 || position > text.length) return [];
  const word = /^\w+|^\S/.exec(text.slice(position))?.[0] ?? '';
  // At the end of the text the last sign is marked.
  const from = word === '' ? Math.max(0, text.trimEnd().length - 1) : position;
  return [{ from, to: Math.max(from + 1, from + word.length), severity: 'error', message }];
}
