import type { DrmsControl } from './control.ts';
import { DrmsServer } from './server.ts';
import { type Settings, usualSettings } from './settings.ts';
import { Site } from './site.ts';

export type { DrmsControl } from './control.ts';

export interface DemoDrmsServer {
  /** Root, also of downloads; ends in a slash. */
  url: string;
  /** Where the programs are; ends in a slash. */
  cgiUrl: string;
  control: DrmsControl;
  close(): Promise<void>;
}

export interface DemoDrmsOptions {
  /** 0 or absent: any free one. */
  port?: number;
  /** Milliseconds since 1970, for what the server says about time. */
  now?: () => number;
  settings?: Partial<Settings>;
  /** Requests are kept here, so that a later server still knows them; absent: in memory only. */
  dataFolder?: string;
  /** Pixels along a side, by name of the series in its own letter case; 32 unless said. */
  imageSizes?: Readonly<Record<string, number>>;
}

/** Starts a demo DRMS server on loopback. */
export async function startDemoDrms(options: DemoDrmsOptions = {}): Promise<DemoDrmsServer> {
  const settings = { ...usualSettings, ...options.settings };
  const site = new Site(settings, options.imageSizes ?? {}, options.dataFolder);
  const server = new DrmsServer(site, settings, options.now ?? Date.now);
  const url = await server.listen(options.port ?? 0);
  return { url, cgiUrl: `${url}cgi-bin/ajax/`, control: server.control, close: () => server.close() };
}
