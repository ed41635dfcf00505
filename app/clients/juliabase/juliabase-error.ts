import { AppError, type AppErrorOptions, type ErrorCode } from '../../contract/app-error.ts';

/** An error the server named by a code: 1 form, 2 not found, 3 missing, 4 sign-in, 5 invalid, 6 denied, ≥ 1000 site. */
export class JuliaBaseError extends AppError {
  readonly juliaBaseCode: number;

  constructor(juliaBaseCode: number, message: string, options: AppErrorOptions = {}) {
    super(codes[juliaBaseCode] ?? 'invalid-input', message, {
      ...options,
      details: { ...options.details, juliaBaseCode },
    });
    this.juliaBaseCode = juliaBaseCode;
  }
}

const codes: Record<number, ErrorCode> = {
  1: 'invalid-input',
  2: 'not-found',
  3: 'invalid-input',
  4: 'auth-required',
  5: 'invalid-input',
  6: 'forbidden',
};
