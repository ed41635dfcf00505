import { ActionIcon, Tabs } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { isEnded, isTransfer } from '../jobs/job-words.ts';
import { JobsList } from '../jobs/jobs-list.tsx';
import { MessagesList } from '../messages/messages-list.tsx';
import { useAllMessages } from '../messages/use-all-messages.ts';
import { useTransfers } from '../transfers/use-transfers.ts';
import styles from './bottom-group.module.css';
import { type BottomTab, useView } from './view-state.ts';

const TransfersTab = loadedLater(
  async () => (await import('../transfers/transfers-panel.tsx')).TransfersTab,
  <LoadingRows count={3} />,
);

/** Jobs, transfers and messages, and the inspector where it has no place of its own. */
export function BottomGroup({ withInspector }: { withInspector: boolean }): ReactNode {
  const { bottomTab } = useView();
  // Exports and downloads are followed under transfers.
  const jobs = (useQuery(queryFor('jobs.list', {})).data ?? []).filter((job) => !isTransfer(job));
  const transfers = useTransfers()?.transfers ?? [];
  const messages = useAllMessages();
  const shown = bottomTab === 'inspector' && !withInspector ? 'jobs' : bottomTab;
  return (
    <section className={styles.group} data-region aria-label={t('Jobs and transfers')}>
      <Tabs
        className={styles.tabs ?? ''}
        classNames={{ list: styles.list ?? '', tab: styles.tab ?? '', panel: styles.panel ?? '' }}
        value={shown}
        // Only the values of the tabs below are passed.
        onChange={(tab) => useView.setState({ bottomTab: tab as BottomTab })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('Jobs and transfers')}>
          <Tabs.Tab value="jobs">
            {t('Jobs {{number}}', { number: jobs.filter((job) => !isEnded(job)).length || '' })}
          </Tabs.Tab>
          <Tabs.Tab value="transfers">
            {t('Transfers {{number}}', {
              number: transfers.filter(({ endedUtc }) => endedUtc === null).length || '',
            })}
          </Tabs.Tab>
          <Tabs.Tab value="messages">{t('Messages {{number}}', { number: messages.length || '' })}</Tabs.Tab>
          {withInspector && <Tabs.Tab value="inspector">{t('Inspector')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="jobs">
          <JobsList jobs={jobs} />
        </Tabs.Panel>
        <Tabs.Panel value="transfers">
          <TransfersTab />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <MessagesList messages={messages} />
        </Tabs.Panel>
        {withInspector && (
          <Tabs.Panel value="inspector">
            <Inspector />
          </Tabs.Panel>
        )}
      </Tabs>
      <ActionIcon
        className={styles.hide ?? ''}
        aria-label={t('Hide jobs and transfers')}
        onClick={() => useView.setState({ bottom: false })}
      >
        <IconX size={14} />
      </ActionIcon>
    </section>
  );
}
