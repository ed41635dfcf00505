import { Button, SegmentedControl } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TransferList } from '../../../app/contract/transfers.ts';
import { useCommand } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { SpeedLimitMenu } from './speed-limit-menu.tsx';
import { countsOf, type TransferFilter, transferFilters } from './transfer-groups.ts';
import { isEnded, retryLabel } from './transfer-words.ts';
import styles from './transfers.module.css';

interface TransfersToolbarProps {
  list: TransferList;
  filter: TransferFilter;
  onFilter(filter: TransferFilter): void;
}

const labels: Readonly<Record<TransferFilter, string>> = {
  ...{
    all: t('All'),
    running: t('Running'),
    waiting: t('Waiting'),
    'needs-you': t('Needs you'),
    paused: t('Paused'),
    done: t('Done'),
  },
};

/** Filter, limit, and what can be done with all at once. */
export function TransfersToolbar({ list, filter, onFilter }: TransfersToolbarProps): ReactNode {
  const counts = countsOf(list.transfers);
  return (
    <Toolbar label={t('Transfers')}>
      <SegmentedControl
        aria-label={t('Which transfers')}
        className={styles.filter ?? ''}
        value={filter}
        // The values are those of the filters.
        onChange={(value) => onFilter(value as TransferFilter)}
        data={transferFilters
          .filter((one) => one === 'all' || one === filter || counts[one] > 0)
          .map((one) => ({ value: one, label: `${labels[one]} ${counts[one]}` }))}
      />
      <span className={styles.gap} />
      <SpeedLimitMenu serverId={null} bytesPerSecond={list.bytesPerSecond} />
      <AllButtons list={list} />
    </Toolbar>
  );
}

function AllButtons({ list }: { list: TransferList }): ReactNode {
  const pause = useCommand('jobs.pause');
  const resume = useCommand('jobs.resume');
  const retry = useCommand('transfers.retry-failed');
  const running = list.transfers.filter((one) => !isEnded(one) && one.canPause && one.status !== 'paused');
  const paused = list.transfers.filter(({ status }) => status === 'paused');
  const failed = list.transfers.filter((one) => retryLabel(one) !== null);
  const onError = { onError: showMessage };
  const forAll = (some: readonly { id: string }[], act: typeof pause | typeof retry): void => {
    for (const { id } of some) act.mutate({ id }, onError);
  };
  return (
    <>
      {running.length > 0 && (
        <Button variant="subtle" leftSection={<IconPlayerPause size={14} />} onClick={() => forAll(running, pause)}>
          {t('Pause all')}
        </Button>
      )}
      {running.length === 0 && paused.length > 0 && (
        <Button variant="subtle" leftSection={<IconPlayerPlay size={14} />} onClick={() => forAll(paused, resume)}>
          {t('Resume all')}
        </Button>
      )}
      {failed.length > 0 && (
        <Button leftSection={<IconRefresh size={14} />} onClick={() => forAll(failed, retry)}>
          {t('Retry {{failedCount}} with failed files', { failedCount: failed.length })}
        </Button>
      )}
    </>
  );
}
