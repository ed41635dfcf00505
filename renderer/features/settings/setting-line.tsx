import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

export interface SettingLineProps {
  label: string;
  hint?: ReactNode;
  /** Is given the id of the label. */
  children(labelId: string): ReactNode;
}

/** A setting: name and hint left, control right. */
export function SettingLine({ label, hint, children }: SettingLineProps): ReactNode {
  const id = useId();
  return (
    <div className={styles.line}>
      <div>
        <span id={id}>{label}</span>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      {children(id)}
    </div>
  );
}
