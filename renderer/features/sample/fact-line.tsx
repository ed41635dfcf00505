import type { ReactNode } from 'react';
import type { Fact } from './process-view.ts';
import styles from './sample.module.css';

/** Facts in one flowing line: labels grey, units always written, what the server does not have in words. */
export function FactLine({ facts }: { facts: readonly Pick<Fact, 'label' | 'value' | 'unit'>[] }): ReactNode {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value, unit }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>
            <FactValue value={value} unit={unit} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function FactValue({ value, unit }: { value: string | null; unit: string | null }): ReactNode {
  if (value === null) return <span className={styles.missing}>missing</span>;
  return (
    <>
      {value}
      {unit !== null && <span className={styles.unit}>{`\u202f${unit}`}</span>}
    </>
  );
}
