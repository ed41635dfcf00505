/**
 * The closed list of reasons why something did not work. One meaning each; every host maps them
 * in one table (HTTP status, exit code, tone on the screen). Nobody matches on message texts.
 */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'auth-required',
  'forbidden',
  'rate-limited',
  'network',
  'timeout',
  'cancelled',
  'remote-failed',
  'bad-response',
  'conflict',
  'unsupported',
  'storage',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface AppErrorOptions {
  /** What the user can do about it: one sentence, shown after the message. */
  remedy?: string;
  /** Which part or server it came from, e.g. the name of a connection. */
  source?: string;
  /** The same call may succeed later without any change. */
  retryable?: boolean;
  details?: Record<string, JsonValue>;
  cause?: unknown;
}

/** The form in which an AppError crosses a transport; `cause` stays where it happened. */
export interface AppErrorData {
  code: ErrorCode;
  message: string;
  remedy?: string;
  source?: string;
  retryable: boolean;
  details?: Record<string, JsonValue>;
}

const retryableByDefault: ReadonlySet<ErrorCode> = new Set(['rate-limited', 'network', 'timeout']);

/** A failure with a name: `message` says in one sentence what happened, `remedy` what can be done. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly source: string | undefined;
  readonly retryable: boolean;
  readonly details: Record<string, JsonValue> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.source = options.source;
    this.retryable = options.retryable ?? retryableByDefault.has(code);
    this.details = options.details;
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
      ...(this.source === undefined ? {} : { source: this.source }),
      retryable: this.retryable,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.message, {
      retryable: data.retryable,
      ...(data.remedy === undefined ? {} : { remedy: data.remedy }),
      ...(data.source === undefined ? {} : { source: data.source }),
      ...(data.details === undefined ? {} : { details: data.details }),
    });
  }
}

/** True if `error` is an AppError, of one of the given codes if any are named. */
export function isAppError(error: unknown, ...codes: ErrorCode[]): error is AppError {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code));
}

/** Any thrown value as an AppError: aborts become `cancelled`, everything unknown `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('cancelled', 'The work was cancelled.', { cause: error });
  }
  return new AppError('internal', 'Quarry met an error of its own.', {
    remedy: 'Try again; if it comes back, send the log of the data folder.',
    cause: error,
  });
}
