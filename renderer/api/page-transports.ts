import { askForPorts, portMessage } from '../../app/contract/port-message.ts';
import {
  type PortLike,
  portTransport,
  type SocketLike,
  socketTransport,
  type Transport,
} from '../../app/rpc/transport.ts';

export interface PageTransports {
  core: Transport;
  /** The desktop shell; null in a browser. */
  shell: Transport | null;
}

/** The desktop shell serves the page under its own scheme, the web host over HTTP. */
export const onDesktop = !location.protocol.startsWith('http');

/** Opens new transports each time it is called; rejects if the host cannot be reached. */
export function createTransportOpener(): () => Promise<PageTransports> {
  return onDesktop ? portOpener() : openSocket;
}

function portOpener(): () => Promise<PageTransports> {
  let handOver = (_transports: PageTransports): void => undefined;
  const nextPorts = (): Promise<PageTransports> =>
    new Promise((resolve) => {
      handOver = resolve;
    });
  window.addEventListener('message', (event) => {
    const [core, shell] = event.ports;
    const isOurs = event.source === window && event.origin === location.origin && event.data === portMessage;
    if (!isOurs || core === undefined || shell === undefined) return;
    handOver({ core: ofPort(core), shell: ofPort(shell) });
  });
  let first: Promise<PageTransports> | undefined = nextPorts();
  return () => {
    if (first !== undefined) {
      const unasked = first;
      first = undefined;
      return unasked;
    }
    const asked = nextPorts();
    window.postMessage(askForPorts, location.origin);
    return asked;
  };
}

function ofPort(port: MessagePort): Transport {
  // The DOM knows more events of a port than the part that is used.
  return portTransport(port as unknown as PortLike);
}

function openSocket(): Promise<PageTransports> {
  const address = new URL('rpc', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.hash = '';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.addEventListener('close', () => reject(new Error('The web host does not answer.')));
    // The DOM knows more events of a socket than the part that is used.
    socket.addEventListener('open', () =>
      resolve({ core: socketTransport(socket as unknown as SocketLike), shell: null }),
    );
  });
}
