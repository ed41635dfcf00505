import { AppError, isAppError } from '../../contract/app-error.ts';
import type { Stamped } from '../../contract/common.ts';
import type { LoaderParts } from '../conductivity-loader.ts';
import type { LabReads, MemberAnswer } from '../juliabase-service.ts';

/**
 * Reads for what is written back: an answer that is only kept from earlier, or a member that fails for a reason that
 * may pass, fails the whole, so that no figure is published from half of what there is.
 */
export function freshLab(lab: LabReads): LoaderParts['lab'] {
  const fresh = async <T>(reading: Promise<Stamped<T>>, what: string): Promise<Stamped<T>> => {
    const answer = await reading;
    if (answer.staleReason === null) return answer;
    throw new AppError('network', `${what} could not be read now: ${answer.staleReason}`, {
      remedy: 'Publish again when the server answers.',
    });
  };
  return {
    series: (request, name) => fresh(lab.series(request, name), `The series ${name}`),
    sample: (request, name) => fresh(lab.sample(request, name), `The sample ${name}`),
    members: (request, names) =>
      Promise.all(
        names.map(async (name): Promise<MemberAnswer> => {
          try {
            return { name, sample: await fresh(lab.sample(request, name), `The sample ${name}`), problem: null };
          } catch (error) {
            if (!isAppError(error, 'forbidden', 'not-found')) throw error;
            return { name, sample: null, problem: error.message };
          }
        }),
      ),
  };
}
