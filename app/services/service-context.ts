import type { PathRule } from '../contract/connections.ts';
import type { Platform } from '../platform/platform.ts';
import type { ConnectionPool, KeptConnection } from './connection-pool.ts';
import type { EventHub } from './events.ts';

/** A connection as it is kept: what the pool needs and what only services care for. */
export interface ConnectionRecord extends KeptConnection {
  pathRules: PathRule[];
  /** How the outbox deals with this server; see the contract. */
  settleWindowS: number;
  usesMarks: boolean;
  isDemo: boolean;
}

export interface ConnectionRecords {
  list(): Promise<ConnectionRecord[]>;
  /** Throws 'not-found'. */
  get(id: string): Promise<ConnectionRecord>;
  add(record: ConnectionRecord): Promise<void>;
  replace(record: ConnectionRecord): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What all services share. */
export interface ServiceContext {
  platform: Platform;
  connections: ConnectionRecords;
  pool: ConnectionPool;
  events: EventHub;
}
