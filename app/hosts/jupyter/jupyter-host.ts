import { createServer, type Server } from 'node:http';
import type { JupyterStarter } from '../../app.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Client } from '../../rpc/client.ts';
import { listenOnLoopback } from '../loopback/listen.ts';
import { createRateLimit } from '../loopback/rate-limit.ts';
import { randomSecret } from '../loopback/secrets.ts';
import { answerRequest } from './answer-request.ts';
import { openNotebookFolder } from './notebook-folder.ts';
import { describeApi } from './open-api.ts';
import type { Desk } from './route.ts';
import { routes } from './routes.ts';
import { UploadJobs } from './upload-jobs.ts';

export type JupyterHostOptions = Parameters<JupyterStarter['start']>[1] & { client: Client<Contract> };

export interface JupyterHost {
  port: number;
  /** With the base path, without the token. */
  address: string;
  token: string;
  close(): Promise<void>;
}

/**
 * Serves the calls of Jupyter's openBIS extension on loopback.
 * @throws AppError `conflict` if the port is taken, `storage` if the notebook folder cannot be used
 */
export async function startJupyterHost(options: JupyterHostOptions): Promise<JupyterHost> {
  const { client, basePath, clock, log, version } = options;
  const notebooks = await openNotebookFolder(options.notebookFolder, options);
  const desk: Desk = { client, notebooks, uploads: new UploadJobs(client) };
  const secrets = { token: randomSecret(), session: randomSecret() };
  const at = { port: 0 };
  const addressOf = (): string => `http://127.0.0.1:${at.port}${basePath}`;
  const parts = {
    ...{ desk, routes, basePath, clock, log, onCall: options.onCall },
    rules: () => ({ ...at, ...secrets, allowedOrigins: options.allowedOrigins() }),
    rateLimit: createRateLimit({ perSecond: 50, burst: 300 }, () => clock.monotonicMs()),
    description: () => describeApi(routes, { version, address: addressOf().replace(/\/$/, '') }),
  };
  const makeServer = (): Server =>
    // A missing Host is refused by our own check, in its place among the others.
    createServer({ requireHostHeader: false, headersTimeout: 10_000 }, (request, response) => {
      void answerRequest(request, response, parts);
    });
  const loopback = await listenOnLoopback(makeServer, options.port, {
    log,
    onPort: (port) => {
      at.port = port;
    },
  });
  return { port: at.port, address: addressOf(), token: secrets.token, close: () => loopback.close() };
}
