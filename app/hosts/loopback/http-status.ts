import type { ErrorCode } from '../../contract/app-error.ts';

/** This host's table of failures. 499 is the usual number for a caller that left. */
export const httpStatus: Record<ErrorCode, number> = {
  'invalid-input': 400,
  'auth-required': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'rate-limited': 429,
  cancelled: 499,
  internal: 500,
  unsupported: 501,
  network: 502,
  'remote-failed': 502,
  'bad-response': 502,
  timeout: 504,
  storage: 507,
};
