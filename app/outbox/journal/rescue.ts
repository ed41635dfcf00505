import type { OutboxProgress } from '../item.ts';
import { type Contents, Gathered } from './contents.ts';
import { commitOf, type LogScan } from './journal-log.ts';
import type { TableScan } from './journal-tables.ts';

/**
 * What both copies still have, of each thing the latest. Where the database cannot vouch for it, the end of the log
 * may be missing too: an item that seems to wait may have been sent, so it is looked for before anything is sent.
 */
export function rescue(tables: TableScan, log: LogScan, nowMs: number): Contents {
  const gathered = new Gathered();
  for (const line of log.lines) gathered.addCommit(commitOf(line), line.sequence);
  for (const item of tables.items) gathered.addItem(item);
  for (const record of tables.records) gathered.addRecord(record);
  const contents = gathered.contents();
  const sequence = Math.max(contents.sequence, tables.sequence);
  if (tables.isWhole) return { ...contents, sequence };
  const items = contents.items.map((item) => ({ ...item, progress: doubted(item.progress, nowMs) }));
  return { ...contents, sequence, items };
}

function doubted(progress: OutboxProgress, nowMs: number): OutboxProgress {
  if (progress.state !== 'waiting') return progress;
  const text = 'The journal was damaged, so it is looked for at the server before it is sent.';
  return {
    ...progress,
    state: 'checking',
    attempts: Math.max(1, progress.attempts),
    serverFinished: false,
    reason: text,
    history: [...progress.history, { atMs: nowMs, lastMs: nowMs, text, count: 1 }],
  };
}
