import type { Connection, ConnectionDraft, RemovedConnection } from '../../../app/contract/connections.ts';
import { getClient } from '../../api/client.ts';
import { closePanelsOf } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { selectThing } from '../../ui/selection.ts';
import { rememberChange } from '../../ui/undo.ts';

/** Adds a connection. What is brought back later has no password. @throws AppError */
export async function addConnection(draft: ConnectionDraft): Promise<Connection> {
  const added = await getClient().call('connections.add', draft);
  const { id, name } = added;
  rememberChange({
    title: t('Add connection {{name}}', { name }),
    undo: () => remove(id),
    redo: () => bringBack(added),
  });
  return added;
}

/** Changes a connection. A password is not taken back: the old one is known to no one here. @throws AppError */
export async function changeConnection(before: Connection, draft: ConnectionDraft): Promise<Connection> {
  const { id, kind, name, url, user, pathRules, ca, pinnedFingerprint, proxy, verifyCertificates } = before;
  const { keepPassword, settleWindowS, usesMarks } = before;
  const old: ConnectionDraft = {
    ...{ kind, name, url, user, pathRules, ca, pinnedFingerprint, proxy, verifyCertificates },
    ...{ keepPassword, settleWindowS, usesMarks },
  };
  const { password: _, ...next } = draft;
  const update = (fields: ConnectionDraft): Promise<Connection> =>
    getClient().call('connections.update', { ...fields, id });
  const changed = await update(draft);
  rememberChange({
    title: t('Change connection {{name}}', { name }),
    undo: () => update(old),
    redo: () => update(next),
  });
  return changed;
}

/** Takes a connection off this computer, with its panels. @throws AppError */
export async function removeConnection({ id, name }: Connection): Promise<void> {
  const removed = await remove(id);
  rememberChange({
    title: t('Remove connection {{name}}', { name }),
    undo: () => bringBack(removed),
    redo: () => remove(id),
  });
}

async function remove(id: string): Promise<RemovedConnection> {
  const { removed } = await getClient().call('connections.remove', { id });
  closePanelsOf(id);
  selectThing(null);
  return removed;
}

function bringBack(connection: RemovedConnection): Promise<Connection> {
  return getClient().call('connections.restore', connection);
}
