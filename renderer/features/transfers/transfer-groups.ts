import type { Transfer, TransferList, TransferServer } from '../../../app/contract/transfers.ts';
import { isEnded, retryLabel } from './transfer-words.ts';

export const transferFilters = ['all', 'running', 'waiting', 'needs-you', 'paused', 'done'] as const;
export type TransferFilter = (typeof transferFilters)[number];

export interface TransferGroup {
  /** Undefined: of a server that is not in the registry any more. */
  server: TransferServer | undefined;
  serverId: string;
  transfers: Transfer[];
}

/** Each transfer is in exactly one class, so that the counts add up. */
export function filterOf(transfer: Transfer): Exclude<TransferFilter, 'all'> {
  const { status } = transfer;
  if (status === 'paused') return 'paused';
  if (status === 'needs-you' || status === 'failed') return 'needs-you';
  if (status === 'running') return transfer.phase === 'waiting-here' ? 'waiting' : 'running';
  if (status === 'queued' || status === 'waiting') return 'waiting';
  return status === 'succeeded' && retryLabel(transfer) !== null ? 'needs-you' : 'done';
}

export function countsOf(transfers: readonly Transfer[]): Record<TransferFilter, number> {
  const counts = { all: transfers.length, running: 0, waiting: 0, 'needs-you': 0, paused: 0, done: 0 };
  for (const transfer of transfers) counts[filterOf(transfer)] += 1;
  return counts;
}

/** By server, in the order of the list of servers; the limits belong to them. */
export function groupsOf({ servers, transfers }: TransferList, filter: TransferFilter): TransferGroup[] {
  const shown = transfers.filter((transfer) => filter === 'all' || filterOf(transfer) === filter);
  const ids = [...new Set([...servers.map(({ id }) => id), ...shown.map(({ serverId }) => serverId)])];
  return ids.flatMap((serverId) => {
    const own = shown.filter((transfer) => transfer.serverId === serverId);
    return own.length === 0 ? [] : [{ serverId, server: servers.find(({ id }) => id === serverId), transfers: own }];
  });
}

export interface TransferSummary {
  bytesPerSecond: number;
  downloading: number;
  /** Until the longest of those that run ends; null if nobody knows. */
  remainingMs: number | null;
  bytesHere: number;
  /** Null if some transfer does not know. */
  bytesExpected: number | null;
  freeBytes: number | null;
  /** The next time at which a server deletes something that is not here yet. */
  deadline: { utc: string; title: string } | null;
}

/** What one wants to know from across the room; of transfers that are not over. */
export function summaryOf(transfers: readonly Transfer[]): TransferSummary {
  const open = transfers.filter((transfer) => !isEnded(transfer));
  const running = open.filter(({ status }) => status === 'running');
  const remaining = running.map(({ remainingMs }) => remainingMs);
  const expected = open.map(({ bytes }) => bytes.expected);
  const free = open.flatMap(({ freeBytes }) => (freeBytes === null ? [] : [freeBytes]));
  const due = open
    .flatMap(({ deadlineUtc, title }) => (deadlineUtc === null ? [] : [{ utc: deadlineUtc, title }]))
    .sort((one, other) => Date.parse(one.utc) - Date.parse(other.utc));
  return {
    bytesPerSecond: running.reduce((sum, one) => sum + (one.bytesPerSecond ?? 0), 0),
    downloading: running.filter(({ phase }) => phase === 'downloading').length,
    remainingMs:
      remaining.length === 0 || remaining.includes(null) ? null : Math.max(...remaining.map((ms) => ms ?? 0)),
    bytesHere: open.reduce((sum, { bytes }) => sum + bytes.here, 0),
    bytesExpected: expected.includes(null) ? null : expected.reduce((sum: number, bytes) => sum + (bytes ?? 0), 0),
    freeBytes: free.length === 0 ? null : Math.min(...free),
    deadline: due[0] ?? null,
  };
}
