import type { ReactNode } from 'react';
import styles from './filter-chip.module.css';

interface FilterChipProps {
  label: string;
  count: number;
  pressed: boolean;
  onClick(): void;
}

/** Shows only one kind of what is listed; the number says how many there are. */
export function FilterChip({ label, count, pressed, onClick }: FilterChipProps): ReactNode {
  return (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={onClick}>
      {`${label} ${count}`}
    </button>
  );
}
