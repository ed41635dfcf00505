import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../app/contract/app.ts';
import type { AppError } from '../../../app/contract/app-error.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { rememberChange } from '../../ui/undo.ts';

const names: Readonly<Record<keyof Settings, string>> = {
  colorScheme: t('colours'),
  density: t('density'),
  language: 'language',
  singleKeys: t('single-letter shortcuts'),
  cacheLimitMb: t('limit of kept answers'),
  desktopNotifications: t('desktop notifications'),
  notifyOfJobs: t('notifications of jobs'),
  notifyOfQuestions: t('notifications of questions'),
  notifyOfQueries: t('notifications of saved queries'),
  checkForUpdates: t('looking for new versions'),
  updateFeed: t('address of new versions'),
};

/** Changes settings so that it can be undone. */
export function useChangeSettings(): UseMutationResult<Settings, AppError, Partial<Settings>> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (changes) => {
      const before = queryClient.getQueryData(queryFor('app.settings.get', {}).queryKey);
      const set = (settings: Partial<Settings>): Promise<Settings> => getClient().call('app.settings.set', settings);
      const after = await set(changes);
      // The keys are settings, which the type of `Object.keys` does not say.
      const keys = Object.keys(changes) as (keyof Settings)[];
      if (before !== undefined) {
        // Only what was changed here goes back: another window may have changed the rest.
        const earlier: Partial<Settings> = Object.fromEntries(keys.map((key) => [key, before[key]]));
        rememberChange({
          title: t('Change {{keys}}', { keys: keys.map((key) => names[key]).join(', ') }),
          undo: () => set(earlier),
          redo: () => set(changes),
        });
      }
      return after;
    },
  });
}
