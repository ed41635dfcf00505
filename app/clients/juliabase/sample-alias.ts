import { AppError, isAppError } from '../../contract/app-error.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { answersTrueFor } from './classify-write.ts';
import { settledBy } from './form-sending.ts';
import { formFields } from './requests.ts';
import type { SampleChangeParts } from './sample-changes.ts';
import { checkSampleName } from './sample-check.ts';

export function createAliasAdding({ keys, reading, sending, source }: SampleChangeParts) {
  async function hasAlias(alias: string, sampleId: number, options: CallOptions): Promise<boolean> {
    const ids = (await keys.samples([alias], options)).get(alias);
    return Array.isArray(ids) && ids.includes(sampleId);
  }

  return async (name: string, alias: string, options: WriteOptions): Promise<void> => {
    checkSampleName('alias', alias);
    const { id } = await reading.get(name, options);
    if (await hasAlias(alias, id, options)) return;
    const fields = formFields({ sample: id, alias });
    try {
      await sending.send(
        {
          plan: { path: 'add_alias', temporary: [] },
          fields,
          marker: '',
          idOf: answersTrueFor(id),
          settle: (judged) => settledBy(judged, id, () => hasAlias(alias, id, options)),
        },
        options,
      );
    } catch (error) {
      if (!isBrokenView(error)) throw error;
      throw new AppError('unsupported', `${source} cannot add the alias “${alias}” over the network.`, {
        remedy: 'Rename the sample and keep its old name as alias, or ask an administrator of JuliaBase.',
        source,
        // An error of the view rolls its transaction back, and `false` means that it did nothing.
        details: { outcome: 'not-created' },
        cause: error,
      });
    }
  };
}

/** The view answers `false` to users and fails for administrators. */
function isBrokenView(error: unknown): boolean {
  return isAppError(error, 'bad-response') || (isAppError(error, 'remote-failed') && error.details?.status === 500);
}
