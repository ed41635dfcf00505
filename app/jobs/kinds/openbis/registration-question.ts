import type { DataSetQuery, OpenbisClient } from '../../../clients/openbis/index.ts';
import { type AppError, isAppError } from '../../../contract/app-error.ts';
import { type JobOutcome, needsYou } from '../../job-kind.ts';

/** More choices than these nobody reads. */
const mostCandidates = 5;

/** New data sets of the type and the owner of a draft, newest first: one of them may be what was uploaded. */
export async function candidates(
  client: OpenbisClient,
  { type, owner }: { type: string; owner: string },
  known: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const user = client.session.user()?.toLowerCase();
  const found: string[] = [];
  for (const place of [{ object: owner }, { collection: owner }] satisfies DataSetQuery[]) {
    try {
      const { items } = await client.dataSets.search({ type, ...place }, { count: 50, signal });
      const fresh = items.filter(({ permId, registrator }) => {
        const isOthers = user !== undefined && registrator !== null && registrator.toLowerCase() !== user;
        return !isOthers && !known.includes(permId);
      });
      found.push(...fresh.map(({ permId }) => permId));
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      // The owner is the other of the two, or nobody can say now; the person can still look on the server.
    }
  }
  return [...new Set(found)].slice(0, mostCandidates);
}

/**
 * Only a person can say whether a data set was registered whose answer is lost.
 * @param mayRegister false where it surely is there, and only nobody knows which one
 */
export function askPerson(
  reason: AppError,
  server: string,
  found: readonly string[],
  mayRegister: boolean,
): JobOutcome {
  const again = {
    id: 'register-again',
    label: 'Register again',
    effect: 'Looks once more, then uploads and registers it. If the first one appears later, the server has it twice.',
  };
  return needsYou({
    text: `${reason.message} ${found.length === 0 ? `${server} shows no new dataset of this type there.` : 'Is it one of these?'}`,
    choices: [
      { id: 'look-again', label: 'Look again', effect: 'Asks the server once more; nothing is sent.' },
      ...found.map((permId) => ({
        id: `is:${permId}`,
        label: `It is there: ${permId}`,
        effect: 'Ends the upload with this dataset; nothing is sent.',
      })),
      ...(mayRegister ? [again] : []),
      { id: 'give-up', label: 'Give up', effect: 'Nothing more is sent; what may be there stays on the server.' },
    ],
  });
}
