import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { FigureFinding, FigureRemedy } from '../../../app/domain/figure-print.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';

interface FigureFindingsProps {
  /** Undefined while it is looked at for the first time. */
  findings: readonly FigureFinding[] | undefined;
  error: AppError | null;
  onRemedy(remedy: FigureRemedy): void;
}

/** What a careful reviewer would say about a figure, each with a remedy where there is one. */
export function FigureFindings({ findings, error, onRemedy }: FigureFindingsProps): ReactNode {
  return (
    <section aria-label={t('Figure check')} className={styles.findings}>
      <h3>{t('Figure check')}</h3>
      {error !== null && <ErrorNote error={error} />}
      {findings?.length === 0 && (
        <p className={styles.fine}>
          <IconCheck size={14} aria-hidden />
          {t('Units, size of text, lines, labels, axes and colours are fine at this size.')}
        </p>
      )}
      <div role="status">
        <ul>
          {findings?.map(({ rule, text, remedy }) => (
            <li key={`${rule} ${text}`}>
              <IconAlertTriangle size={14} aria-hidden />
              <span>{text}</span>
              {remedy !== null && (
                <Button size="compact-xs" onClick={() => onRemedy(remedy)}>
                  {remedy.label}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
