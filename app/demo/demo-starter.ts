import { join } from 'node:path';
import type { DemoDrmsServer } from './drms/index.ts';
import type { DemoServer, DemoUser } from './index.ts';

export interface RunningDemo {
  url: string;
  users: DemoUser[];
  series: string[];
  drmsUrl: string;
  filesFolder: string;
}

/** Starts the demo at most once, when it is first asked for; its data stay in `<home>/demo`. */
export function createDemoStarter(home: string): { start(): Promise<RunningDemo>; close(): Promise<void> } {
  const filesFolder = join(home, 'demo', 'files');
  let starting: Promise<[DemoServer, DemoDrmsServer]> | undefined;
  const launch = async (): Promise<[DemoServer, DemoDrmsServer]> => {
    // Loaded late: most runs never need the demo.
    const { startDemoDrms, startDemoJuliaBase } = await import('./index.ts');
    return Promise.all([
      startDemoJuliaBase({ filesFolder, stateFile: join(home, 'demo', 'juliabase.json') }),
      startDemoDrms(),
    ]);
  };
  return {
    async start() {
      starting ??= launch();
      try {
        const [{ url, users, series }, drms] = await starting;
        return { url, users, series, drmsUrl: drms.url, filesFolder };
      } catch (error) {
        starting = undefined;
        throw error;
      }
    },
    async close() {
      await Promise.all(((await starting) ?? []).map((server) => server.close()));
      starting = undefined;
    },
  };
}
