import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { bytesPath } from '../../../app/contract/bytes.ts';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { openPanel } from '../../routes/panels.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { SettingLine } from './setting-line.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-filter.tsx';

const secretsInWords = {
  'key-store': t('Kept passwords are in the key store of this computer.'),
  memory: t('This computer offers no key store; passwords are in memory until Quarry closes.'),
};

/** Where things are on this computer, and what helps when something goes wrong. */
export function AboutSection(): ReactNode {
  const info = useQuery(queryFor('app.info', {})).data;
  const [isSaving, setIsSaving] = useState(false);
  const save = async (): Promise<void> => {
    setIsSaving(true);
    try {
      await getShell().saveBytes(bytesPath('diagnostics', {}), 'quarry-diagnostics.json.gz');
    } catch (error) {
      showMessage(toAppError(error));
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <SettingsSection title={t('About')}>
      {info !== undefined && (
        <>
          <SettingLine label={t('Passwords')} hint={secretsInWords[info.secretsWhere]}>
            {() => null}
          </SettingLine>
          <SettingLine label={t('Data folder')} hint={<span className={styles.path}>{info.home}</span>}>
            {() => <CopyButton label={t('Copy data folder')} text={() => info.home} />}
          </SettingLine>
          <SettingLine label={t('Version')} hint={t('Quarry {{version}}', { version: info.version })}>
            {() => null}
          </SettingLine>
        </>
      )}
      <SettingLine
        label={t('Diagnostics')}
        hint={t('Log, versions and settings without passwords, for the report of an error.')}
      >
        {() => (
          <>
            <Button onClick={() => openPanel('log', {})}>{t('Show the log')}</Button>
            <Button leftSection={<IconDownload size={14} />} loading={isSaving} onClick={() => void save()}>
              {t('Save diagnostics…')}
            </Button>
          </>
        )}
      </SettingLine>
    </SettingsSection>
  );
}
