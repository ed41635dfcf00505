import type { ReactNode } from 'react';
import styles from './section-head.module.css';

export interface SectionHeadProps {
  title: string;
  count?: number | string;
  /** What stands at the right end. */
  children?: ReactNode;
}

/** Head of a section inside a panel. */
export function SectionHead({ title, count, children }: SectionHeadProps): ReactNode {
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>{title}</h3>
      {count !== undefined && <span className={styles.count}>{count}</span>}
      {children !== undefined && <div className={styles.end}>{children}</div>}
    </div>
  );
}
