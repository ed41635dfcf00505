import type { ReactNode } from 'react';
import styles from './export.module.css';

/** A part of the form under its name. */
export function ExportSection({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <fieldset className={styles.section}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
