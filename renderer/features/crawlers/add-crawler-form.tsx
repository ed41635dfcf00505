import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { getClient } from '../../api/client.ts';
import { useCommand } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { rememberChange } from '../../ui/undo.ts';
import styles from './crawlers.module.css';

interface AddCrawlerFormProps {
  onAdded(file: string): void;
  onCancel(): void;
}

/** Asks for the file that describes a crawler; its mistakes are told with line and column. */
export function AddCrawlerForm({ onAdded, onCancel }: AddCrawlerFormProps): ReactNode {
  const [file, setFile] = useState('');
  const add = useCommand('crawlers.add');
  const { chooseFile } = getShell();
  const choose = async (): Promise<void> => {
    const chosen = await chooseFile?.(t('Choose the file of a crawler'), ['yaml', 'yml']);
    if (chosen) setFile(chosen);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const path = file.trim();
    add.mutate(
      { file: path },
      {
        onSuccess: ({ name }) => {
          rememberChange({
            title: t('Add crawler {{crawler}}', { crawler: name }),
            undo: () => getClient().call('crawlers.remove', { file: path }),
            redo: () => getClient().call('crawlers.add', { file: path }),
          });
          onAdded(path);
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('New crawler')}>
      {add.error !== null && <ErrorNote error={add.error} />}
      <div className={styles.formLine}>
        <TextInput
          className={styles.grows ?? ''}
          label={t('File that describes the crawler')}
          placeholder="/home/me/crawlers/conductivity.yaml"
          data-autofocus
          autoFocus
          value={file}
          onChange={(event) => setFile(event.currentTarget.value)}
          rightSection={
            chooseFile && (
              <ActionIcon aria-label={t('Choose the file of a crawler')} onClick={() => void choose()}>
                <IconFile size={14} />
              </ActionIcon>
            )
          }
        />
        <Button variant="subtle" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={file.trim() === ''} loading={add.isPending}>
          {t('Add the crawler')}
        </Button>
      </div>
      <p className={styles.hint}>{t('Nothing runs before you say so. A dry run shows what would be sent.')}</p>
    </form>
  );
}
