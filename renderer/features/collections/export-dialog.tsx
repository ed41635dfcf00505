import { Button, Modal } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FolderField } from '../../ui/folder-field.tsx';
import { t } from '../../ui/language.ts';
import { showBottomTab } from '../frame/view-state.ts';
import styles from './collections.module.css';
import { closeCollectionQuestion } from './dialog-state.ts';

/** The folder in which exports were put last. */
let lastParent = '~';

/** Asks for a new folder; a job then writes the collection with its data into it. */
export function ExportDialog({ id, name }: { id: string; name: string }): ReactNode {
  const [folder, setFolder] = useState(() => below(lastParent, name));
  const start = useCommand('collections.export');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate(
      { id, folder: folder.trim() },
      {
        onSuccess: () => {
          lastParent = folder.trim().replace(/[/\\][^/\\]*$/, '');
          closeCollectionQuestion();
          showBottomTab('jobs');
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={closeCollectionQuestion}
      title={t('Export collection {{name}}', { name })}
      size={560}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className={styles.fields} onSubmit={submit}>
        <p className={styles.lead}>
          {t(
            'Tables as CSV and Parquet, figures as PNG and SVG, facts as JSON, FITS files as they are kept; with a README, a manifest with the SHA-256 of each file, and RO-Crate metadata.',
          )}
        </p>
        {start.error !== null && <ErrorNote error={start.error} />}
        <FolderField
          data-autofocus
          label={t('New folder')}
          title={t('Folder in which the export is put')}
          folder={folder}
          onChange={(chosen, isChosen) => {
            start.reset();
            setFolder(isChosen ? below(chosen, name) : chosen);
          }}
        />
        <div className={styles.foot}>
          <Button onClick={closeCollectionQuestion}>{t('Cancel')}</Button>
          <Button type="submit" variant="filled" disabled={folder.trim() === ''} loading={start.isPending}>
            {t('Export collection')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** A folder for the collection in another one, by a name that every system takes. */
function below(parent: string, name: string): string {
  const separator = parent.includes('\\') ? '\\' : '/';
  return `${parent.replace(/[/\\]$/, '')}${separator}${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'collection'}`;
}
