import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import { ExampleValue } from '../mining/example-value.tsx';
import type { Fact } from './process-view.ts';
import styles from './sample.module.css';

/** Facts in one flowing line: labels grey, units always written, what the server does not have in words. */
export function FactLine({ facts }: { facts: readonly Pick<Fact, 'label' | 'value' | 'unit'>[] }): ReactNode {
  return <Facts facts={facts} show={({ value, unit }) => <FactValue value={value} unit={unit} />} />;
}

interface ProcessFactsProps {
  processType: string;
  facts: readonly Fact[];
  /** Of the process, for what can be done with its values. */
  tabIndex: number;
}

/** The same for fields of a process, each of which can become a column of a mining table. */
export function ProcessFacts({ processType, facts, tabIndex }: ProcessFactsProps): ReactNode {
  return (
    <Facts
      facts={facts}
      show={({ key, label, value, unit }) => (
        <ExampleValue field={{ processType, field: key }} label={label} tabIndex={tabIndex}>
          <FactValue value={value} unit={unit} />
        </ExampleValue>
      )}
    />
  );
}

function Facts<F extends Pick<Fact, 'label'>>({
  facts,
  show,
}: {
  facts: readonly F[];
  show(fact: F): ReactNode;
}): ReactNode {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{show(fact)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function FactValue({ value, unit }: { value: string | null; unit: string | null }): ReactNode {
  if (value === null) return <span className={styles.missing}>{t('missing')}</span>;
  return (
    <>
      {value}
      {unit !== null && <span className={styles.unit}>{`\u202f${unit}`}</span>}
    </>
  );
}
