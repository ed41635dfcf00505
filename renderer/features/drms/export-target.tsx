import { Button, TextInput } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { DrmsServer } from '../../../app/contract/drms.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import styles from './export.module.css';
import { ExportEmailField } from './export-email-field.tsx';
import type { ExportField, ExportValues } from './export-values.ts';

interface ExportTargetProps {
  server: DrmsServer;
  values: ExportValues;
  errors: Partial<Record<ExportField, string>>;
  onChange(changes: Partial<ExportValues>): void;
}

/** Where the files go, and in whose name the server is asked. */
export function ExportTarget({ server, values, errors, onChange }: ExportTargetProps): ReactNode {
  const { chooseFolder } = getShell();
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder?.(t('Choose the folder for the files'));
    if (chosen != null) onChange({ folder: chosen });
  };
  return (
    <>
      <div className={styles.withButton}>
        <TextInput
          label={t('Folder for the files')}
          value={values.folder}
          error={errors.folder}
          onChange={(event) => onChange({ folder: event.currentTarget.value })}
        />
        {chooseFolder !== undefined && (
          <Button
            leftSection={<IconFolder size={14} />}
            onClick={() => choose().catch((error: unknown) => showMessage(toAppError(error)))}
          >
            {t('Choose…')}
          </Button>
        )}
      </div>
      <ExportEmailField
        server={server}
        label={t('E-mail address that is registered for exports')}
        value={values.email}
        error={errors.email}
        onChange={(email) => onChange({ email })}
      />
    </>
  );
}
