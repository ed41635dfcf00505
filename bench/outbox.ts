import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshProgress } from '../app/outbox/fresh-progress.ts';
import type { OutboxOrder } from '../app/outbox/item.ts';
import type { Contents, KeptItem } from '../app/outbox/journal/contents.ts';
import { freshLog, writeLog } from '../app/outbox/journal/journal-log.ts';
import { JournalTables } from '../app/outbox/journal/journal-tables.ts';
import { journalMigrations } from '../app/outbox/journal/migrations/index.ts';
import { Sums } from '../app/outbox/journal/sums.ts';
import { migrate, openDurably } from '../app/platform/node/sqlite.ts';
import { type BenchRow, median, row } from './bench-row.ts';
import type { OutboxOrders, OutboxReport } from './outbox-runner.ts';

const uploads = 10_000;
const rows = 100_000;
const openShare = 10;
const restarts = 5;
/** Queued, begun, done: each in both copies. */
const syncsPerUpload = 6;

/** What the outbox adds to each upload, and how long a start with a long past takes. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    const sent = await outbox({ home: join(home, 'sending'), uploads });
    if (sent.done !== uploads) throw new Error(`${sent.done} of ${uploads} uploads are done.`);
    const syncsMs = bareSyncMs(join(home, 'bare')) * syncsPerUpload;
    const past = join(home, 'past');
    writeJournal(join(past, 'outbox'));
    // As written it was never closed by the outbox.
    await outbox({ home: past, uploads: 0 });
    const starts: OutboxReport[] = [];
    for (let number = 0; number < restarts; number++) starts.push(await outbox({ home: past, uploads: 0 }));
    if (starts.some(({ open, notices }) => open !== rows / openShare || notices > 0))
      throw new Error('A start has not found the journal as it was written.');
    const startMs = median(starts.map((one) => one.startMs));
    const perItemMs = sent.workMs / uploads;
    return [
      row(`outbox: journal of ${uploads} uploads, each`, perItemMs, 'ms', '≤ 5 ms', perItemMs <= 5, {
        ...{ name: `${syncsPerUpload} bare syncs of as many bytes`, value: syncsMs, ratio: perItemMs / syncsMs },
      }),
      row(`outbox: start with ${rows} items, 1 of ${openShare} open`, startMs, 'ms', '≤ 1000 ms', startMs <= 1000),
    ];
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function outbox(orders: OutboxOrders): Promise<OutboxReport> {
  mkdirSync(orders.home, { recursive: true });
  const child = fork(new URL('./outbox-runner.ts', import.meta.url), [JSON.stringify(orders)]);
  // The child sends exactly one report.
  const [report] = (await once(child, 'message')) as [OutboxReport];
  await once(child, 'exit');
  return report;
}

/** What the disk takes for one small write that is safe. */
function bareSyncMs(path: string): number {
  const [writes, bytes] = [1000, Buffer.alloc(1600)];
  const file = openSync(path, 'w');
  const startMs = performance.now();
  for (let number = 0; number < writes; number++) {
    writeSync(file, bytes);
    fdatasyncSync(file);
  }
  closeSync(file);
  return (performance.now() - startMs) / writes;
}

/** Both copies, as many uploads would have left them. */
function writeJournal(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const id = randomUUID();
  const sums = new Sums(id);
  const items = Array.from({ length: rows }, (_, index) => keptItem(index + 1));
  const contents: Contents = { sequence: rows, items, records: [] };
  const log = freshLog(id, sums, contents);
  const database = openDurably(join(folder, 'outbox.sqlite'));
  migrate(database, journalMigrations);
  const tables = new JournalTables(database, id, sums);
  database.transaction(() => {
    tables.fill(contents);
    tables.seal(contents.sequence, log.end);
  })();
  database.close();
  writeLog(join(folder, 'outbox.log'), log.bytes);
  writeFileSync(join(folder, 'outbox.id'), `${id}\n`);
}

function keptItem(number: number): KeptItem {
  const order: OutboxOrder = {
    ...{
      id: randomUUID(),
      kind: 'bench',
      connectionId: 'lab',
      title: `Result: run ${number}`,
      target: `26-AL-${number}`,
    },
    ...{ marker: 'abcdefghijklmnopqrstuvwxyz', lookFirst: false, subject: null, files: [], createdMs: number },
  };
  const table = {
    headings: ['T/K', 'sigma/(S/cm)'],
    rows: Array.from({ length: 20 }, (_, at) => [`${300 + at}`, '1.2e-9']),
  };
  const payload = { title: order.title, comments: 'Measured twice.', sampleIds: [number], seriesNames: [], table };
  const fresh = freshProgress(number);
  const entry = { atMs: number, lastMs: number, count: 1 };
  const history = [
    ...fresh.history,
    { ...entry, text: 'Sending, attempt 1' },
    { ...entry, text: `Created, record ${number}` },
  ];
  const isOpen = number % openShare === 0;
  const progress = isOpen
    ? fresh
    : { ...fresh, state: 'done' as const, attempts: 1, remoteId: String(number), history, endedMs: number };
  return { number, order, payload, progress, sequence: number };
}
