import { AppError } from '../../app/contract/app-error.ts';
import { t } from './language.ts';

/** Of a mistake of ours, as a person is told of it. */
export function partFailure(failure: unknown): AppError {
  return new AppError('internal', t('This part of the window has failed.'), {
    remedy: t('Show it again. If that fails too, save the diagnostics in the settings for whoever looks after Quarry.'),
    cause: failure,
  });
}
