import { join } from 'node:path';
import type { DemoServer, DemoUser } from './index.ts';

export interface RunningDemo {
  url: string;
  users: DemoUser[];
  series: string[];
  filesFolder: string;
}

/** Starts the demo at most once, when it is first asked for; its data stay in `<home>/demo`. */
export function createDemoStarter(home: string): { start(): Promise<RunningDemo>; close(): Promise<void> } {
  const filesFolder = join(home, 'demo', 'files');
  let starting: Promise<DemoServer> | undefined;
  const launch = async (): Promise<DemoServer> => {
    // Loaded late: most runs never need the demo.
    const { startDemoJuliaBase } = await import('./index.ts');
    return startDemoJuliaBase({ filesFolder, stateFile: join(home, 'demo', 'juliabase.json') });
  };
  return {
    async start() {
      starting ??= launch();
      try {
        const { url, users, series } = await starting;
        return { url, users, series, filesFolder };
      } catch (error) {
        starting = undefined;
        throw error;
      }
    },
    async close() {
      await (await starting)?.close();
      starting = undefined;
    },
  };
}
