import { mkdirSync } from 'node:fs';
import { writeRawFiles } from './files.ts';
import type { DemoControl } from './juliabase/control.ts';
import { LabStore } from './juliabase/lab-store.ts';
import { seedLab } from './juliabase/seed.ts';
import { JuliaBaseServer } from './juliabase/server.ts';
import type { SiteSettings } from './juliabase/site.ts';

export { startDemoDrms } from './drms/index.ts';
export type { DemoControl } from './juliabase/control.ts';
export { startDemoOpenbis } from './openbis/index.ts';

export interface DemoUser {
  user: string;
  password: string;
  note: string;
}

export interface DemoServer {
  /** Ends in a slash. */
  url: string;
  /** The one of the story comes first. */
  users: DemoUser[];
  /** The one of the story comes first. */
  series: string[];
  control: DemoControl;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Raw data files are written here where they are missing. */
  filesFolder: string;
  /** The database is kept in this file; without it in memory only. */
  stateFile?: string;
  /** 0 or absent: any free one. */
  port?: number;
  /** Default B, as the newest servers behave. */
  mode?: 'A' | 'B';
  csrf?: boolean;
  /** Zone of the server's naive times; default Europe/Berlin. */
  timezone?: string;
  /** Another number, another laboratory; default 2026. */
  seed?: number;
  /** So many more series of three measured samples each, "Batch 001" and so on; default none. */
  batchSeries?: number;
  /** Told each request with its status; never bodies. */
  log?: (line: string) => void;
}

/** Starts the demo server on loopback. */
export async function startDemoJuliaBase(options: DemoOptions): Promise<DemoServer> {
  const seeded = seedLab(options.seed ?? 2026, options.batchSeries);
  mkdirSync(options.filesFolder, { recursive: true });
  writeRawFiles(options.filesFolder, seeded.curves, seeded.spectra);
  const store = new LabStore(() => structuredClone(seeded.state), options.stateFile);
  const settings: SiteSettings = {
    mode: options.mode ?? 'B',
    csrf: options.csrf ?? false,
    timezone: options.timezone ?? 'Europe/Berlin',
    switches: { orphanResults: true, brokenSeriesPage: true, informalLayerLoss: true, brokenAddAlias: true },
    filesFolder: options.filesFolder,
  };
  const server = new JuliaBaseServer(store, settings, options.log);
  const url = await server.listen(options.port ?? 0);
  const storyFirst = store.state.users
    .filter((user) => user.isActive)
    .toSorted((a, b) => Number(b.login === 'l.brandt') - Number(a.login === 'l.brandt'));
  return {
    url,
    users: storyFirst.map(({ login, password, note }) => ({ user: login, password, note })),
    series: store.state.series.map((series) => series.name),
    control: server.control,
    close: () => server.close(),
  };
}
