import { numberField, textField } from './answer-fields.ts';
import { DrmsQueryError } from './drms-error.ts';

/** The server's own words for a failure. */
export function refusalOf(answer: Readonly<Record<string, unknown>>): string | null {
  return textField(answer.error) ?? textField(answer.errmsg) ?? textField(answer.errMsg);
}

/**
 * @param what words for the question, for details
 * @throws DrmsQueryError if the answer is a refusal
 */
export function refuseFailed(answer: Readonly<Record<string, unknown>>, what: string, source: string): void {
  const status = numberField(answer.status) ?? 0;
  const said = refusalOf(answer);
  if (status !== 0 || said !== null) throw queryError(status, said, what, source);
}

/** `<the server's words> [status=N]` (protocol 10). */
export function queryError(status: number, said: string | null, what: string, source: string): DrmsQueryError {
  const unknownSeries = said !== null && /series (not found|.*does not exist|.*unknown)/i.test(said);
  return new DrmsQueryError(
    unknownSeries ? 'not-found' : 'remote-failed',
    `${said ?? 'DRMS Query failed.'} [status=${status}]`,
    status,
    { remedy: unknownSeries ? 'Check the name of the series.' : 'Correct the query.', source, details: { what } },
  );
}
