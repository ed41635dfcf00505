import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../demo/index.ts';
import { runCommandLine } from './command-line.ts';

export interface CommandLab {
  /** Of the home and of everything a test writes. */
  folder: string;
  demo: DemoServer;
  close(): Promise<void>;
}

/** Command lines of this process get a home of their own, which knows a demo server as "Lab". */
export async function openCommandLab(): Promise<CommandLab> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-commands-'));
  const demo = await startDemoJuliaBase({ filesFolder: join(folder, 'files') });
  const [{ user, password } = { user: '', password: '' }] = demo.users;
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_HOME', join(folder, 'home'));
  vi.stubEnv('QUARRY_PASSWORD', password);
  await runCommandLine(['connections', 'add', 'juliabase', '--name', 'Lab', '--url', demo.url, '--user', user]);
  return {
    folder,
    demo,
    async close() {
      vi.unstubAllEnvs();
      await demo.close();
      rmSync(folder, { recursive: true });
    },
  };
}
