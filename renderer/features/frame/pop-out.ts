import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { closePanel, usePanels } from '../../routes/panels.ts';
import { showMessage } from '../../ui/messages.ts';
import { readWindow } from '../../ui/window-memory.ts';

/** Moves the active panel, with what the window remembers of it, into a window of its own. */
export async function popOut(): Promise<void> {
  const { active } = usePanels.getState();
  if (active === null) return;
  try {
    await getShell().openWindow?.({ addresses: [active], parts: readWindow() });
    closePanel(active);
  } catch (error) {
    showMessage(toAppError(error));
  }
}

/** The same in a browser, where a tab is a window: the panel stays here too. */
export function openTab(): void {
  const { active } = usePanels.getState();
  const { origin, pathname } = window.location;
  if (active !== null) window.open(`${origin}${pathname}#${active}`, '_blank', 'noopener');
}
