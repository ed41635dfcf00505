import { fetchHostBytes, type HostAddress, openHostTransport } from '../../app/rpc/node/host-client.ts';
import type { Transport } from '../../app/rpc/transport.ts';
import type { ShellCore } from './core.ts';

/**
 * Relays to a core that runs elsewhere. The token stays in this process.
 * @throws AppError `network` if nothing answers, `auth-required` if the token is not that of the host.
 */
export async function attachToCore(address: HostAddress): Promise<ShellCore> {
  const probe = await openHostTransport(address);
  probe.close();
  return {
    kind: 'attached',
    address: address.origin,
    serve: (page) => {
      void relay(address, page);
    },
    bytes: (name, query, signal) => fetchHostBytes(address, name, query, signal),
    close: async () => undefined,
  };
}

async function relay(address: HostAddress, page: Transport): Promise<void> {
  try {
    joinTransports(page, await openHostTransport(address));
  } catch {
    // The page sees a closed port, says so and asks for another one.
    page.close();
  }
}

/** Passes messages both ways; the end of one is the end of the other. */
export function joinTransports(left: Transport, right: Transport): void {
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    left.close();
    right.close();
  };
  left.onClose(close);
  right.onClose(close);
  const pass = (to: Transport) => (message: string | Uint8Array) => {
    if (!closed) to.send(message);
  };
  left.onMessage(pass(right));
  right.onMessage(pass(left));
}
