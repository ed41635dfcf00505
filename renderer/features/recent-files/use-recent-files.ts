import { useQuery } from '@tanstack/react-query';
import { AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { RecentFile } from '../../../app/contract/recent-files.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';
import { noteFile } from '../../api/recent-files.ts';
import { getShell } from '../../api/shell.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';

/** Files that can be gone to from here, the last one first. Whether they are there is asked anew with each look. */
export function useRecentFiles(): readonly RecentFile[] {
  const files = useQuery({ ...queryFor('recent-files.list', {}), staleTime: 0 }).data ?? [];
  return files.filter(({ address }) => address !== null || getShell().showItem !== undefined);
}

/** Opens what Quarry shows; other files are shown in their folder. */
export function openRecentFile(file: RecentFile): void {
  const { name, path, address, isMissing } = file;
  if (isMissing) {
    showMessage(
      new AppError('not-found', t('{{name}} is not at {{path}} any more.', { name, path }), {
        remedy: t('Look for it where it was moved to, or take it off the list on the start page.'),
      }),
    );
    return;
  }
  const target = address === null ? undefined : parsePanelAddress(address);
  if (target !== undefined) openTarget(target);
  else if (path !== null)
    void getShell()
      .showItem?.(path)
      .catch((error: unknown) => showMessage(toAppError(error)));
  noteFile(file);
}

/** Takes one off the list, or all; the files themselves stay. */
export async function forgetRecentFiles(file?: RecentFile): Promise<void> {
  const input = file === undefined ? {} : { ids: [file.id] };
  const remove = (): Promise<unknown> => getClient().call('recent-files.remove', input);
  try {
    const { removed } = await getClient().call('recent-files.remove', input);
    rememberChange({
      title:
        file === undefined ? t('Clear recent files') : t('Take {{name}} off the recent files', { name: file.name }),
      undo: () => getClient().call('recent-files.restore', { files: removed }),
      redo: remove,
    });
  } catch (error) {
    showMessage(toAppError(error));
  }
}
