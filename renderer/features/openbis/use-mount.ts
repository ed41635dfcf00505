import { useQuery } from '@tanstack/react-query';
import type { OpenbisMount } from '../../../app/contract/openbis-mounts.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';

export interface Mount {
  /** Ours, or the one of another program; undefined until it is known, and while nothing is mounted. */
  present: OpenbisMount | undefined;
  /** Why nothing can be mounted on this computer; null if it can. */
  obstacle: string | null;
  isBusy: boolean;
  mount(): void;
  unmount(force: boolean): void;
}

/** Whether the files of a connection are a folder of this computer, and making and ending that. */
export function useMount(connectionId: string, enabled = true): Mount {
  const { data } = useQuery({ ...queryFor('openbis.mounts.list', { connectionId }), enabled });
  const mount = useCommand('openbis.mounts.mount');
  const unmount = useCommand('openbis.mounts.unmount');
  const obstacle = data?.obstacle ?? null;
  return {
    present: data?.mounts.find(({ state }) => state !== 'not-mounted'),
    obstacle: obstacle === null ? null : [obstacle.message, obstacle.remedy].filter(Boolean).join(' '),
    isBusy: mount.isPending || unmount.isPending,
    mount: () =>
      mount.mutate(
        { connectionId },
        {
          onSuccess: ({ mountpoint }) =>
            showToast({ level: 'info', text: t('The files are mounted at {{mountpoint}}.', { mountpoint }) }),
          onError: showMessage,
        },
      ),
    unmount: (force) => unmount.mutate({ connectionId, force }, { onError: showMessage }),
  };
}
