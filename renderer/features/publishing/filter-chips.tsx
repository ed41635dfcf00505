import type { ReactNode } from 'react';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { t } from '../../ui/language.ts';
import styles from './publishing.module.css';

interface FilterChipsProps<K extends string> {
  label: string;
  total: number;
  /** They add up to what is known so far. */
  kinds: readonly { kind: K; label: string; count: number }[];
  /** Null: all are shown. */
  chosen: K | null;
  onChoose(kind: K | null): void;
}

/** One chip for each kind with its number, and one for all. */
export function FilterChips<K extends string>({
  label,
  total,
  kinds,
  chosen,
  onChoose,
}: FilterChipsProps<K>): ReactNode {
  return (
    <fieldset className={styles.chips} aria-label={label}>
      <FilterChip label={t('All')} count={total} pressed={chosen === null} onClick={() => onChoose(null)} />
      {kinds.map(({ kind, label: word, count }) => (
        <FilterChip key={kind} label={word} count={count} pressed={chosen === kind} onClick={() => onChoose(kind)} />
      ))}
    </fieldset>
  );
}
