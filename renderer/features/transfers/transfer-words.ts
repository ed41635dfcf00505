import type {
  Transfer,
  TransferFiles,
  TransferPart,
  TransferPhase,
  TransferServer,
} from '../../../app/contract/transfers.ts';
import { formatBytes, formatDuration, formatInteger, formatRate } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

/** What a line is about: a whole transfer, or one request of it. */
export type Line = { transfer: Transfer; part: TransferPart | null };

export type Tone = 'busy' | 'wait' | 'ok' | 'warn' | 'bad' | 'off';

export interface LineState {
  words: string;
  tone: Tone;
  /** How many of the five marks are reached. */
  marks: number;
}

const marksOfPhase: Readonly<Record<TransferPhase, number>> = {
  ...{ 'waiting-here': 0, 'waiting-at-server': 1, preparing: 2, downloading: 3, verifying: 4, done: 5 },
  ...{ refused: 1, expired: 3 },
};

/** Where a line stands, in words. */
export function stateOf({ transfer, part }: Line): LineState {
  const { phase, files } = part ?? transfer;
  const marks = marksOfPhase[phase];
  const isOver = phase === 'done' || phase === 'refused' || phase === 'expired';
  if (!isOver || part === null) {
    const stopped = stoppedWords(transfer.status);
    if (stopped !== null) return { ...stopped, marks };
  }
  return { ...phaseState(phase, files), marks };
}

function stoppedWords(status: Transfer['status']): Pick<LineState, 'words' | 'tone'> | null {
  switch (status) {
    case 'paused':
      return { words: t('Paused'), tone: 'off' };
    case 'cancelled':
      return { words: t('Cancelled'), tone: 'off' };
    case 'failed':
      return { words: t('Failed'), tone: 'bad' };
    case 'needs-you':
      return { words: t('Needs you'), tone: 'warn' };
    case 'queued':
    case 'running':
    case 'waiting':
    case 'succeeded':
      return null;
    default:
      return status satisfies never;
  }
}

function phaseState(phase: TransferPhase, files: TransferFiles): Pick<LineState, 'words' | 'tone'> {
  switch (phase) {
    case 'waiting-here':
      return { words: t('Waiting here'), tone: 'wait' };
    case 'waiting-at-server':
      return { words: t('Waiting at server'), tone: 'wait' };
    case 'preparing':
      return { words: t('Preparing'), tone: 'busy' };
    case 'downloading':
      return { words: t('Downloading'), tone: 'busy' };
    case 'verifying':
      return { words: t('Verifying'), tone: 'busy' };
    case 'done':
      return doneState(files);
    case 'refused':
      return { words: t('Refused by server'), tone: 'bad' };
    case 'expired':
      return { words: t('Expired at server'), tone: 'warn' };
    default:
      return phase satisfies never;
  }
}

function doneState({ total, failed, missing, unconfirmed }: TransferFiles): Pick<LineState, 'words' | 'tone'> {
  const of = total === null ? '' : t(' of {{total}}', { total: formatInteger(total) });
  if (failed > 0) return { words: t('{{failed}}{{of}} failed', { failed: formatInteger(failed), of }), tone: 'warn' };
  if (missing > 0)
    return { words: t('{{missing}}{{of}} missing', { missing: formatInteger(missing), of }), tone: 'warn' };
  return unconfirmed > 0
    ? { words: t('Size not confirmed'), tone: 'warn' }
    : { words: t('Done, verified'), tone: 'ok' };
}

/** 0 to 100; null where nobody knows the whole. */
export function percentOf({ transfer, part }: Line): number | null {
  const { phase, bytes, files } = part ?? transfer;
  if (phase === 'done') return 100;
  if (marksOfPhase[phase] < marksOfPhase.downloading) return part === null ? shareOf(bytes.here, bytes.expected) : null;
  return shareOf(bytes.here, bytes.expected) ?? shareOf(files.verified + files.unconfirmed, files.total);
}

function shareOf(done: number, total: number | null): number | null {
  return total === null || total <= 0 || done <= 0 ? null : Math.min(99, Math.floor((100 * done) / total));
}

/** "14.2 GB of 24.3 GB", "24.1 GB expected", "12 of 30 files". */
export function amountOf({ transfer, part }: Line): string {
  const { phase, bytes, files } = part ?? transfer;
  if (phase === 'done') return bytes.here > 0 ? formatBytes(bytes.here) : '';
  if (bytes.here === 0 && bytes.expected !== null)
    return t('{{expected}} expected', { expected: formatBytes(bytes.expected) });
  if (bytes.expected !== null)
    return t('{{here}} of {{expected}}', { here: formatBytes(bytes.here), expected: formatBytes(bytes.expected) });
  if (files.total !== null)
    return t('{{verified}} of {{total}} files', {
      verified: formatInteger(files.verified),
      total: formatInteger(files.total),
    });
  return bytes.here > 0 ? formatBytes(bytes.here) : '';
}

/** Only where something runs; never a guess. */
export function remainingOf(transfer: Transfer): string {
  if (transfer.status !== 'running' && transfer.status !== 'waiting') return '';
  return transfer.remainingMs === null ? t('not told') : formatDuration(transfer.remainingMs);
}

export function rateOf({ bytesPerSecond, status }: Transfer): string {
  return bytesPerSecond === null || status !== 'running' ? '' : formatRate(bytesPerSecond, 'bytes');
}

/** "ada@example.org · 1 of 1 pending request · 1 of 1 connection · at most 2.0 MB/s"; empty where none are kept. */
export function limitsOf(server: TransferServer): string {
  if (server.kind === 'openbis') return '';
  const { email, pending, pendingAllowed, connections, connectionsInUse, bytesPerSecond } = server;
  return [
    ...(email === null ? [] : [email]),
    t('{{pending}} of {{count}} pending requests', { pending, count: pendingAllowed }),
    t('{{inUse}} of {{count}} connections', { inUse: connectionsInUse, count: connections }),
    ...(bytesPerSecond === null
      ? []
      : [t('at most {{bytesPerSecond}}', { bytesPerSecond: formatRate(bytesPerSecond, 'bytes') })]),
  ].join(' · ');
}

/** What asking again would fetch, as a button; null if there is nothing to ask for. */
export function retryLabel({ status, phase, files }: Transfer): string | null {
  if (status === 'running' || status === 'waiting' || status === 'queued' || status === 'needs-you') return null;
  const open = files.failed + files.missing;
  if (phase === 'expired')
    return files.total === null ? t('Ask again') : t('Ask for {{total}}', { total: files.total - files.verified });
  if (open > 0) return t('Retry {{open}}', { open: formatInteger(open) });
  return status === 'failed' || phase === 'refused' ? t('Retry') : null;
}

export function isEnded({ status }: Transfer): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}
