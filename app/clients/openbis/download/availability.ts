import { AppError } from '../../../contract/app-error.ts';
import type { DataSet } from '../model.ts';

/** The server is busy. */
export function noStreams(source: string): AppError {
  return new AppError('remote-failed', `${source} has no stream free for a fast download.`, {
    remedy: 'Try again later.',
    source,
    retryable: true,
  });
}

/** @throws AppError for a data set whose files the server cannot give, with the reason */
export function refuseWithoutContent({ permId, kind, physical }: DataSet, source: string): void {
  if (kind === 'LINK')
    throw new AppError('unsupported', `The data set ${permId} holds linked data, which is not stored in openBIS.`, {
      remedy: 'Fetch it from where its copies lie; its page tells their addresses.',
      source,
    });
  const status = physical?.status ?? null;
  if (status === null || status === 'AVAILABLE' || status === 'LOCKED') return;
  const isArchived = status === 'ARCHIVED' || status === 'ARCHIVE_PENDING';
  throw new AppError(
    'conflict',
    `The data set ${permId} is ${isArchived ? 'in the archive' : 'not available yet'} (${status}).`,
    {
      remedy: isArchived ? 'Have it fetched back from the archive first.' : 'Try again when the server has it ready.',
      source,
      retryable: !isArchived,
      details: { status },
    },
  );
}
