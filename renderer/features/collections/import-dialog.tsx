import { Button, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CollectionFolder } from '../../../app/contract/collection-folders.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FolderField } from '../../ui/folder-field.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { showBottomTab } from '../frame/view-state.ts';
import styles from './collections.module.css';
import { closeCollectionQuestion } from './dialog-state.ts';

/** Asks for an exported folder and says what is in it; a job then checks its files and takes its things in. */
export function ImportDialog({ into }: { into: { id: string; name: string } | null }): ReactNode {
  const [folder, setFolder] = useState('');
  const [asked] = useDebouncedValue(folder.trim(), 300);
  const found = useQuery({
    ...queryFor('collections.folder', { folder: asked }),
    enabled: asked !== '',
    retry: false,
    staleTime: 0,
  });
  const start = useCommand('collections.import');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate(
      { folder: folder.trim(), into: into?.id ?? null },
      {
        onSuccess: () => {
          closeCollectionQuestion();
          showBottomTab('jobs');
        },
      },
    );
  };
  const error = start.error ?? (asked === '' ? null : found.error);
  return (
    <Modal
      opened
      onClose={closeCollectionQuestion}
      title={into === null ? t('Import collection') : t('Import into {{name}}', { name: into.name })}
      size={560}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className={styles.fields} onSubmit={submit}>
        <p className={styles.lead}>
          {t('{{what}} Every file is compared with the manifest first.', {
            what:
              into === null
                ? t('A folder that Quarry has exported becomes a new collection.')
                : t('Things that are not in the collection yet are added; all that is in it stays.'),
          })}
        </p>
        <FolderField
          data-autofocus
          label={t('Exported folder')}
          title={t('Exported folder of a collection')}
          folder={folder}
          onChange={(chosen) => {
            start.reset();
            setFolder(chosen);
          }}
        />
        {error !== null && <ErrorNote error={error} />}
        {error === null && found.data !== undefined && <FolderNote found={found.data} />}
        <div className={styles.foot}>
          <Button onClick={closeCollectionQuestion}>{t('Cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={found.data === undefined || found.error !== null || folder.trim() !== asked}
            loading={start.isPending}
          >
            {t('Import collection')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function FolderNote({ found }: { found: CollectionFolder }): ReactNode {
  const { name, items, files, bytes, exportedUtc, quarryVersion, withoutPlace } = found;
  const things = t('{{count}} things and {{files}} files ({{bytes}})', {
    count: items,
    files,
    bytes: formatBytes(bytes),
  });
  return (
    <Note tone={withoutPlace === 0 ? 'info' : 'warn'} title={`${name}: ${things}.`}>
      {t('Exported by Quarry {{quarryVersion}} on {{exportedUtc}}.', {
        quarryVersion,
        exportedUtc: exportedUtc.slice(0, 10),
      })}
      {withoutPlace > 0 &&
        t(
          ' {{withoutPlace}} of the things are at servers to which this computer has no connection; they open once there is one.',
          { withoutPlace },
        )}
    </Note>
  );
}
