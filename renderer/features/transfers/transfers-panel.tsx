import { IconArrowsExchange } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Transfer, TransferList } from '../../../app/contract/transfers.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import type { TransferFilter } from './transfer-groups.ts';
import styles from './transfers.module.css';
import { TransfersSummary } from './transfers-summary.tsx';
import { TransfersTable } from './transfers-table.tsx';
import { TransfersToolbar } from './transfers-toolbar.tsx';
import { useTransfers } from './use-transfers.ts';

/** All exports and downloads with what one wants to know from across the room. */
export function TransfersPanel({ panelId }: PanelProps<'transfers'>): ReactNode {
  const list = useTransfers();
  const [filter, setFilter] = useState<TransferFilter>('all');
  usePanelTitle(panelId, { title: t('Transfers'), icon: 'transfers' });
  if (list === undefined) return <LoadingRows count={8} />;
  return (
    <div className={styles.panel}>
      <TransfersToolbar list={list} filter={filter} onFilter={setFilter} />
      <TransfersSummary transfers={list.transfers} />
      {list.transfers.length === 0 ? <NoTransfers /> : <FilteredTransfers list={list} filter={filter} />}
    </div>
  );
}

/** The same list in the bottom group. */
export function TransfersTab(): ReactNode {
  const list = useTransfers();
  if (list === undefined) return <LoadingRows count={3} />;
  return list.transfers.length === 0 ? <NoTransfers /> : <FilteredTransfers list={list} filter="all" />;
}

function FilteredTransfers({ list, filter }: { list: TransferList; filter: TransferFilter }): ReactNode {
  return (
    <FilteredList of={t('transfers')} items={list.transfers} textOf={textOf}>
      {(transfers) => <TransfersTable list={{ ...list, transfers: [...transfers] }} filter={filter} />}
    </FilteredList>
  );
}

function textOf({ title, reason, folder, parts }: Transfer): string {
  const asked = parts.flatMap(({ recordSet, requestId }) => [recordSet, requestId ?? '']);
  return [title, reason, folder, ...asked].join(' ');
}

function NoTransfers(): ReactNode {
  return (
    <EmptyState icon={IconArrowsExchange} title={t('No transfers.')}>
      {t(
        'Exports of records and downloads of datasets are followed here: open a series of solar data, query records, then Export; or open a dataset of openBIS, then Download.',
      )}
    </EmptyState>
  );
}
