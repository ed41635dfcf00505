import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { KnownCrawler } from '../../../app/contract/crawlers.ts';
import { getClient } from '../../api/client.ts';
import { useCommand } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';
import { nameOf } from './crawler-words.ts';

/** What can be done with the crawler that is selected. */
export function CrawlerActions({ crawler }: { crawler: KnownCrawler }): ReactNode {
  const { file, times, lastRun } = crawler;
  const run = useCommand('crawl.run');
  const remove = useCommand('crawlers.remove');
  const isRunning = lastRun?.status === 'running' || lastRun?.status === 'queued';
  const takeOff = (): Promise<unknown> => getClient().call('crawlers.remove', { file });
  const putBack = async (): Promise<void> => {
    await getClient().call('crawlers.add', { file });
    if (times !== null) await getClient().call('crawlers.plan', { file, times });
  };
  const removed = {
    title: t('Remove crawler {{crawler}}', { crawler: nameOf(crawler) }),
    undo: putBack,
    redo: takeOff,
  };
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconPlayerPlay size={14} />}
        disabled={isRunning || crawler.about === null}
        loading={run.isPending}
        onClick={() => run.mutate({ file }, { onError: showMessage })}
      >
        {isRunning ? t('Running') : t('Run now')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconTrash size={14} />}
        disabled={isRunning}
        onClick={() => remove.mutate({ file }, { onError: showMessage, onSuccess: () => rememberChange(removed) })}
      >
        {t('Remove from the list')}
      </Button>
    </>
  );
}
