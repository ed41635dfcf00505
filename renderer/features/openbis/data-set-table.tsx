import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OpenbisDataSet } from '../../../app/contract/openbis.ts';
import { formatBytes, formatDate } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { SaveQuestion } from '../queries/save-question.tsx';
import { useRemote } from '../remote/use-remote.ts';
import { linkName } from './link-list.tsx';
import styles from './openbis.module.css';

const pageCount = 100;

interface DataSetTableProps {
  connectionId: string;
  /** Of what; all of it must hold. */
  of: { collection?: string; object?: string; text?: string };
}

/** Data sets, newest first. */
export function DataSetTable({ connectionId, of }: DataSetTableProps): ReactNode {
  const [count, setCount] = useState(pageCount);
  const found = useRemote('openbis.data-sets.search', { connectionId, ...of, count });
  const page = found.answer?.value;
  return (
    <section aria-label={t('Datasets')}>
      <SectionHead title={t('Datasets')} {...(page === undefined ? {} : { count: page.totalCount })}>
        <SaveQuestion
          question={{ kind: 'openbis.data-sets', connectionId, search: of }}
          label={t('Save query of datasets…')}
          isActive={false}
        />
      </SectionHead>
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
      {page === undefined && found.error === null && <LoadingRows count={4} />}
      {page?.totalCount === 0 && <p className={`${styles.foot} ${styles.quiet}`}>{t('No datasets.')}</p>}
      {page !== undefined && page.totalCount > 0 && (
        <FilteredList
          of={page.items.length < page.totalCount ? t('listed datasets') : t('datasets')}
          items={page.items}
          textOf={({ permId, name, type }) => `${permId} ${name ?? ''} ${type ?? ''}`}
        >
          {(shown) => <Rows connectionId={connectionId} items={shown} />}
        </FilteredList>
      )}
      {page !== undefined && page.items.length < page.totalCount && (
        <div className={styles.foot}>
          <span>
            {t('The newest {{itemCount}} of {{totalCount}}.', {
              itemCount: page.items.length,
              totalCount: page.totalCount,
            })}
          </span>
          <Button loading={found.isRefreshing} onClick={() => setCount(count + pageCount)}>
            {t('Show more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Rows({ connectionId, items }: { connectionId: string; items: readonly OpenbisDataSet[] }): ReactNode {
  return (
    <div className={styles.tableWrap}>
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('Type')}</th>
            <th scope="col">{t('Of')}</th>
            <th scope="col" className={styles.number}>
              {t('Size')}
            </th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('Registered')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ permId, name, type, object, collection, physical, kind, registeredMs }) => {
            const owner = object ?? collection;
            return (
              <tr key={permId}>
                <td {...standsFor({ kind: 'openbis-data-set', params: { connectionId, permId } })}>
                  <CellLink onClick={() => openPanel('openbis-data-set', { connectionId, permId })}>
                    {name ?? permId}
                  </CellLink>
                </td>
                <td>{type ?? <em className={styles.quiet}>{t('not told')}</em>}</td>
                <td>{owner === null ? <em className={styles.quiet}>{t('nothing')}</em> : linkName(owner)}</td>
                <td className={styles.number}>{physical?.sizeBytes == null ? '–' : formatBytes(physical.sizeBytes)}</td>
                <td>{stateWords(physical?.status ?? kind)}</td>
                <td>{dateText(registeredMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
    </div>
  );
}

const words: Readonly<Record<string, string>> = {
  AVAILABLE: t('available'),
  LOCKED: t('locked'),
  ARCHIVED: t('archived'),
  UNARCHIVE_PENDING: t('being brought back'),
  ARCHIVE_PENDING: t('being archived'),
  BACKUP_PENDING: t('being backed up'),
  CONTAINER: t('container'),
  LINK: t('link to elsewhere'),
};

export function stateWords(state: string): string {
  return words[state] ?? state.toLowerCase();
}

export function dateText(ms: number | null): string {
  return ms === null ? '–' : formatDate(new Date(ms).toISOString());
}
