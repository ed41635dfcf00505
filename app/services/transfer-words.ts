import type { Job } from '../contract/jobs.ts';
import type { TransferFiles, TransferPhase } from '../contract/transfers.ts';
import type { RequestState } from '../jobs/kinds/drms-export.ts';

export interface PartContext {
  serverName: string;
  email: string;
  /** An export of ours that the server has not finished. */
  pendingId: string | null;
  /** The address is known to have a foreign export pending. */
  isBlocked: boolean;
  failure: string | null;
}

export function phaseOf({ stage, status }: RequestState): TransferPhase {
  switch (stage) {
    case 'draft':
      return 'waiting-here';
    case 'sending':
    case 'unknown':
      return 'waiting-at-server';
    case 'queued':
      return status === 1 ? 'preparing' : 'waiting-at-server';
    case 'ready':
      return 'downloading';
    case 'done':
      return 'done';
    case 'refused':
      return status === 5 ? 'expired' : 'refused';
    default:
      return stage satisfies never;
  }
}

/** Why a request stands where it stands, in a sentence. */
export function reasonOf(request: RequestState, files: TransferFiles, context: PartContext): string {
  const { serverName } = context;
  switch (request.stage) {
    case 'draft':
      return draftReason(context);
    case 'sending':
      return `Asking ${serverName}.`;
    case 'unknown':
      return `Checking whether ${serverName} took the request.`;
    case 'queued':
      return queuedReason(request, serverName);
    case 'ready':
      return `${count(hereOf(files))} of ${files.total === null ? 'all' : count(files.total)} files are here and verified.`;
    case 'done':
      return doneReason(files, context);
    case 'refused':
      return sentence(request.error) ?? `${serverName} refused the request.`;
    default:
      return request.stage satisfies never;
  }
}

function draftReason({ serverName, email, pendingId, isBlocked }: PartContext): string {
  if (pendingId !== null)
    return `${serverName} allows one pending request per address: next starts when ${pendingId} is ready.`;
  if (isBlocked) return `${serverName} allows one pending request per address, and another one of ${email} is pending.`;
  return `${serverName} was not asked yet.`;
}

function queuedReason({ isAdopted, id, status }: RequestState, serverName: string): string {
  if (isAdopted) return `${id} of the same address is pending at ${serverName}; it may be this one.`;
  if (status === 1) return `${serverName} prepares the files and names no time.`;
  return `${serverName} has it in its queue and names no time.`;
}

/** How a request, or a batch of them, has ended. */
export function doneReason(
  files: TransferFiles,
  { serverName, failure }: Pick<PartContext, 'serverName' | 'failure'>,
): string {
  const total = files.total ?? hereOf(files) + files.missing + files.failed;
  const sentences = [
    `${count(hereOf(files))} of ${count(total)} files are here and verified.`,
    files.unconfirmed === 0 ? '' : `Of ${count(files.unconfirmed)} nobody can say that they are complete.`,
    files.missing === 0 ? '' : `${serverName} does not have ${count(files.missing)}.`,
    files.failed === 0 ? '' : `${count(files.failed)} failed: ${failure ?? 'the reason is told with each file.'}`,
  ];
  return sentences.filter((one) => one !== '').join(' ');
}

/** The same of a whole batch; undefined: its parts say it. */
export function batchReason(job: Pick<Job, 'status' | 'error' | 'phase'>): string | undefined {
  switch (job.status) {
    case 'paused':
      return 'Paused by you; what is here is kept.';
    case 'cancelled':
      return 'Cancelled by you; what is here is kept.';
    case 'failed':
      return sentence(job.error);
    case 'waiting':
      return sentence(job.error);
    default:
      return undefined;
  }
}

function sentence(error: { message: string; remedy?: string | undefined } | null): string | undefined {
  if (error === null) return undefined;
  return error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
}

/** Both are whole as far as anybody can tell. */
function hereOf({ verified, unconfirmed }: TransferFiles): number {
  return verified + unconfirmed;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
