import { ipcRenderer, webUtils } from 'electron';
import { askForPorts, droppedPaths, portMessage } from '../app/contract/port-message.ts';

// Passes two message ports to the page, and paths of what a person drops on it; nothing else of Electron. Who may have
// the ports is checked by the main process.
const ask = (): void => ipcRenderer.send(portMessage);

// The page's script has run by then, so that it listens.
window.addEventListener('DOMContentLoaded', ask);

// The page asks again when its ports are closed.
window.addEventListener('message', (event) => {
  if (event.source === window && event.origin === location.origin && event.data === askForPorts) ask();
});

ipcRenderer.on(portMessage, (event) => {
  window.postMessage(portMessage, location.origin, [...event.ports]);
});

window.addEventListener(
  'drop',
  (event) => {
    const paths = [...(event.dataTransfer?.files ?? [])].map(pathOf).filter((path) => path !== '');
    if (event.isTrusted && paths.length > 0) window.postMessage({ [droppedPaths]: paths }, location.origin);
  },
  true,
);

/** Before Electron 32 the file itself told its path. */
function pathOf(file: File): string {
  const { path } = file as File & { path?: string };
  return path ?? webUtils.getPathForFile(file);
}
