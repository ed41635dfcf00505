import type { AppExtras } from '../../app.ts';
import { isAppError } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import type { Contract } from '../../contract/contract.ts';
import { createDemoStarter } from '../../demo/demo-starter.ts';
import { createNodePlatform } from '../../platform/node/node-platform.ts';
import type { Log } from '../../platform/platform.ts';
import { type Client, createClient } from '../../rpc/client.ts';
import { createTransportPair } from '../../rpc/transport.ts';
import { attachToHost } from './attach-to-host.ts';
import { loadCrawlerProgram } from './crawler-program.ts';
import { keepPasswordsBeyondRun, type PasswordKeeper } from './password-keeper.ts';

/** The core as a command uses it: in this process, or in the host that owns the data folder. */
export interface Core {
  client: Client<Contract>;
  /** `query` is the JSON text of the input. Rejects with AppError. */
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
  /** Remembers passwords between commands where there is no key store; undefined where it is not needed. */
  keeper: PasswordKeeper | undefined;
  log: Log;
  close(): Promise<void>;
}

/**
 * Opens the data folder. If another program holds it and serves it on loopback, the command works through that one.
 * @throws AppError `conflict` if it is held by a program that does not serve it, e.g. the desktop app.
 */
export async function openCore(home: string | undefined, shared: Pick<AppExtras, 'drawing'> = {}): Promise<Core> {
  const platform = await createNodePlatform(home === undefined ? {} : { home });
  const keeper = platform.secrets.where === 'memory' ? keepPasswordsBeyondRun(platform) : undefined;
  try {
    // Loaded late: help and the demo servers need no core.
    const { createApp } = await import('../../app.ts');
    const app = await createApp(keeper === undefined ? platform : { ...platform, secrets: keeper.secrets }, {
      demo: createDemoStarter(platform.paths.home),
      crawlerProgram: loadCrawlerProgram,
      ...shared,
    });
    const [clientEnd, serverEnd] = createTransportPair();
    app.router.serve(serverEnd);
    const client = createClient<Contract>(clientEnd);
    return {
      client,
      bytes: (name, query, signal) => app.bytes(name, query, signal),
      keeper,
      log: platform.log,
      async close() {
        client.close();
        await app.close();
      },
    };
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error;
    const host = await attachToHost(platform.paths.home);
    if (host === undefined) throw error;
    return { ...host, keeper: undefined, log: platform.log };
  }
}
