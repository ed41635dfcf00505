import { AppError, toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';

/** Opens an address outside Quarry; if that is refused or fails, says so. */
export function openInBrowser(url: string): void {
  const shell = getShell();
  if (shell.kind === 'desktop' && !url.startsWith('https:')) {
    showMessage(
      new AppError('unsupported', t('The desktop window opens only https addresses, and this is {{url}}.', { url }), {
        remedy: t('Copy the address into your browser if you trust it.'),
      }),
    );
    return;
  }
  shell.openExternal(url).catch((error: unknown) => showMessage(toAppError(error)));
}
