import { AppError, type AppErrorOptions, type ErrorCode } from '../../contract/app-error.ts';

/** What a server means by its message (protocol 2): everything else it says is 'refused'. */
export type OpenbisFailure =
  | 'session-expired'
  | 'not-found'
  | 'forbidden'
  | 'token-misuse'
  | 'no-uploaded-files'
  | 'unknown-method'
  | 'refused';

/** A failure that an openBIS server named, though it answered with 200. */
export class OpenbisError extends AppError {
  readonly failure: OpenbisFailure;
  /** Java class of the exception; null if the server did not tell it. */
  readonly exceptionType: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    failure: OpenbisFailure,
    exceptionType: string | null = null,
    options: AppErrorOptions = {},
  ) {
    super(code, message, { ...options, details: { ...options.details, failure } });
    this.failure = failure;
    this.exceptionType = exceptionType;
  }
}

/** True for an OpenbisError, of the given failure if one is named. */
export function isOpenbisError(error: unknown, ...failures: OpenbisFailure[]): error is OpenbisError {
  return error instanceof OpenbisError && (failures.length === 0 || failures.includes(error.failure));
}

/** The server tells kinds of failures apart by words only, so this table is the one place that looks at them. */
const fragments: readonly [fragment: string, failure: OpenbisFailure][] = [
  ['user is not logged in', 'session-expired'],
  ['Session no longer available', 'session-expired'],
  ['wrong token', 'session-expired'],
  ['cannot be used to manage personal access tokens', 'token-misuse'],
  ['No uploaded files found for upload id', 'no-uploaded-files'],
  ['has not been found', 'not-found'],
  ['Access denied to', 'forbidden'],
];

const words: Record<OpenbisFailure, { code: ErrorCode; remedy: string }> = {
  'session-expired': { code: 'auth-required', remedy: 'Log in again.' },
  'not-found': { code: 'not-found', remedy: 'Check the identifier, and whether you may see the object.' },
  forbidden: { code: 'forbidden', remedy: 'Ask the administrator of the space for the right to do this.' },
  'token-misuse': { code: 'forbidden', remedy: 'Log in with your password to manage personal access tokens.' },
  'no-uploaded-files': { code: 'remote-failed', remedy: 'Upload the files again.' },
  'unknown-method': { code: 'unsupported', remedy: 'The server is too old for this, or has it switched off.' },
  refused: { code: 'remote-failed', remedy: 'Change what the message names, or ask the administrator of the server.' },
};

const unknownMethod = -32601;
const longestMessage = 2000;

/** The failure that a message of the server means. */
export function failureIn(message: string): OpenbisFailure {
  return fragments.find(([fragment]) => message.includes(fragment))?.[1] ?? 'refused';
}

/**
 * The error that an answer of the server means.
 * @param place words for the message, e.g. "The data sets of lab"
 */
export function serverError(
  told: { message: string | null; exceptionType: string | null; code: number | null },
  place: string,
  source: string,
): OpenbisError {
  const message = withoutTokens(told.message ?? '')
    .trim()
    .slice(0, longestMessage);
  const failure = told.code === unknownMethod ? 'unknown-method' : failureIn(message);
  const isUsersFault = failure === 'refused' && /UserFailureException$/.test(told.exceptionType ?? '');
  const { code, remedy } = words[failure];
  const saying = message === '' ? 'without saying why' : message.replace(/[.\s]+$/, '');
  return new OpenbisError(
    isUsersFault ? 'invalid-input' : code,
    message === '' ? `${place} failed at the server ${saying}.` : `${place} failed at the server: ${saying}.`,
    failure,
    told.exceptionType,
    { remedy, source },
  );
}

/** Servers like to repeat the token they were given. */
export function withoutTokens(text: string): string {
  return text.replace(/(?:\$pat-)?[^\s'"=&/]{0,200}-\d{6,20}x[0-9A-F]{32}/gi, '…');
}
