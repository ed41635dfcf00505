import { AppError, type AppErrorOptions, type ErrorCode } from '../../contract/app-error.ts';

/** Any failure that comes from a DRMS server or the use of its client. */
export class DrmsError extends AppError {
  /** The `status` of the answer; null if there was none. */
  readonly status: number | null;

  constructor(code: ErrorCode, message: string, status: number | null = null, options: AppErrorOptions = {}) {
    super(code, message, { ...options, details: { ...options.details, ...(status === null ? {} : { status }) } });
    this.status = status;
  }
}

/** The server refused a query (protocol 10). */
export class DrmsQueryError extends DrmsError {}

/** The server refused an export, or an export failed. */
export class DrmsExportError extends DrmsError {}

/** The server has no address for this operation (protocol 1). */
export class DrmsOperationNotSupported extends DrmsError {
  constructor(server: string, operation: string) {
    super('unsupported', `The server ${server} does not offer ${operationWords[operation] ?? operation}.`, null, {
      remedy: 'Choose another server.',
      source: server,
    });
  }
}

const operationWords: Record<string, string> = {
  series: 'a list of its series',
  info: 'descriptions of series',
  query: 'queries',
  email: 'a check of e-mail addresses',
  export: 'exports',
};
