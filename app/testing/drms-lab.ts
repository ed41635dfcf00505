import type { CellColumn, DrmsOptions } from '../clients/drms/index.ts';
import {
  configForBase,
  createDrmsClient,
  type DrmsClient,
  ServerConfig,
  stateAt,
  textAt,
} from '../clients/drms/index.ts';
import { type DemoDrmsServer, startDemoDrms } from '../demo/drms/index.ts';
import type { LoggedRequest } from '../demo/http/traffic.ts';
import type { Clock } from '../platform/platform.ts';

/** Registered at every demo server. */
export const demoEmail = 'demo@example.org';

/** Nobody waits here: who sleeps moves the time, for client and server alike. */
export class LeapingClock implements Clock {
  private timeMs = Date.UTC(2016, 3, 2, 10);
  /** All sleeps, in milliseconds. */
  slept: number[] = [];

  nowMs(): number {
    return this.timeMs;
  }

  monotonicMs(): number {
    return this.timeMs;
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(delayMs);
    this.timeMs += delayMs;
  }
}

/** A demo server with clients that know it. */
export interface DrmsLab {
  demo: DemoDrmsServer;
  clock: LeapingClock;
  /** A client of the demo as JSOC: all programs, the list of series by the wrapper. */
  client(options?: Partial<DrmsOptions>): DrmsClient;
  /** As a small institute: series and queries only. */
  smallClient(options?: Partial<DrmsOptions>): DrmsClient;
  /** Requests since `reset`, path and query as they were sent. */
  requests(): LoggedRequest[];
  reset(): void;
  close(): Promise<void>;
}

export async function openDrmsLab(): Promise<DrmsLab> {
  const clock = new LeapingClock();
  const demo = await startDemoDrms({ now: () => clock.nowMs() });
  const clients: DrmsClient[] = [];
  const open = (server: ServerConfig, options: Partial<DrmsOptions>): DrmsClient => {
    const client = createDrmsClient({ server, clock, email: null, ...options });
    clients.push(client);
    return client;
  };
  return {
    demo,
    clock,
    client: (options = {}) => open(configForBase('DEMO', demo.url), options),
    smallClient: (options = {}) =>
      open(
        new ServerConfig({
          name: 'KIS',
          cgi_baseurl: demo.cgiUrl,
          cgi_show_series: 'show_series',
          cgi_jsoc_info: 'jsoc_info',
        }),
        options,
      ),
    requests: () => demo.control.requests(),
    reset() {
      demo.control.setFaults([]);
      demo.control.clearTraffic();
      clock.slept = [];
      // Requests of earlier tests are over.
      void clock.sleep(25 * 3_600_000);
      clock.slept = [];
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await demo.close();
    },
  };
}

/** Cells as a person would write them down: the state where there is no value. */
export function cellsOf(column: CellColumn | undefined): (string | number | bigint)[] {
  if (column === undefined) return [];
  return Array.from({ length: column.length }, (_, row) => {
    const state = stateAt(column, row);
    if (state !== 'ok') return state;
    return column.kind === 'text' ? textAt(column, row) : (column.values[row] ?? Number.NaN);
  });
}
