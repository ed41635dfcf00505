import { defaultRules, type ServerRules } from '../outbox/schedule.ts';
import type { ConnectionRecord, ConnectionRecords } from './service-context.ts';

/** What the connections say of the outbox, known at any moment: it cannot wait for the store when an answer is lost. */
export class ServerRulesBook {
  private readonly rules = new Map<string, ServerRules>();

  /** The same records; what is read or written of them is noted. */
  following(records: ConnectionRecords): ConnectionRecords {
    const noted = (record: ConnectionRecord): ConnectionRecord => {
      const { id, settleWindowS, usesMarks } = record;
      this.rules.set(id, { settleWindowMs: settleWindowS * 1000, usesMarks });
      return record;
    };
    return {
      list: async () => (await records.list()).map(noted),
      get: async (id) => noted(await records.get(id)),
      add: async (record) => {
        await records.add(record);
        noted(record);
      },
      replace: async (record) => {
        await records.replace(record);
        noted(record);
      },
      remove: (id) => records.remove(id),
    };
  }

  of(connectionId: string): ServerRules {
    return this.rules.get(connectionId) ?? defaultRules;
  }
}
