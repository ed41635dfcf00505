import { ipcRenderer } from 'electron';
import { askForPorts, portMessage } from '../app/contract/port-message.ts';

// Passes two message ports to the page and nothing else of Electron; who may have them is checked by the main process.
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
