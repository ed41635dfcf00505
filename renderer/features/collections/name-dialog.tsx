import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { changeCollections } from './change-collections.ts';
import styles from './collections.module.css';
import { closeCollectionQuestion } from './dialog-state.ts';

/** Gives a collection its name; without one it is made. */
export function NameDialog({ collection }: { collection: { id: string; name: string } | null }): ReactNode {
  const [name, setName] = useState(collection?.name ?? '');
  const [error, setError] = useState<AppError | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      if (collection !== null) await changeCollections('collections.change', { id: collection.id, name });
      else openPanel('collection', { id: (await changeCollections('collections.create', { name })).id });
      closeCollectionQuestion();
    } catch (failure) {
      setError(toAppError(failure));
    }
  };
  return (
    <Modal
      opened
      onClose={closeCollectionQuestion}
      title={collection === null ? t('New collection') : t('Rename collection {{name}}', { name: collection.name })}
      size={400}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className={styles.fields} onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={t('Name of the collection')}
          value={name}
          error={error === null ? null : `${error.message} ${error.remedy ?? ''}`}
          onChange={(event) => {
            setError(null);
            setName(event.currentTarget.value);
          }}
        />
        <div className={styles.foot}>
          <Button onClick={closeCollectionQuestion}>{t('Cancel')}</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            {collection === null ? t('Make collection') : t('Rename collection')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
