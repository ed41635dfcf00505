import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TestStep } from '../../../app/contract/connections.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import styles from './connections.module.css';
import type { ConnectionTest } from './use-connection-test.ts';

const icons: Readonly<Record<TestStep['state'], typeof IconCheck>> = {
  ok: IconCheck,
  failed: IconAlertTriangle,
  skipped: IconMinus,
};
const words: Readonly<Record<TestStep['state'], string>> = {
  ok: t('passed'),
  failed: t('failed'),
  skipped: t('not tried'),
};

/** What of the connection works, one line after the other. */
export function TestSteps({ test }: { test: ConnectionTest }): ReactNode {
  return (
    <section className={styles.test} aria-label={t('Test')} aria-live="polite">
      <h3 className={styles.testHead}>
        {t('Test')} {test.isRunning && test.steps !== null && <Loader size={12} aria-label={t('under way')} />}
      </h3>
      {test.error !== null && <ErrorNote error={test.error} />}
      {test.steps?.length === 0 && test.error === null && <p className={styles.hint}>{t('Asking the server…')}</p>}
      {test.steps === null ? (
        <p className={styles.hint}>{t('Fill in address and user name; the connection is tested while you go on.')}</p>
      ) : (
        <ul className={styles.steps}>
          {test.steps.map((step) => (
            <TestLine key={step.id} step={step} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TestLine({ step }: { step: TestStep }): ReactNode {
  const Icon = icons[step.state];
  return (
    <li className={styles.step} data-state={step.state}>
      <Icon size={14} aria-label={words[step.state]} />
      <span>
        {step.title}
        {step.message !== null && <span className={styles.stepMessage}>{step.message}</span>}
      </span>
    </li>
  );
}
