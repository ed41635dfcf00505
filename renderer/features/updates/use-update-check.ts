import { useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { UpdateState } from '../../../app/contract/updates.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';

export interface UpdateCheck {
  state: UpdateState | undefined;
  isChecking: boolean;
  /** Of the look that was just asked for. */
  error: AppError | null;
  check(): void;
}

/** What is known of new versions, and looking for one. */
export function useUpdateCheck(): UpdateCheck {
  const state = useQuery(queryFor('updates.get', {})).data;
  const look = useCommand('updates.check');
  return { state, isChecking: look.isPending, error: look.error, check: () => look.mutate({}) };
}

/** The look as a command: from anywhere, so that its answer is told in a corner. */
export function useToldUpdateCheck(): () => void {
  const look = useCommand('updates.check');
  return () =>
    look.mutate(
      {},
      {
        onSuccess: (state) => showToast({ level: 'info', text: updateInWords(state) }),
        onError: (error) => {
          if (error.code === 'invalid-input') openPanel('settings', {});
          showMessage(error);
        },
      },
    );
}

export function updateInWords({ release, isNewer, ownVersion }: UpdateState): string {
  if (release === null) return t('This is Quarry {{ownVersion}}.', { ownVersion });
  return isNewer
    ? t('Quarry {{version}} is there; this is {{ownVersion}}.', { version: release.version, ownVersion })
    : t('This is Quarry {{ownVersion}}; there is no newer version.', { ownVersion });
}
