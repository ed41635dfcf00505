import { AppError } from '../../app/contract/app-error.ts';
import { t } from '../ui/language.ts';
import type { Shell } from './shell.ts';

/** The shell by the browser's own means. */
export const browserShell: Shell = {
  kind: 'browser',
  info: () => Promise.resolve({ platform: 'browser', attachedTo: null, nativeMenu: false }),
  async saveBytes(bytesPath, suggestedName) {
    const answer = await fetch(bytesPath);
    if (!answer.ok) throw await byteError(answer, suggestedName);
    saveBlob(await answer.blob(), suggestedName);
    return true;
  },
  openExternal(url) {
    window.open(url, '_blank', 'noopener,noreferrer');
    return Promise.resolve();
  },
  notify({ id, title, text }, onClick) {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    // One tag is one notification, in however many tabs the app is open.
    const notification = new Notification(title, { body: text, tag: id });
    notification.onclick = () => {
      window.focus();
      onClick();
    };
  },
  setTheme: () => undefined,
  setWords: () => undefined,
  onCommand: () => () => undefined,
  onLink: () => () => undefined,
};

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the address over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function byteError(answer: Response, name: string): Promise<AppError> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'error' in body) {
    // The host writes errors in the form in which they cross every transport.
    return AppError.fromData(body.error as Parameters<typeof AppError.fromData>[0]);
  }
  return new AppError(
    'internal',
    t('{{name}} could not be saved: the host answered {{status}}.', { name, status: answer.status }),
  );
}
