import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PathRule } from '../../../app/contract/connections.ts';
import { FolderField } from '../../ui/folder-field.tsx';
import { t } from '../../ui/language.ts';
import styles from './connections.module.css';

export interface PathRulesProps {
  rules: readonly PathRule[];
  error: string | undefined;
  onChange(rules: PathRule[]): void;
}

/** Which folder of this computer holds the raw data files that the server names. */
export function PathRules({ rules, error, onChange }: PathRulesProps): ReactNode {
  const change = (at: number, changes: Partial<PathRule>): void =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...changes } : rule)));
  return (
    <fieldset className={styles.rules}>
      <legend>{t('Folders with raw data files')}</legend>
      <p className={styles.hint}>
        {t(
          'Quarry opens files in these folders only. Leave the start of the path empty for paths that the server gives relatively.',
        )}
      </p>
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is told by its place alone while it is typed
        <div key={at} className={styles.rule}>
          <TextInput
            aria-label={t('Start of the path at the server, rule {{at}}', { at: at + 1 })}
            placeholder={t('Start of the path at the server')}
            value={rule.serverPrefix}
            onChange={(event) => change(at, { serverPrefix: event.currentTarget.value })}
          />
          <FolderField
            label={t('Folder of this computer, rule {{at}}', { at: at + 1 })}
            title={t('Choose the folder with raw data files')}
            folder={rule.localFolder}
            onChange={(localFolder) => change(at, { localFolder })}
          />
          <ActionIcon
            aria-label={t('Remove rule {{at}}', { at: at + 1 })}
            onClick={() => onChange(rules.filter((_, index) => index !== at))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </div>
      ))}
      {error !== undefined && <p className={styles.error}>{error}</p>}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...rules, { serverPrefix: '', localFolder: '' }])}
      >
        {t('Add folder')}
      </Button>
    </fieldset>
  );
}
