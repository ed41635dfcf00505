import { Button, SegmentedControl } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutboxList as List } from '../../../app/contract/outbox.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { showMessage } from '../../ui/messages.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import styles from './outbox.module.css';
import { OutboxConfirm } from './outbox-confirm.tsx';
import { OutboxList } from './outbox-list.tsx';
import { countsOf, groupNames, type OutboxFilter, outboxGroups } from './outbox-words.ts';

/** Every write to the servers with its state, its reason and its choices. */
export function OutboxPanel({ panelId }: PanelProps<'outbox'>): ReactNode {
  const query = useQuery(queryFor('outbox.list', {}));
  const [filter, setFilter] = useState<OutboxFilter>('all');
  usePanelTitle(panelId, { title: t('Outbox'), icon: 'outbox' });
  if (query.data === undefined)
    return query.error === null ? <LoadingRows count={6} /> : <ErrorNote error={query.error} />;
  return (
    <div className={styles.panel}>
      <OutboxToolbar list={query.data} filter={filter} onFilter={setFilter} />
      <OutboxList list={query.data} filter={filter} />
      <OutboxConfirm />
    </div>
  );
}

interface OutboxToolbarProps {
  list: List;
  filter: OutboxFilter;
  onFilter(filter: OutboxFilter): void;
}

function OutboxToolbar({ list, filter, onFilter }: OutboxToolbarProps): ReactNode {
  const counts = countsOf(list);
  const hold = useCommand('outbox.hold');
  const Icon = list.held ? IconPlayerPlay : IconPlayerPause;
  return (
    <Toolbar label={t('Outbox')}>
      <SegmentedControl
        aria-label={t('Which items')}
        value={filter}
        // The values are those of the filters.
        onChange={(value) => onFilter(value as OutboxFilter)}
        data={(['all', ...outboxGroups] as const)
          .filter((one) => one === 'all' || one === filter || counts[one] > 0)
          .map((one) => ({ value: one, label: `${groupNames[one]} ${counts[one]}` }))}
      />
      <span className={styles.gap} />
      <span className={styles.promise}>{t('Kept until done or withdrawn by you')}</span>
      <Button
        variant="subtle"
        leftSection={<Icon size={14} />}
        onClick={() => hold.mutate({ held: !list.held }, { onError: showMessage })}
      >
        {list.held ? t('Go on sending') : t('Hold sending')}
      </Button>
    </Toolbar>
  );
}
