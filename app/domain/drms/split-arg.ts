/**
 * Names of a list as users write it: separated by commas and blanks. A list that is one already passes unchanged.
 *
 * The server does not trim, so blanks have to go before a request: ` KEY` is an unknown keyword there.
 */
export function splitArg(argument: string | readonly string[]): string[] {
  if (typeof argument !== 'string') return [...argument];
  return argument.split(/[\s,]+/).filter((name) => name !== '');
}
