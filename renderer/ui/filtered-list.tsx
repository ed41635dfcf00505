import { TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { containsWords } from './contains-words.ts';
import { EmptyState } from './empty-state.tsx';
import styles from './filtered-list.module.css';
import { t } from './language.ts';

interface FilteredListProps<T> {
  /** What is in the list, in the plural: "jobs". */
  of: string;
  items: readonly T[];
  /** All by which an item is told from others. */
  textOf(item: T): string;
  /** Draws those that fit. */
  children(shown: readonly T[]): ReactNode;
}

/** A list that narrows to what is typed above it; `/` leads there, Esc shows all again. */
export function FilteredList<T>({ of, items, textOf, children }: FilteredListProps<T>): ReactNode {
  const [text, setText] = useState('');
  const shown = items.filter((item) => containsWords(textOf(item), text.trim()));
  return (
    <>
      <div className={styles.bar}>
        <TextInput
          className={styles.field ?? ''}
          size="xs"
          aria-label={t('Filter {{of}}', { of })}
          placeholder={t('Filter {{of}}', { of })}
          data-list-filter
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('');
          }}
        />
        {text.trim() !== '' && (
          <span role="status">
            {t('{{shownCount}} of {{itemCount}} {{of}}', { shownCount: shown.length, itemCount: items.length, of })}
          </span>
        )}
      </div>
      {shown.length === 0 && items.length > 0 ? (
        <EmptyState
          icon={IconSearchOff}
          title={t('All {{itemCount}} {{of}} are hidden by the filter.', { itemCount: items.length, of })}
          actions={[{ label: t('Clear filter'), onClick: () => setText('') }]}
        />
      ) : (
        children(shown)
      )}
    </>
  );
}
