import { join } from 'node:path';
import type { DemoDrmsServer } from './drms/index.ts';
import type { DemoServer, DemoUser } from './index.ts';
import type { DemoOpenbis } from './openbis/index.ts';

export interface RunningDemo {
  url: string;
  users: DemoUser[];
  series: string[];
  drmsUrl: string;
  openbis: { url: string; users: DemoUser[] };
  filesFolder: string;
}

/** Starts the demo at most once, when it is first asked for; its data stay in `<home>/demo`. */
export function createDemoStarter(home: string): { start(): Promise<RunningDemo>; close(): Promise<void> } {
  const filesFolder = join(home, 'demo', 'files');
  let starting: Promise<[DemoServer, DemoDrmsServer, DemoOpenbis]> | undefined;
  const launch = async (): Promise<[DemoServer, DemoDrmsServer, DemoOpenbis]> => {
    // Loaded late: most runs never need the demo.
    const { startDemoDrms, startDemoJuliaBase, startDemoOpenbis } = await import('./index.ts');
    return Promise.all([
      startDemoJuliaBase({ filesFolder, stateFile: join(home, 'demo', 'juliabase.json') }),
      startDemoDrms(),
      startDemoOpenbis(),
    ]);
  };
  return {
    async start() {
      starting ??= launch();
      try {
        const [{ url, users, series }, drms, openbis] = await starting;
        const { url: openbisUrl, users: openbisUsers } = openbis;
        return {
          ...{ url, users, series, filesFolder },
          ...{ drmsUrl: drms.url, openbis: { url: openbisUrl, users: openbisUsers } },
        };
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
