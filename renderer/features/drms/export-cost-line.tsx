import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import styles from './export.module.css';
import { costInWords } from './export-cost.ts';
import type { ExportForm } from './use-export-form.ts';

/** What the export comes to, and why it cannot start yet. */
export function ExportCostLine({ form }: { form: ExportForm }): ReactNode {
  const { cost, segments, plans } = form;
  const failed = plans.find(({ error }) => error !== null);
  const canCountMore = cost.uncounted > 0 && plans.length > 30;
  return (
    <div className={styles.cost} aria-live="polite">
      {failed?.error != null ? (
        <p data-tone="bad">{`${failed.recordSet}: ${failed.error.message}`}</p>
      ) : plans.length > 0 && cost.uncounted === plans.length ? (
        <p>{t('Counting records…')}</p>
      ) : (
        <p>{costInWords(cost, segments)}</p>
      )}
      {cost.requests > 1 && <p>{t('Quarry asks for one request after the other, as the server allows.')}</p>}
      {canCountMore && (
        <Button size="compact-xs" onClick={form.countAll}>
          {t('Count all')}
        </Button>
      )}
      {cost.records === 0 && plans.length > 0 && cost.uncounted === 0 && failed === undefined && (
        <p data-tone="warn">{t('There is nothing to export; widen the record set.')}</p>
      )}
    </div>
  );
}
