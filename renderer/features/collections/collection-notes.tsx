import { Button, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Collection } from '../../../app/contract/collections.ts';
import { t } from '../../ui/language.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';
import { Markdown } from '../result/markdown.tsx';
import { tryToChange } from './change-collections.ts';
import styles from './collections.module.css';

/** The notes of a collection; while they are written, their look stands beside them. */
export function CollectionNotes({ collection: { id, notes } }: { collection: Collection }): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (draft === null) return;
    if ((await tryToChange('collections.change', { id, notes: draft })) !== undefined) setDraft(null);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (matchesShortcut(event.nativeEvent, 'Mod+Enter')) void save();
    // What was typed stays until it is saved or given up by its button.
    else if (event.key === 'Escape' && draft === notes) setDraft(null);
    else return;
    event.preventDefault();
  };
  return (
    <section className={styles.notes} aria-label={t('Notes')}>
      <div className={styles.notesHead}>
        <h3>{t('Notes')}</h3>
        <span className={styles.quiet}>Markdown</span>
        {draft === null && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPencil size={12} />}
            onClick={() => setDraft(notes)}
          >
            {notes === '' ? t('Write notes') : t('Edit notes')}
          </Button>
        )}
      </div>
      {draft === null ? (
        notes !== '' && (
          <div className={styles.notesText}>
            <Markdown text={notes} />
          </div>
        )
      ) : (
        <>
          <div className={styles.editor}>
            <Textarea
              autoFocus
              autosize
              minRows={4}
              maxRows={14}
              aria-label={t('Notes in Markdown')}
              value={draft}
              onChange={(event) => setDraft(event.currentTarget.value)}
              onKeyDown={onKey}
            />
            <section className={styles.preview} aria-label={t('How the notes will look')}>
              <Markdown text={draft} />
            </section>
          </div>
          <div className={styles.foot}>
            <Button onClick={() => setDraft(null)}>{t('Cancel')}</Button>
            <Button variant="filled" onClick={() => void save()}>
              {t('Save notes')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
