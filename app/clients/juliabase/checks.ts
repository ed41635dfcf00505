import { AppError, type JsonValue } from '../../contract/app-error.ts';
import { markdownProblem } from './markdown.ts';
import { toUtcIso } from './timestamps.ts';

/** What would be refused anyway: nothing was sent. */
export function invalidDraft(field: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { remedy, details: { field, outcome: 'not-created' } });
}

/** A state of the server that forbids the write: nothing was sent. */
export function conflictBefore(
  server: string,
  message: string,
  remedy: string,
  details: Record<string, JsonValue>,
): AppError {
  return new AppError('conflict', message, { remedy, source: server, details: { outcome: 'not-created', ...details } });
}

/**
 * Texts that JuliaBase cuts or refuses.
 * @param words what the text is, e.g. 'purpose'
 */
export function checkLength(field: string, words: string, text: string, longest: number): void {
  const length = Array.from(text.trim()).length;
  if (length <= longest) return;
  throw invalidDraft(
    field,
    `The ${words} has ${length} characters; JuliaBase keeps ${longest}.`,
    `Shorten the ${words}.`,
  );
}

export function checkNotEmpty(field: string, words: string, text: string): void {
  if (text.trim() === '') throw invalidDraft(field, `The ${words} is empty.`, `Enter the ${words}.`);
}

/** @param words what the text is, in the plural, e.g. 'comments' */
export function checkMarkdown(field: string, words: string, text: string): void {
  const problem = markdownProblem(text);
  if (problem !== undefined) throw invalidDraft(field, `The ${words} ${problem}.`, `Change the ${words}.`);
}

/** The server takes times up to one minute ahead of its own clock. */
const aheadMs = 60_000;

export function checkTime(field: string, timestamp: string, nowMs: number): void {
  const timeMs = Date.parse(toUtcIso(timestamp));
  if (timeMs > nowMs + aheadMs) {
    throw invalidDraft(
      field,
      `The time ${timestamp} lies in the future.`,
      'Enter a time that has passed, and check the clock of this computer.',
    );
  }
  if (new Date(timeMs).getUTCFullYear() < 1900) {
    throw invalidDraft(field, `The time ${timestamp} lies before 1900.`, 'Enter a later time.');
  }
}

/** Edits need words that tell others what was changed. */
export function checkDescription(description: string, record: string): void {
  if (description.trim() === '') {
    throw invalidDraft(
      'description',
      `The edit of ${record} has no description, which JuliaBase requires.`,
      'Say in a few words what is changed and why.',
    );
  }
  const problem = markdownProblem(description);
  if (problem !== undefined) {
    throw invalidDraft('description', `The words that describe the edit of ${record} ${problem}.`, 'Change them.');
  }
}
