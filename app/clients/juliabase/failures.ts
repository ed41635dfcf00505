import { AppError, type AppErrorOptions, type JsonValue } from '../../contract/app-error.ts';
import { TransportError } from '../http/transport-error.ts';
import type { AnswerMeaning } from './classify.ts';
import type { FormProblem } from './html-pages.ts';
import { JuliaBaseError } from './juliabase-error.ts';
import { type Place, thingAt } from './place.ts';

const samplePage = /^samples\/(?:by_id\/)?[^/]+\/?$/;

/** Every meaning but a usable answer, as the error for the caller. */
export function failureOf(
  meaning: Exclude<AnswerMeaning, { kind: 'json' | 'html' }>,
  place: Place,
  details: Record<string, JsonValue> = {},
): AppError {
  const options = (remedy: string, more: Record<string, JsonValue> = {}): AppErrorOptions => ({
    remedy,
    source: place.server,
    details: { path: place.path, ...details, ...more },
  });
  const { server } = place;
  const thing = thingAt(place.path);
  switch (meaning.kind) {
    case 'session-expired':
      return new AppError(
        'auth-required',
        `${server} ended the session right after sign-in.`,
        options('Sign in again.'),
      );
    case 'denied':
      return new AppError(
        'forbidden',
        `${server} denies access to ${thing}.${meaning.reason === '' ? '' : ` It says: ${meaning.reason}`}`,
        options('Ask the responsible person or an administrator of JuliaBase for the permission.', {
          reason: meaning.reason,
        }),
      );
    case 'csrf-refused':
      return new AppError(
        'remote-failed',
        `${server} refused the CSRF token for ${thing}.`,
        options('Sign out and in again.'),
      );
    case 'coded-error':
      return new JuliaBaseError(
        meaning.code,
        `${server} says about ${thing}: ${meaning.message}`,
        options(remedyOf(meaning.code)),
      );
    case 'ambiguous-alias':
      return new AppError(
        'conflict',
        `${server} knows more than one ${thing}: the name is an alias.`,
        options('Use the name of the sample.'),
      );
    case 'form-rejected':
      return formFailure(meaning.problems, place, details);
    case 'no-json':
      // Every sample is there as JSON, so a page is what a server says that is busy with something else.
      if (samplePage.test(place.path))
        return new AppError('bad-response', `${server} answered for ${thing} with a page for browsers.`, {
          ...options('Try again later, or tell the administrator of the server.'),
          retryable: true,
        });
      return new AppError(
        'unsupported',
        `${server} shows ${thing} only as a page for browsers.`,
        options('Open it in the browser.'),
      );
    case 'other-content':
      return new AppError(
        'bad-response',
        `${server} answered for ${thing} with ${meaning.contentType.slice(0, 60) || 'no content type'}.`,
        options('Try again; if it stays so, tell the administrator of the server.'),
      );
    case 'redirect':
      return new AppError(
        'bad-response',
        `${server} redirects ${thing} to where Quarry does not follow.`,
        options('Check the address of the connection.', { location: meaning.location.slice(0, 300) }),
      );
    case 'too-long':
      return new AppError(
        'invalid-input',
        `The request for ${thing} is too long for ${server}.`,
        options('Ask for less at once.', { status: 414 }),
      );
    case 'missing':
      return new AppError(
        'not-found',
        `${server} does not know ${thing}.`,
        options('Check the address of the connection.'),
      );
    case 'failed':
      return new AppError('remote-failed', `${server} answered for ${thing} with status ${meaning.status}.`, {
        ...options('Try again later, or tell the administrator of the server.', { status: meaning.status }),
        retryable: meaning.status >= 502 && meaning.status <= 504,
      });
    default:
      return meaning satisfies never;
  }
}

/** A rejected form, with the labels of its fields. */
export function formFailure(problems: FormProblem[], place: Place, details: Record<string, JsonValue> = {}): AppError {
  const said = problems
    .map(({ field, messages }) => `${field === '' ? '' : `${field}: `}${messages.join(' ')}`)
    .join('; ');
  const fields: JsonValue = problems.map(({ field, messages }) => ({ field, messages }));
  return new JuliaBaseError(
    1,
    `${place.server} rejected the form for ${thingAt(place.path)}${said === '' ? ' without a reason.' : `. It says: ${said}`}`,
    {
      remedy: 'Correct the named fields and try again.',
      source: place.server,
      details: { path: place.path, fields, ...details },
    },
  );
}

function remedyOf(code: number): string {
  switch (code) {
    case 2:
      return 'Check the name, or whether it was renamed or deleted.';
    case 4:
      return 'Check user name and password.';
    case 6:
      return 'Ask an administrator of JuliaBase for the permission.';
    default:
      return 'Correct the values and try again.';
  }
}

/** The same failure with further details; `changes` may also say that repeating is of no use. */
export function withDetails(
  error: AppError,
  details: Record<string, JsonValue>,
  changes: { retryable?: boolean; source?: string } = {},
): AppError {
  const source = changes.source ?? error.source;
  const options: AppErrorOptions = {
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(source === undefined ? {} : { source }),
    retryable: changes.retryable ?? error.retryable,
    details: { ...error.details, ...details },
    cause: error,
  };
  if (error instanceof TransportError) return new TransportError(error.code, error.message, error.stage, options);
  if (error instanceof JuliaBaseError) return new JuliaBaseError(error.juliaBaseCode, error.message, options);
  return new AppError(error.code, error.message, options);
}
