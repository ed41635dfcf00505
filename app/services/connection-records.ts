import { z } from 'zod';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import { PathRule } from '../contract/connections.ts';
import { defaultSettleWindowMs } from '../outbox/schedule.ts';
import type { ConnectionRow } from '../store/rows.ts';
import type { ConnectionRecord, ConnectionRecords } from './service-context.ts';

export interface ConnectionRows {
  listConnections(): Promise<ConnectionRow[]>;
  getConnection(id: string): Promise<ConnectionRow | undefined>;
  putConnection(row: ConnectionRow): Promise<void>;
  removeConnection(id: string): Promise<void>;
}

/** Everything that has no column of its own; missing parts of older rows get their defaults. */
const Options = z.object({
  pathRules: z.array(PathRule).default([]),
  ca: z.string().nullable().default(null),
  pinnedFingerprint: z.string().nullable().default(null),
  proxy: z.string().nullable().default(null),
  verifyCertificates: z.boolean().default(true),
  keepPassword: z.boolean().default(false),
  settleWindowS: z.number().default(defaultSettleWindowMs / 1000),
  usesMarks: z.boolean().default(true),
});

export function connectionRecords(rows: ConnectionRows): ConnectionRecords {
  return {
    list: async () => (await rows.listConnections()).map(toRecord),
    get: async (id) => {
      const row = await rows.getConnection(id);
      if (row === undefined)
        throw new AppError('not-found', 'There is no such connection.', {
          remedy: 'It may have been removed; add it again.',
        });
      return toRecord(row);
    },
    add: (record) => rows.putConnection(toRow(record)),
    replace: (record) => rows.putConnection(toRow(record)),
    remove: (id) => rows.removeConnection(id),
  };
}

function toRecord(row: ConnectionRow): ConnectionRecord {
  const { options, ...columns } = row;
  return { ...columns, ...Options.parse(options) };
}

function toRow({ id, kind, name, url, user, isDemo, ...options }: ConnectionRecord): ConnectionRow {
  // Parsed so that nothing but the known options gets into the database.
  return { id, kind, name, url, user, isDemo, options: Options.parse(options) as unknown as JsonValue };
}
