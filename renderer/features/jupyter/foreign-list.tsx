import type { ReactNode } from 'react';
import type { ForeignName } from '../../../app/contract/jupyter.ts';
import { t } from '../../ui/language.ts';
import styles from './jupyter.module.css';

/** Which connections follow a file of Jupyter or a variable. */
export function ForeignList({ connections }: { connections: readonly ForeignName[] }): ReactNode {
  if (connections.length === 0) return null;
  return (
    <section aria-label={t('Connections of Jupyter')}>
      <h3 className={styles.head}>
        {t('Connections of Jupyter')} <span className={styles.count}>{connections.length}</span>
      </h3>
      <p className={styles.hint}>{t('They follow their files; removed ones come back at the next start.')}</p>
      <ul className={styles.values}>
        {connections.map(({ connectionId, connectionName, origin }) => (
          <li key={connectionId} className={styles.foreign}>
            <span>{connectionName}</span>
            <span>{origin}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
