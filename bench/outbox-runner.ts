import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway } from '../app/outbox/gateway.ts';
import type { JournalApi } from '../app/outbox/journal-api.ts';
import { Outbox } from '../app/outbox/outbox.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { openDatabases } from '../app/rpc/node/database-worker.ts';
import { silentLog } from '../app/testing/silent-log.ts';

export interface OutboxOrders {
  /** A data folder. */
  home: string;
  /** How many are queued and sent to a server that answers at once. */
  uploads: number;
}

/** What one process measured on itself. */
export interface OutboxReport {
  /** From nothing until the outbox had started. */
  startMs: number;
  /** Until all uploads were done. */
  workMs: number;
  done: number;
  /** Items that the start has found open, and damages. */
  open: number;
  notices: number;
}

/** Sends nothing, and has surely sent it. */
const gateway: Gateway = {
  kind: 'bench',
  canLook: () => true,
  check: async () => ({ kind: 'ready' }),
  async send(_call, onBeforeSend) {
    await onBeforeSend();
    return { kind: 'created', id: '1', url: null, notes: [] };
  },
  look: async () => ({ kind: 'complete', hits: [], similar: null }),
  repair: async () => [],
  onDone: async () => undefined,
};

// The bench gives exactly this.
const { home, uploads } = JSON.parse(process.argv[2] ?? '{}') as OutboxOrders;
const cacheFolder = join(home, 'cache');
mkdirSync(cacheFolder, { recursive: true });
const beginMs = performance.now();
const databases = await openDatabases<JournalApi>({ homeFolder: home, cacheFolder });
let notices = 0;
const outbox = new Outbox({
  ...{ rows: databases.calls, clock: nodeClock, log: silentLog, gateways: [gateway] },
  filesFolder: join(home, 'outbox', 'files'),
  onNotice: () => {
    notices += 1;
  },
});
// Only the start is measured, not what is sent after it.
const { held } = await hold(uploads === 0);
await outbox.start();
const startMs = performance.now() - beginMs;
const { open } = await outbox.list(0);
const workStartMs = performance.now();
for (let number = 0; number < uploads; number++) await outbox.add(itemOf(number));
while (!held && (await outbox.list(0)).open.length > 0) await nodeClock.sleep(20);
const workMs = performance.now() - workStartMs;
const { endedCount } = await outbox.list(0);
await outbox.close();
await databases.close();
const report: OutboxReport = { startMs, workMs, done: endedCount, open: open.length, notices };
process.send?.(report);
process.disconnect?.();

async function hold(isHeld: boolean): Promise<{ held: boolean }> {
  if (isHeld) await databases.calls.putOutbox({ records: [{ space: 'outbox', key: 'held', value: true }] });
  return { held: isHeld };
}

function itemOf(number: number): Parameters<Outbox['add']>[0] {
  const order = {
    ...{ id: randomUUID(), kind: 'bench', connectionId: 'lab', title: `Result ${number}`, target: 'a series' },
    ...{ marker: 'abcdefghijklmnopqrstuvwxyz', lookFirst: false, subject: null, files: [], createdMs: Date.now() },
  };
  const cells = Array.from({ length: 20 }, (_, at) => [`${300 + at}`, '1.2e-9']);
  return { order, payload: { title: order.title, table: { headings: ['T/K', 'sigma/(S/cm)'], rows: cells } } };
}
