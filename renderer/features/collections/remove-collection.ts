import { panelAddress } from '../../routes/panel-address.ts';
import { closePanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { undoOfLatest } from '../../ui/undo.ts';
import { tryToChange } from './change-collections.ts';

/** Removes a collection at once: it can be had back. */
export async function removeCollection({ id, name }: { id: string; name: string }): Promise<void> {
  if ((await tryToChange('collections.remove', { id })) === undefined) return;
  closePanel(panelAddress({ kind: 'collection', params: { id } }));
  showToast({
    level: 'info',
    text: t('Collection {{name}} is removed; the things in it stay where they are.', { name }),
    action: { label: t('Undo'), onClick: undoOfLatest() },
  });
}
