import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OpenbisObject } from '../../../app/contract/openbis.ts';
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
import { dateText } from './data-set-table.tsx';
import styles from './openbis.module.css';

const pageCount = 100;

interface ObjectTableProps {
  connectionId: string;
  /** Of what; all of it must hold. */
  of: { collection?: string; project?: string; text?: string };
  /** The panel's command saves this search. */
  isActive?: boolean;
}

/** Objects by identifier. */
export function ObjectTable({ connectionId, of, isActive = false }: ObjectTableProps): ReactNode {
  const [count, setCount] = useState(pageCount);
  const found = useRemote('openbis.objects.search', { connectionId, ...of, count });
  const page = found.answer?.value;
  return (
    <section aria-label={t('Objects')}>
      <SectionHead title={t('Objects')} {...(page === undefined ? {} : { count: page.totalCount })}>
        <SaveQuestion
          question={{ kind: 'openbis.objects', connectionId, search: of }}
          label={t('Save query of objects…')}
          isActive={isActive}
        />
      </SectionHead>
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
      {page === undefined && found.error === null && <LoadingRows count={4} />}
      {page?.totalCount === 0 && <p className={`${styles.foot} ${styles.quiet}`}>{t('No objects.')}</p>}
      {page !== undefined && page.totalCount > 0 && (
        <FilteredList
          of={page.items.length < page.totalCount ? t('listed objects') : t('objects')}
          items={page.items}
          textOf={({ identifier, name, type }) => `${identifier} ${name ?? ''} ${type ?? ''}`}
        >
          {(shown) => <Rows connectionId={connectionId} items={shown} />}
        </FilteredList>
      )}
      {page !== undefined && page.items.length < page.totalCount && (
        <div className={styles.foot}>
          <span>
            {t('The first {{itemCount}} of {{totalCount}}.', {
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

function Rows({ connectionId, items }: { connectionId: string; items: readonly OpenbisObject[] }): ReactNode {
  return (
    <div className={styles.tableWrap}>
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">{t('Object')}</th>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('Type')}</th>
            <th scope="col">{t('Registered')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ permId, identifier, name, type, registeredMs }) => (
            <tr key={permId}>
              <td {...standsFor({ kind: 'openbis-object', params: { connectionId, reference: permId } })}>
                <CellLink onClick={() => openPanel('openbis-object', { connectionId, reference: permId })}>
                  {identifier}
                </CellLink>
              </td>
              <td>{name ?? <em className={styles.quiet}>{t('not told')}</em>}</td>
              <td>{type ?? <em className={styles.quiet}>{t('not told')}</em>}</td>
              <td>{dateText(registeredMs)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}
