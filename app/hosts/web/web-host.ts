import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../contract/app-error.ts';
import { listPageFiles } from '../../platform/node/page-files.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import type { AccessRules } from './access.ts';
import { createCallByName } from './call-by-name.ts';
import type { HostedApp } from './hosted-app.ts';
import { answerHttp } from './http.ts';
import { createRateLimit } from './rate-limit.ts';
import { serveSockets } from './sockets.ts';

export interface WebHostOptions {
  /** Folder of the built page. */
  pageFolder: string;
  /** 0 or absent: any free port. */
  port?: number;
  clock: Clock;
  log: Log;
}

export interface WebHost {
  port: number;
  token: string;
  /** For the browser and for attaching; holds the token. */
  address: string;
  close(): Promise<void>;
}

/**
 * Serves the app on 127.0.0.1, and on ::1 where the computer has it.
 * @throws AppError `conflict` if the port is taken, `storage` if the page has not been built.
 */
export async function startWebHost(app: HostedApp, options: WebHostOptions): Promise<WebHost> {
  const pageFiles = listPageFiles(options.pageFolder);
  const rules: AccessRules = { port: 0, token: randomSecret(), session: randomSecret() };
  const rateLimit = createRateLimit({ perSecond: 500, burst: 2000 }, () => options.clock.monotonicMs());
  const calls = createCallByName(app);
  const makeServer = (): Server =>
    // A missing Host is refused by our own check, in its place among the others.
    createServer({ requireHostHeader: false, headersTimeout: 10_000 }, (request, response) => {
      void answerHttp(request, response, { app, pageFiles, rules, rateLimit, calls, log: options.log });
    });

  const first = makeServer();
  rules.port = await listen(first, '127.0.0.1', options.port ?? 0);
  const servers = [first];
  const second = makeServer();
  try {
    await listen(second, '::1', rules.port);
    servers.push(second);
  } catch (error) {
    options.log.info({ error: String(error) }, 'No IPv6 loopback; listening on 127.0.0.1 only');
  }
  const sockets = servers.map((server) => serveSockets(server, { app, rules, rateLimit, log: options.log }));

  return {
    port: rules.port,
    token: rules.token,
    address: `http://127.0.0.1:${rules.port}/?token=${rules.token}`,
    async close() {
      for (const one of sockets) one.close();
      calls.close();
      await Promise.all(servers.map(closeServer));
    },
  };
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
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
