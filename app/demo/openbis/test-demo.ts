import { afterEach, beforeEach } from 'vitest';
import { type DemoOpenbis, type DemoOpenbisOptions, startDemoOpenbis } from './index.ts';

export interface TestOpenbis {
  readonly server: DemoOpenbis;
  clock: { nowMs: number };
  /** Whole answer of a method, as JSON. */
  rpc(method: string, params: unknown[], service?: keyof typeof services): Promise<Answer>;
  login(user?: string): Promise<string>;
}

/** As untyped as JSON is: tests look at it field by field. */
export type Answer = ReturnType<typeof JSON.parse>;

const services = {
  as: 'openbis/openbis/rmi-application-server-v3.json',
  dss: 'datastore_server/rmi-data-store-server-v3.json',
  dssV1: 'datastore_server/rmi-dss-api-v1.json',
  query: 'openbis/openbis/rmi-query-v1.json',
} as const;

/** A fresh server for every test of the file, with a clock that stands still. */
export function freshOpenbis(options: DemoOpenbisOptions = {}): TestOpenbis {
  let server: DemoOpenbis | undefined;
  const clock = { nowMs: 0 };
  const running = (): DemoOpenbis => {
    if (server === undefined) throw new Error('The demo runs within tests only.');
    return server;
  };
  beforeEach(async () => {
    clock.nowMs = Date.UTC(2024, 0, 8, 9);
    server = await startDemoOpenbis({ now: () => clock.nowMs, ...options });
  });
  afterEach(() => running().close());
  const rpc: TestOpenbis['rpc'] = async (method, params, service = 'as') => {
    const origin = service.startsWith('dss') ? running().dssUrl : running().url;
    const body = JSON.stringify({ jsonrpc: '2.0', id: '2', method, params });
    const response = await fetch(`${origin}/${services[service]}`, { method: 'POST', body });
    return response.json();
  };
  return {
    get server() {
      return running();
    },
    clock,
    rpc,
    login: async (user = 'demo') => (await rpc('login', [user, user])).result,
  };
}
