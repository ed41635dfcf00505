import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

export interface FactListProps {
  facts: readonly { label: string; value: ReactNode }[];
}

/** Labels left, values right. */
export function FactList({ facts }: FactListProps): ReactNode {
  return (
    <dl className={styles.list}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
