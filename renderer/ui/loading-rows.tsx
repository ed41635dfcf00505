import { type ReactNode, useEffect, useState } from 'react';
import { t } from './language.ts';
import styles from './loading-rows.module.css';

export interface LoadingRowsProps {
  /** Rows that the content will have, about. */
  count: number;
}

/** Bars in place of rows; not shown for the first 200 ms, so that quick answers do not flicker. */
export function LoadingRows({ count }: LoadingRowsProps): ReactNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 2000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.rows} role="status">
      <span {...(slow ? { className: styles.text } : { 'data-visually-hidden': true })}>
        {slow ? t('Waiting for the server…') : t('Loading')}
      </span>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <div key={row} className={styles.row} aria-hidden>
          <span className={styles.bar} style={{ width: `${35 + ((row * 37) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}
