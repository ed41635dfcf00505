import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DrmsServer } from '../../../app/contract/drms.ts';
import { t } from '../../ui/language.ts';
import styles from './export.module.css';
import { useEmailCheck } from './use-email-check.ts';

interface ExportEmailFieldProps {
  server: DrmsServer;
  label: string;
  value: string;
  error?: string | undefined;
  onChange(email: string): void;
}

/** An address with what the server says of it. */
export function ExportEmailField({ server, label, value, error, onChange }: ExportEmailFieldProps): ReactNode {
  const check = useEmailCheck(server, value);
  const canCheckAgain = check.state === 'not-registered' || check.state === 'unknown';
  return (
    <div>
      <TextInput
        label={label}
        type="email"
        autoComplete="email"
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={styles.underField} data-state={check.state} aria-live="polite">
        <span>{check.words}</span>
        {canCheckAgain && (
          <Button size="compact-xs" onClick={check.refresh}>
            {t('Check again')}
          </Button>
        )}
      </div>
    </div>
  );
}
