/** What a question to a server can end with. */
export const serverErrors = [
  'auth-required',
  'forbidden',
  'not-found',
  'network',
  'timeout',
  'remote-failed',
  'bad-response',
] as const;
