import { type ServerControl, ServerDesk } from '../http/server-control.ts';
import { type FaultName, faultNames } from './faults.ts';
import type { Desk } from './rpc/desk.ts';
import type { Settings } from './settings.ts';
import type { Registry } from './store/registry.ts';
import type { Sessions } from './store/sessions.ts';
import type { Exchange } from './wire/exchange.ts';
import { type Input, isObject, listOf, textOf } from './wire/input.ts';

/** What tests can turn while the server runs; nothing of it can be reached from the network. */
export interface OpenbisControl extends ServerControl<Settings, FaultName> {
  /** What the application server says about the data store, as behind a proxy it does not know of. */
  setDownloadUrl(url: string): void;
  /** Ends all sessions, or those of one user, as a restart or another login would. */
  expireSessions(userId?: string): void;
  /** Codes of all datasets, oldest first: a registration done twice shows here. */
  dataSetCodes(): string[];
}

export class ControlDesk extends ServerDesk<Settings, FaultName> implements OpenbisControl {
  private readonly sessions: Sessions;
  private readonly registry: Registry;

  constructor({ settings, sessions, registry }: Desk) {
    super(settings, faultNames);
    this.sessions = sessions;
    this.registry = registry;
  }

  setDownloadUrl(url: string): void {
    for (const dataStore of this.registry.dataStores.slice(0, 1)) dataStore.downloadUrl = url;
  }

  expireSessions(userId?: string): void {
    this.sessions.endAll(userId);
  }

  /** The token is the first parameter of a method, or stands in the address; without any, everybody's session ends. */
  expireSessionOf({ text, parameters }: Exchange): void {
    // Only looked at.
    const body = text === '' ? null : (JSON.parse(text) as Input);
    const first = isObject(body) ? (listOf(body.params)[0] ?? listOf(body.userSessionId)[0]) : undefined;
    const token = textOf(first) ?? parameters.get('sessionID');
    if (token) this.sessions.end(token);
    else this.sessions.endAll();
  }

  dataSetCodes(): string[] {
    return this.registry.dataSets.map(({ code }) => code);
  }
}
