import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { type DemoOptions, type DemoServer, startDemoJuliaBase } from '../demo/index.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { createMemorySecrets } from '../platform/node/secrets.ts';
import { noPowerEvents, type Platform } from '../platform/platform.ts';
import { type Client, createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { sharedParts } from './shared-parts.ts';
import { silentLog } from './silent-log.ts';

export interface OpenCore {
  app: App;
  client: Client<Contract>;
  close(): Promise<void>;
}

export interface TestCore extends OpenCore {
  demo: DemoServer;
  connectionId: string;
  home: string;
}

export function testPlatform(home: string): Platform {
  const paths = { home, cache: join(home, 'cache'), logs: join(home, 'logs') };
  for (const folder of Object.values(paths)) mkdirSync(folder, { recursive: true });
  return {
    paths,
    secrets: createMemorySecrets(),
    clock: nodeClock,
    log: silentLog,
    openUrl: async () => undefined,
    power: noPowerEvents,
    version: '0.0.0-test',
  };
}

/** A core on a data folder, with a client of its own; to be closed, and opened again on the same folder. */
export async function openCoreAt(home: string, platform?: Partial<Platform>): Promise<OpenCore> {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  const app = await createApp({ ...testPlatform(home), ...platform }, sharedParts);
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  const client = createClient<Contract>(clientEnd);
  return {
    app,
    client,
    async close() {
      client.close();
      await app.close();
    },
  };
}

/** A core on a fresh data folder, connected to a demo server of its own. */
export async function openTestCore({
  platform,
  ...options
}: Partial<DemoOptions> & { user?: string; platform?: Partial<Platform> } = {}): Promise<TestCore> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-core-'));
  const filesFolder = join(home, 'files');
  const demo = await startDemoJuliaBase({ filesFolder, ...options });
  const { app, client, close } = await openCoreAt(home, platform);
  const user = options.user ?? 'l.brandt';
  const connection = await client.call('connections.add', {
    kind: 'juliabase',
    name: 'Lab',
    url: demo.url,
    user,
    password: 'quarry-demo',
    pathRules: [{ serverPrefix: '', localFolder: filesFolder }],
  });
  return {
    app,
    client,
    demo,
    connectionId: connection.id,
    home,
    async close() {
      await close();
      await demo.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
