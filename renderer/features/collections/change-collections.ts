import { toAppError } from '../../../app/contract/app-error.ts';
import type { CollectionStep } from '../../../app/contract/collections.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf, OutputOf } from '../../../app/contract/entry.ts';
import { getClient } from '../../api/client.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';

type ChangeName = {
  [N in keyof Contract]: OutputOf<Contract[N]> extends { step: CollectionStep | null } ? N : never;
}[keyof Contract];

/** Makes a change of a collection that Ctrl Z takes back. @throws AppError */
export async function changeCollections<N extends ChangeName>(
  name: N,
  input: InputOf<Contract[N]>,
): Promise<OutputOf<Contract[N]>> {
  const answer = await getClient().call(name, input);
  // By the type of the names.
  const { step } = answer as { step: CollectionStep | null };
  if (step !== null) rememberStep(step);
  return answer;
}

/** As above for whoever has no better place for a failure than a message; undefined then. */
export async function tryToChange<N extends ChangeName>(
  name: N,
  input: InputOf<Contract[N]>,
): Promise<OutputOf<Contract[N]> | undefined> {
  try {
    return await changeCollections(name, input);
  } catch (error) {
    showMessage(toAppError(error));
    return undefined;
  }
}

function rememberStep({ stepId, label }: CollectionStep): void {
  rememberChange({
    title: label,
    undo: () => getClient().call('collections.undo', { stepId }),
    redo: () => getClient().call('collections.redo', { stepId }),
  });
}
