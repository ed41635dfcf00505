import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';
import { FilteredSetting } from './settings-filter.tsx';

export interface SettingLineProps {
  label: string;
  hint?: ReactNode;
  /** By which it is found besides label, hint and what its control shows. */
  keywords?: string;
  /** Is given the id of the label. */
  children(labelId: string): ReactNode;
}

/** A setting: name and hint left, control right. */
export function SettingLine({ label, hint, keywords = '', children }: SettingLineProps): ReactNode {
  const id = useId();
  return (
    <FilteredSetting className={styles.line} keywords={keywords}>
      <div>
        <span id={id}>{label}</span>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      {children(id)}
    </FilteredSetting>
  );
}
