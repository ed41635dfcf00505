import { create } from 'zustand';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { FitsOrigin } from '../../../app/contract/fits.ts';
import { fileNameOf, noteFile } from '../../api/recent-files.ts';
import { getShell } from '../../api/shell.ts';
import type { FitsList } from '../../routes/fits-address.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';

/** Shows a FITS file; `list` says where the next one is. */
export function openFits(origin: FitsOrigin, list: FitsList | null = null): void {
  openPanel('fits', { origin, list });
  if (origin.kind !== 'file') return;
  const address = panelAddress({ kind: 'fits', params: { origin, list: null } });
  noteFile({ name: fileNameOf(origin.path), path: origin.path, address, how: 'opened' });
}

export const useFitsDialog = create<{ opened: boolean }>(() => ({ opened: false }));

export function closeFitsQuestion(): void {
  useFitsDialog.setState({ opened: false });
}

/** Asks for a file of the computer that runs Quarry, by the system's own dialog where there is one. */
export function askForFits(): void {
  const { chooseFile } = getShell();
  if (chooseFile === undefined) {
    useFitsDialog.setState({ opened: true });
    return;
  }
  chooseFile(t('Open a FITS file'), ['fits', 'fit', 'fts', 'fz']).then(
    (path) => path !== null && openFits({ kind: 'file', path }),
    (error: unknown) => showMessage(toAppError(error)),
  );
}

/** Whether a file of a record is worth opening by its name. */
export function isFitsPath(path: string): boolean {
  return /\.(?:fits?|fts|fz)$/i.test(path);
}
