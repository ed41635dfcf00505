import { join } from 'node:path';
import { app, dialog } from 'electron';
import { toAppError } from '../app/contract/app-error.ts';
import { isLink, parseShellArguments } from './arguments.ts';
import { guardWebContents } from './guards.ts';
import { registerScheme } from './scheme.ts';
import { Shell } from './shell.ts';

const given = parseShellArguments(process.argv);
const home = given.home ?? process.env.QUARRY_HOME;
// The lock of the single instance lies in this folder too: one window per data folder.
if (home !== undefined) app.setPath('userData', join(home, 'window'));

if (app.requestSingleInstanceLock()) {
  registerScheme();
  guardWebContents();
  if (app.isPackaged) app.setAsDefaultProtocolClient('quarry');
  const shell = new Shell(app.getAppPath(), given);
  app.on('second-instance', (_event, argv) => shell.comeForward(argv));
  app.on('activate', () => shell.comeForward([]));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (isLink(url)) shell.comeForward([url]);
  });
  app.on('window-all-closed', () => app.quit());
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    // All windows are closed; a second quit from inside the first would be overheard.
    void shell.close().finally(() => app.exit());
  });
  void app
    .whenReady()
    .then(() => shell.start())
    .catch((error: unknown) => {
      const { message, remedy, cause } = toAppError(error);
      process.stderr.write(`Quarry: ${[message, remedy, cause].filter(Boolean).join(' ')}\n`);
      dialog.showErrorBox(message, remedy ?? '');
      app.exit(1);
    });
} else {
  app.quit();
}
