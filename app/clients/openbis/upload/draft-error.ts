import { AppError } from '../../../contract/app-error.ts';
import type { DraftProblem } from './api.ts';

/** A draft that cannot be sent, with everything that is wrong with it. Nothing was sent. */
export class DraftError extends AppError {
  readonly problems: readonly DraftProblem[];

  constructor(problems: readonly DraftProblem[], source: string) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super('invalid-input', `The data set cannot be sent: ${first?.message ?? 'something is wrong with it.'}${more}`, {
      remedy: 'Correct what is marked; nothing was sent.',
      source,
      details: { outcome: 'not-created', problems: problems.map(({ key, message }) => ({ key, message })) },
    });
    this.problems = problems;
  }
}
