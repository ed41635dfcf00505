import { toAppError } from '../../../app/contract/app-error.ts';
import type { DrmsServer, DrmsServerDraft, RemovedServer } from '../../../app/contract/drms.ts';
import { getClient } from '../../api/client.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';

/** Puts a server of one's own into the registry. @throws AppError */
export async function addServer(draft: DrmsServerDraft): Promise<void> {
  const { id, name } = await getClient().call('drms.servers.add', draft);
  rememberChange({
    title: t('Add the server {{name}}', { name }),
    undo: () => remove(id),
    redo: () => bringBack({ ...draft, id, email: null }),
  });
}

/** Takes a server of one's own off the registry. */
export async function removeServer({ id, name }: DrmsServer): Promise<void> {
  try {
    const removed = await remove(id);
    rememberChange({
      title: t('Remove the server {{name}}', { name }),
      undo: () => bringBack(removed),
      redo: () => remove(id),
    });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

async function remove(serverId: string): Promise<RemovedServer> {
  return (await getClient().call('drms.servers.remove', { serverId })).removed;
}

function bringBack(server: RemovedServer): Promise<unknown> {
  return getClient().call('drms.servers.restore', server);
}

/** Keeps an address for exports that the server knows; null forgets it. @throws AppError */
export async function setExportAddress({ id, name, email: before }: DrmsServer, email: string | null): Promise<void> {
  const set = (next: string | null): Promise<unknown> =>
    getClient().call('drms.servers.set-email', { serverId: id, email: next });
  await set(email);
  rememberChange({
    title: t('Change the address for exports from {{name}}', { name }),
    undo: () => set(before),
    redo: () => set(email),
  });
}
