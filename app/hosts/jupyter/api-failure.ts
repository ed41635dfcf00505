import { type ErrorCode, toAppError } from '../../contract/app-error.ts';
import { httpStatus } from '../loopback/http-status.ts';
import type { Failure } from './api-schemas.ts';

interface Context {
  cause?: unknown;
  /** Methods that there are, where one is not. */
  allow?: string;
}

/** An answer that is a failure, with its documented status. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly body: Failure;
  readonly headers: Record<string, string>;

  constructor(status: number, reason: string, more: Omit<Failure, 'reason'> = {}, { cause, allow }: Context = {}) {
    super(reason, cause === undefined ? undefined : { cause });
    this.status = status;
    this.body = { reason, ...more };
    this.headers = allow === undefined ? {} : { allow };
  }
}

/** What a call asked for cannot be done as it stands; what a call is made of was checked before. */
const usual: Record<ErrorCode, number> = { ...httpStatus, 'invalid-input': 422 };

export type Statuses = Partial<Record<ErrorCode, number>>;

/** Any failure as an answer; `statuses` are those that a route documents otherwise. */
export function toApiFailure(error: unknown, statuses: Statuses = {}): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof URIError) return new ApiFailure(400, 'The address is not percent-encoded text.');
  const appError = toAppError(error);
  const status = statuses[appError.code] ?? usual[appError.code];
  return new ApiFailure(status, sentences(appError), {}, { cause: appError.cause ?? appError });
}

export function sentences({ message, remedy }: { message: string; remedy?: string | undefined }): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}
