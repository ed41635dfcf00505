import type { ErrorCode } from '../../contract/app-error.ts';

/** This host's table of failures; it is part of docs/cli.md. 1 to 19 are failures, 20 is a question. */
export const exitCode: Record<ErrorCode, number> = {
  internal: 1,
  'invalid-input': 2,
  'not-found': 3,
  'auth-required': 4,
  forbidden: 5,
  network: 6,
  timeout: 7,
  'remote-failed': 8,
  'bad-response': 9,
  conflict: 10,
  unsupported: 11,
  storage: 12,
  'rate-limited': 13,
  // As shells count a command that was ended by Ctrl-C.
  cancelled: 130,
};

/** The command has ended well, and a job waits for a person's choice. */
export const needsYouExitCode = 20;
