import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../contract/app-error.ts';
import type { Log } from '../../platform/platform.ts';

export interface LoopbackServers {
  port: number;
  servers: Server[];
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1, and on ::1 where the computer has it. `port` 0 is any free one.
 * @param onPort told the port before the first request can come
 * @throws AppError `conflict` if the port is taken
 */
export async function listenOnLoopback(
  makeServer: () => Server,
  port: number,
  { log, onPort }: { log: Log; onPort(port: number): void },
): Promise<LoopbackServers> {
  const first = makeServer();
  const taken = await listen(first, '127.0.0.1', port);
  onPort(taken);
  const servers = [first];
  const second = makeServer();
  try {
    await listen(second, '::1', taken);
    servers.push(second);
  } catch (error) {
    log.info({ error: String(error) }, 'No IPv6 loopback; listening on 127.0.0.1 only');
  }
  return {
    port: taken,
    servers,
    async close() {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    // A server that listens on a port always has an AddressInfo.
    server.listen({ port, host, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError('conflict', `Port ${port} of ${host} is used by another program.`, {
      remedy: 'Give another port, or none for any free one.',
      cause: error,
    });
  }
  return new AppError('network', `Quarry cannot listen on ${host}, port ${port}: ${error.message}`, {
    remedy: 'Give another port, or none for any free one.',
    cause: error,
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
