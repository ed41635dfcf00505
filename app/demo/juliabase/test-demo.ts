import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../index.ts';
import { signIn, type TestBrowser } from './test-browser.ts';

export interface TestDemo {
  readonly server: DemoServer;
  signIn(user: string): Promise<TestBrowser>;
  /** Ends the server and starts it again on the same files. */
  restart(): Promise<void>;
}

/** A fresh demo for every test of the file. */
export function freshDemo(): TestDemo {
  let folder = '';
  let server: DemoServer | undefined;
  const start = async (): Promise<void> => {
    server = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), stateFile: join(folder, 'state.json') });
  };
  const running = (): DemoServer => {
    if (server === undefined) throw new Error('The demo runs within tests only.');
    return server;
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quarry-demo-'));
    await start();
  });
  afterEach(async () => {
    await running().close();
    rmSync(folder, { recursive: true });
  });
  return {
    get server() {
      return running();
    },
    signIn: (user) => signIn(running().url, user),
    async restart() {
      await running().close();
      await start();
    },
  };
}
