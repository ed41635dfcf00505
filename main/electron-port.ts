import type { MessagePortMain } from 'electron';
import type { PortLike } from '../app/rpc/transport.ts';

/** Electron's own port speaks as an event emitter; ours expects the manner of browsers. */
export function asPortLike(port: MessagePortMain): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => {
      if (type === 'message') port.on('message', (event) => listener({ data: event.data }));
      else port.on('close', () => listener({}));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}
