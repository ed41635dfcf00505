import { join } from 'node:path';
import type { JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { JupyterState } from '../contract/jupyter.ts';
import type { Router } from '../rpc/server.ts';
import { ForeignOrigins } from './foreign-origins.ts';
import { JupyterConnections } from './jupyter-connections.ts';
import { JupyterServer } from './jupyter-server.ts';
import type { JupyterStarter } from './jupyter-starter.ts';
import type { ServiceContext } from './service-context.ts';

type JupyterHandlers = {
  [Name in keyof Handlers as Name extends `jupyter.${string}` ? Name : never]: Handlers[Name];
};

export interface JupyterServiceParts extends ServiceContext {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  starter: JupyterStarter | undefined;
  router(): Router;
  add: Handlers['connections.add'];
  update: Handlers['connections.update'];
  afterSignIn(connectionId: string, signal: AbortSignal): Promise<void>;
}

export interface Jupyter {
  handlers: JupyterHandlers;
  /** Starts the API if it was on; call once the router answers. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The loopback API for notebooks as the workbench sees it: switched on and off, watched, and what it needs beyond reading. */
export function createJupyter(parts: JupyterServiceParts): Jupyter {
  const { platform, events, starter, router, settings } = parts;
  const origins = new ForeignOrigins(settings);
  const connections = new JupyterConnections({ ...parts, origins });
  const server = new JupyterServer({
    ...{ settings, starter, router, clock: platform.clock, version: platform.version },
    usualFolder: join(platform.paths.home, 'notebooks'),
    log: platform.log.child({ part: 'jupyter' }),
    onChange: () => events.stale(['jupyter.state.get', 'jupyter.token.get']),
    onFailure: (failure) => events.failure(failure),
    onCall: () => events.stale(['jupyter.calls.list']),
  });
  const state = async (): Promise<JupyterState> => ({
    ...server.state(),
    foreignConnections: await connections.foreign(),
    unsaidCertificates: await connections.unsaidCertificates(),
    warnings: connections.warnings(),
  });

  return {
    handlers: {
      'jupyter.state.get': state,
      'jupyter.settings.set': async (change) => {
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        await server.change(Object.fromEntries(given));
        return state();
      },
      'jupyter.token.get': async () => ({ token: server.token() }),
      'jupyter.calls.list': async () => server.calls(),
      'jupyter.folders.answer': async ({ folder, isAllowed }) => {
        await server.answerFolder(folder, isAllowed);
        return state();
      },
      'jupyter.certificates.answer': async ({ connectionId, verifyCertificates }, { signal }) => {
        await connections.answerCertificates(connectionId, verifyCertificates, signal);
        return state();
      },
      'jupyter.connections.check': ({ connectionId }, { signal }) => connections.check(connectionId, signal),
      'jupyter.connections.login': async ({ connectionId, user, password }, { signal }) => {
        const given = { ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { password }) };
        await connections.logIn(connectionId, given, signal);
        return {};
      },
      'jupyter.connections.register': async (given, { signal }) => ({
        connectionId: await connections.register(given, signal),
      }),
      'jupyter.connections.import': ({ connections: given, warnings }, { signal }) =>
        connections.import(given, warnings, signal),
    },
    async open() {
      await origins.load();
      await server.open();
    },
    close: () => server.close(),
  };
}
