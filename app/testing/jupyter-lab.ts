import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type App, createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import type { JupyterCall } from '../contract/jupyter.ts';
import { type DemoOpenbis, type DemoOpenbisOptions, startDemoOpenbis } from '../demo/openbis/index.ts';
import { type JupyterHost, type JupyterHostOptions, startJupyterHost } from '../hosts/jupyter/jupyter-host.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import type { Log } from '../platform/platform.ts';
import { type Client, createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from './open-core.ts';
import { silentLog } from './silent-log.ts';

export interface ApiAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Undefined if it is no JSON. */
  // The tests state what they expect of it.
  // biome-ignore lint/suspicious/noExplicitAny: an answer of a foreign form
  body: any;
}

export interface Ask {
  method?: string;
  body?: unknown;
  /** In place of the JSON of `body`. */
  raw?: string;
  /** In place of the token. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A core with a demo openBIS that its one connection goes to, and the API for notebooks. */
export interface JupyterLab {
  app: App;
  client: Client<Contract>;
  demo: DemoOpenbis;
  host: JupyterHost;
  /** Of the notebooks. */
  folder: string;
  /** Beside it. */
  outside: string;
  calls: JupyterCall[];
  refusedFolders: string[];
  allowedFolders: string[];
  allowedOrigins: string[];
  connectionId: string;
  /** `path` is raw, below the base path. */
  ask(path: string, options?: Ask): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export async function openJupyterLab(
  options: { demo?: DemoOpenbisOptions; host?: Partial<JupyterHostOptions>; name?: string; log?: Log } = {},
): Promise<JupyterLab> {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'quarry-notebooks-')));
  const [home, folder, outside] = ['home', 'notebooks', 'outside'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [home, folder, outside]) mkdirSync(one);
  const demo = await startDemoOpenbis({ settings: { sessionsPerUser: 0 }, ...options.demo });
  const log = options.log ?? silentLog;
  const app = await createApp({ ...testPlatform(home), log });
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  const client = createClient<Contract>(clientEnd);
  const { id } = await client.call('connections.add', {
    ...{ kind: 'openbis', name: options.name ?? 'lab', url: demo.url, user: 'demo', password: 'demo' },
  });
  const [calls, refusedFolders, allowedFolders, allowedOrigins]: [JupyterCall[], string[], string[], string[]] = [
    [],
    [],
    [],
    [],
  ];
  const host = await startJupyterHost({
    ...{ client, port: 0, basePath: '/', notebookFolder: folder, version: '0.0.0-test' },
    ...{ clock: nodeClock, log },
    allowedOrigins: () => allowedOrigins,
    allowedFolders: () => allowedFolders,
    onCall: (call) => void calls.push(call),
    onRefusedFolder: (refused) => void refusedFolders.push(refused),
    ...options.host,
  });
  return {
    ...{ app, client, demo, host, folder, outside, calls, refusedFolders, allowedFolders, allowedOrigins },
    connectionId: id,
    ask: (path, ask) => askHost(host, path, ask),
    async close() {
      await host.close();
      client.close();
      await app.close();
      await demo.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function askHost(host: JupyterHost, path: string, { method = 'GET', body, raw, headers, signal }: Ask = {}) {
  const { hostname, port, pathname } = new URL(host.address);
  return new Promise<ApiAnswer>((resolve, reject) => {
    const asked = request(
      {
        ...{ hostname, port, method, path: pathname + path },
        headers: headers ?? { authorization: `token ${host.token}` },
        ...(signal === undefined ? {} : { signal }),
      },
      async (response) => {
        const answer = await text(response);
        resolve({
          ...{ status: response.statusCode ?? 0, headers: response.headers, text: answer },
          body: answer === '' ? undefined : JSON.parse(answer),
        });
      },
    );
    asked.on('error', reject);
    asked.end(raw ?? (body === undefined ? undefined : JSON.stringify(body)));
  });
}
