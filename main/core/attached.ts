import { setTimeout as delay } from 'node:timers/promises';
import { type AppError, isAppError } from '../../app/contract/app-error.ts';
import { fetchHostBytes, type HostAddress, openHostTransport } from '../../app/rpc/node/host-client.ts';
import type { Transport } from '../../app/rpc/transport.ts';
import type { ShellCore } from './core.ts';

export interface AttachOptions {
  /** The host does not know the token any more: it was started anew. Trying again would not help. */
  onRefused(error: AppError): void;
}

/**
 * Relays to a core that runs elsewhere. The token stays in this process.
 * @throws AppError `network` if nothing answers, `auth-required` if the token is not that of the host.
 */
export async function attachToCore(address: HostAddress, options: AttachOptions): Promise<ShellCore> {
  const probe = await openHostTransport(address);
  probe.close();
  return {
    kind: 'attached',
    address: address.origin,
    serve: (page) => {
      void relay(address, page, options);
    },
    bytes: (name, query, signal) => fetchHostBytes(address, name, query, signal),
    close: async () => undefined,
  };
}

/** What the page sends waits until the host answers; a line that breaks later closes the port, and the page asks for another. */
async function relay(address: HostAddress, page: Transport, { onRefused }: AttachOptions): Promise<void> {
  const left = new AbortController();
  page.onClose(() => left.abort());
  for (let waitMs = 500; !left.signal.aborted; waitMs = Math.min(2 * waitMs, 5000)) {
    try {
      joinTransports(page, await openHostTransport(address));
      return;
    } catch (error) {
      if (isAppError(error, 'auth-required')) {
        onRefused(error);
        return;
      }
      await delay(waitMs, undefined, { signal: left.signal }).catch(() => undefined);
    }
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
