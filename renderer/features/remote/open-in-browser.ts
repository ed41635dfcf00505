import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { showMessage } from '../../ui/messages.ts';

/** Opens an address outside Quarry; if that is refused or fails, says so. */
export function openInBrowser(url: string): void {
  getShell()
    .openExternal(url)
    .catch((error: unknown) => showMessage(toAppError(error)));
}
