import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import styles from './jupyter.module.css';

/** The last calls, without what they carried. */
export function CallList(): ReactNode {
  const calls = useQuery(queryFor('jupyter.calls.list', {})).data ?? [];
  return (
    <section aria-label={t('Recent calls')}>
      <h3 className={styles.head}>
        {t('Recent calls')} <span className={styles.count}>{calls.length}</span>
      </h3>
      {calls.length === 0 ? (
        <p className={styles.hint}>{t('None since Quarry started.')}</p>
      ) : (
        <FilteredList
          of={t('calls')}
          items={calls}
          textOf={({ method, path, status }) => `${method} ${path} ${status}`}
        >
          {(shown) => (
            <PlainTable className={styles.calls}>
              <thead>
                <tr>
                  <th scope="col">{t('Time')}</th>
                  <th scope="col">{t('Method')}</th>
                  <th scope="col">{t('Path')}</th>
                  <th scope="col" className={styles.number}>
                    {t('Status')}
                  </th>
                  <th scope="col" className={styles.number}>
                    {t('Duration')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((call, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two calls may agree in everything
                  <tr key={`${shown.length - index} ${call.timeUtc}`}>
                    <td>{new Date(call.timeUtc).toLocaleTimeString()}</td>
                    <td>{call.method}</td>
                    <td className={styles.path}>{call.path}</td>
                    <td className={`${styles.number} ${styles.status}`} data-tone={call.status >= 400 ? 'bad' : 'ok'}>
                      {call.status}
                    </td>
                    <td className={styles.number}>{t('{{durationMs}} ms', { durationMs: call.durationMs })}</td>
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          )}
        </FilteredList>
      )}
    </section>
  );
}
