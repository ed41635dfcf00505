import type { ReactNode } from 'react';
import styles from './row-tick.module.css';

interface RowTickProps {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

/** A bare check box for rows of tables: a hundred of them must come and go within one frame. */
export function RowTick({
  label,
  checked,
  indeterminate = false,
  disabled = false,
  onChange,
}: RowTickProps): ReactNode {
  return (
    <input
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      ref={(box) => {
        if (box !== null) box.indeterminate = indeterminate;
      }}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
