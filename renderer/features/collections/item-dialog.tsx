import { Button, Modal, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';
import { changeCollections } from './change-collections.ts';
import styles from './collections.module.css';
import { itemCounts } from './item-filter.ts';

interface ItemDialogProps {
  collection: Collection;
  /** Of several, only what is changed here is changed. */
  items: readonly CollectionItem[];
  onClose(): void;
}

/** What the user says of things in a collection; nothing at a server changes. */
export function ItemDialog({ collection, items, onClose }: ItemDialogProps): ReactNode {
  const [first] = items;
  const single = items.length === 1 ? first : undefined;
  const [title, setTitle] = useState(single?.title ?? '');
  const [note, setNote] = useState<string | null>(single?.note ?? commonOf(items.map((item) => item.note)));
  const [tags, setTags] = useState<string[]>(single?.tags ?? commonTags(items));
  const [error, setError] = useState<AppError | null>(null);
  const save = async (): Promise<void> => {
    try {
      await changeCollections('collections.items.change', {
        id: collection.id,
        itemIds: items.map(({ id }) => id),
        ...(single === undefined || title === single.title ? {} : { title }),
        ...(note === null ? {} : { note }),
        tags,
      });
      onClose();
    } catch (failure) {
      setError(toAppError(failure));
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        single === undefined
          ? t('Note and tags of {{itemCount}} things', { itemCount: items.length })
          : t('{{title}} in {{name}}', { title: single.title, name: collection.name })
      }
      size={520}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className={styles.fields}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (matchesShortcut(event.nativeEvent, 'Mod+Enter')) void save();
        }}
      >
        {error !== null && <ErrorNote error={error} />}
        {single !== undefined && (
          <TextInput
            data-autofocus
            label={t('Title in this collection')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        <TagsInput
          label={t('Tags')}
          value={tags}
          data={itemCounts(collection.items).tags.map(({ tag }) => tag)}
          onChange={setTags}
        />
        <Textarea
          label={t('Note', { context: 'own' })}
          description={
            note === null ? t('The things have different notes; they stay unless you write one.') : 'Markdown'
          }
          autosize
          minRows={4}
          maxRows={12}
          value={note ?? ''}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="filled" disabled={single !== undefined && title.trim() === ''}>
            {t('Save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function commonOf(notes: readonly string[]): string | null {
  const [first] = notes;
  return first !== undefined && notes.every((note) => note === first) ? first : null;
}

function commonTags(items: readonly CollectionItem[]): string[] {
  const [first, ...others] = items;
  return (first?.tags ?? []).filter((tag) => others.every((item) => item.tags.includes(tag)));
}
