import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FolderField } from '../../ui/folder-field.tsx';
import { t } from '../../ui/language.ts';
import styles from './jupyter.module.css';

export interface ValueListProps {
  title: string;
  hint: string;
  what: 'folder' | 'origin';
  placeholder?: string;
  values: readonly string[];
  onChange(values: string[]): void;
}

/** What is allowed, to be taken off, and a field for one more. */
export function ValueList({ title, hint, what, placeholder, values, onChange }: ValueListProps): ReactNode {
  const [typed, setTyped] = useState('');
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const value = typed.trim();
    if (value === '') return;
    if (!values.includes(value)) onChange([...values, value]);
    setTyped('');
  };
  const label = what === 'folder' ? t('New folder') : t('New origin');
  return (
    <section aria-label={title}>
      <h3 className={styles.head}>
        {title} <span className={styles.count}>{values.length}</span>
      </h3>
      <p className={styles.hint}>{hint}</p>
      {values.length > 0 && (
        <ul className={styles.values}>
          {values.map((value) => (
            <li key={value} className={styles.value}>
              {value}
              <ActionIcon
                aria-label={t('Remove {{value}}', { value })}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.add} onSubmit={add}>
        {what === 'folder' ? (
          <FolderField label={label} title={t('Choose a folder for downloads')} folder={typed} onChange={setTyped} />
        ) : (
          <TextInput
            aria-label={label}
            {...(placeholder === undefined ? {} : { placeholder })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <Button type="submit" leftSection={<IconPlus size={14} />} disabled={typed.trim() === ''}>
          {what === 'folder' ? t('Add folder') : t('Add origin')}
        </Button>
      </form>
    </section>
  );
}
