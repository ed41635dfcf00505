import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../index.ts';
import { signIn, type TestBrowser } from './test-browser.ts';

export interface TestDemo {
  readonly server: DemoServer;
  signIn(user: string): Promise<TestBrowser>;
  /** Ends the server and starts it again on the same files. */
  restart(): Promise<void>;
}

/** A fresh demo for every test of the file; raw data files are made once. */
export function freshDemo(): TestDemo {
  let folder = '';
  let stateFile = '';
  let server: DemoServer | undefined;
  const start = async (): Promise<void> => {
    server = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), stateFile });
  };
  const running = (): DemoServer => {
    if (server === undefined) throw new Error('The demo runs within tests only.');
    return server;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quarry-demo-'));
  });
  beforeEach(async () => {
    stateFile = join(folder, `${randomUUID()}.json`);
    await start();
  });
  afterEach(() => running().close());
  afterAll(() => rmSync(folder, { recursive: true }));
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
