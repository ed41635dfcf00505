import type { Message } from '../../app/contract/app.ts';
import type { Job } from '../../app/contract/jobs.ts';
import type { News } from '../../app/contract/news.ts';
import type { TransferEvent } from '../../app/contract/transfers.ts';
import { getClient } from './client.ts';
import { applyJobEvent } from './job-list.ts';
import { keepWatching } from './keep-watching.ts';
import { queryClient } from './query-client.ts';
import { queryFor } from './query-options.ts';
import { isStale } from './stale-names.ts';
import { applyTransferEvent } from './transfer-list.ts';

export interface BridgeListeners {
  onMessage(message: Message): void;
  onNews(news: News): void;
  /** `before` is undefined for a job that has just begun. */
  onJob(job: Job, before: Job | undefined): void;
}

/** Turns the core's streams into changes of kept queries. The result ends it. */
export function startStreamBridge(listeners: BridgeListeners): () => void {
  const stops = [watchEvents(listeners), watchJobs(listeners), watchTransfers()];
  return () => {
    for (const stop of stops) stop();
  };
}

function watchEvents({ onMessage, onNews }: BridgeListeners): () => void {
  return keepWatching(
    getClient(),
    'app.events',
    {},
    {
      onEvent(event) {
        if (event.kind === 'stale') {
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey[0], event.names) });
          return;
        }
        if (event.kind === 'news') return onNews(event.news);
        const { queryKey } = queryFor('app.messages.list', {});
        queryClient.setQueryData(queryKey, (messages) => [
          event.message,
          ...(messages ?? []).filter((message) => message.id !== event.message.id),
        ]);
        onMessage(event.message);
      },
      onResume: () => void queryClient.invalidateQueries(),
    },
  );
}

function watchJobs({ onJob }: BridgeListeners): () => void {
  const { queryKey } = queryFor('jobs.list', {});
  return keepWatching(
    getClient(),
    'jobs.watch',
    {},
    {
      onEvent(event) {
        const before = queryClient.getQueryData(queryKey) ?? [];
        queryClient.setQueryData(queryKey, applyJobEvent(before, event));
        if (event.kind === 'changed')
          onJob(
            event.job,
            before.find((job) => job.id === event.job.id),
          );
      },
    },
  );
}

function watchTransfers(): () => void {
  const { queryKey } = queryFor('transfers.list', {});
  const onEvent = (event: TransferEvent): void =>
    void queryClient.setQueryData(queryKey, (list) => applyTransferEvent(list, event));
  return keepWatching(getClient(), 'transfers.watch', {}, { onEvent });
}
