import { createServer, type Server } from 'node:http';
import { listPageFiles } from '../../platform/node/page-files.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import { listenOnLoopback } from '../loopback/listen.ts';
import { createRateLimit } from '../loopback/rate-limit.ts';
import { randomSecret } from '../loopback/secrets.ts';
import type { AccessRules } from './access.ts';
import { createCallByName } from './call-by-name.ts';
import type { HostedApp } from './hosted-app.ts';
import { answerHttp } from './http.ts';
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

  const loopback = await listenOnLoopback(makeServer, options.port ?? 0, {
    log: options.log,
    onPort: (port) => {
      rules.port = port;
    },
  });
  const sockets = loopback.servers.map((server) => serveSockets(server, { app, rules, rateLimit, log: options.log }));

  return {
    port: rules.port,
    token: rules.token,
    address: `http://127.0.0.1:${rules.port}/?token=${rules.token}`,
    async close() {
      for (const one of sockets) one.close();
      calls.close();
      await loopback.close();
    },
  };
}
