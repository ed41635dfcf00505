import { Modal, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { CollectionHead, ThingDraft } from '../../../app/contract/collections.ts';
import { plainTitle } from '../../../app/domain/collections/things.ts';
import { queryFor } from '../../api/query-options.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { addThings } from './add-things.ts';
import { changeCollections } from './change-collections.ts';
import { ColourDot } from './collection-colours.tsx';
import styles from './collections.module.css';
import { closeCollectionQuestion } from './dialog-state.ts';

/** The collection that things went into last stands first. */
let lastChosen: string | null = null;

type Choice = { kind: 'there'; collection: CollectionHead } | { kind: 'new'; name: string };

/** Asks into which collection things shall go; a name that is not there makes one. */
export function AddDialog({ things }: { things: readonly ThingDraft[] }): ReactNode {
  const list = useQuery(queryFor('collections.list', {})).data ?? [];
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const id = useId();
  const choices = choicesOf(list, text.trim());
  const active = Math.min(at, choices.length - 1);
  const take = async (choice: Choice | undefined): Promise<void> => {
    if (choice === undefined) return;
    try {
      const collection = choice.kind === 'there' ? choice.collection : await made(choice.name);
      await addThings(collection, things);
      lastChosen = collection.id;
      closeCollectionQuestion();
    } catch (failure) {
      setError(toAppError(failure));
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
    else if (event.key === 'Enter') void take(choices[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={closeCollectionQuestion}
      title={t('Add to collection')}
      size={440}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <div className={styles.fields}>
        <p className={styles.lead}>{thingsText(things)}</p>
        {error !== null && <ErrorNote error={error} />}
        <TextInput
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={choices.length === 0 ? undefined : `${id}-${active}`}
          aria-label={t('Collection', { context: 'own' })}
          placeholder={t('Find a collection, or name a new one')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        {choices.length === 0 && <p className={styles.lead}>{t('Type a name to make the first collection.')}</p>}
        <div
          id={id}
          role="listbox"
          aria-label={t('Collections')}
          className={styles.choices}
          hidden={choices.length === 0}
        >
          {choices.map((choice, place) => (
            <button
              key={choice.kind === 'there' ? choice.collection.id : 'new'}
              id={`${id}-${place}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={place === active}
              className={styles.choice}
              onClick={() => void take(choice)}
            >
              {choice.kind === 'there' ? <ColourDot colour={choice.collection.colour} /> : <IconPlus size={12} />}
              <span>
                {choice.kind === 'there'
                  ? choice.collection.name
                  : t('Make collection “{{name}}”', { name: choice.name })}
              </span>
              {choice.kind === 'there' && <span className={styles.quiet}>{choice.collection.count}</span>}
            </button>
          ))}
        </div>
      </div>
    </Modal>
  );
}

async function made(name: string): Promise<{ id: string; name: string }> {
  const { id } = await changeCollections('collections.create', { name });
  return { id, name };
}

function choicesOf(list: readonly CollectionHead[], text: string): Choice[] {
  const wanted = text.toLowerCase();
  const found = list
    .filter(({ name }) => containsWords(name, text))
    .toSorted((a, b) => Number(b.id === lastChosen) - Number(a.id === lastChosen))
    .map((collection): Choice => ({ kind: 'there', collection }));
  const isTaken = list.some(({ name }) => name.toLowerCase() === wanted);
  return text === '' || isTaken ? found : [...found, { kind: 'new', name: text }];
}

function thingsText(things: readonly ThingDraft[]): string {
  const [first] = things;
  if (first === undefined) return '';
  return things.length === 1
    ? (first.title ?? plainTitle(first.thing))
    : t('{{thingCount}} things', { thingCount: things.length });
}
