import { app, type BrowserWindow, dialog, type Session, shell, type WebContents } from 'electron';
import { isOwnPage } from './page-origin.ts';
import { externalAddress, isAllowedPermission, isAllowedRequest } from './page-rules.ts';
import { inWindowLanguage } from './spoken-words.ts';

/** What no page may do, ours included, wherever web contents come from. */
export function guardWebContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowedPermission(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // Besides the policy of the page: nothing but our own scheme is ever asked for.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedRequest(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

function guardContents(contents: WebContents): void {
  const stop = (event: { preventDefault(): void }, url: string): void => {
    if (!isOwnPage(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => stop(event, url));
  contents.on('will-redirect', (event, url) => stop(event, url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url);
    return { action: 'deny' };
  });
}

/** Shows the address and opens it if the user agrees. */
export async function openExternal(url: string, parent?: BrowserWindow): Promise<boolean> {
  const address = externalAddress(url);
  if (address === undefined) return false;
  const question = {
    type: 'question' as const,
    message: inWindowLanguage('Open this page of {{host}} in your browser?', { host: address.host }),
    detail: address.href,
    buttons: [inWindowLanguage('Open'), inWindowLanguage('Cancel')],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (parent === undefined
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(parent, question));
  if (response !== 0) return false;
  await shell.openExternal(address.href);
  return true;
}
