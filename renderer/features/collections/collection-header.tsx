import { ActionIcon, Menu, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Collection, collectionColours } from '../../../app/contract/collections.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { tryToChange } from './change-collections.ts';
import { ColourDot, colourNames } from './collection-colours.tsx';
import styles from './collections.module.css';

/** Name, colour and tags. */
export function CollectionHeader({ collection }: { collection: Collection }): ReactNode {
  const { id, name, colour, items, tags } = collection;
  const [colourOpen, setColourOpen] = useState(false);
  const all = useQuery(queryFor('collections.list', {})).data ?? [];
  const known = [...new Set(all.flatMap((one) => one.tags))].toSorted((a, b) => a.localeCompare(b));
  return (
    <>
      <header className={styles.head}>
        <Menu opened={colourOpen} onChange={setColourOpen} position="bottom-start" width={150}>
          <Menu.Target>
            <ActionIcon
              aria-label={t('Colour of the collection: {{colourNames}}', { colourNames: colourNames[colour] })}
            >
              <ColourDot colour={colour} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {collectionColours.map((one) => (
              <Menu.Item
                key={one}
                leftSection={<ColourDot colour={one} />}
                onClick={() => void tryToChange('collections.change', { id, colour: one })}
              >
                {colourNames[one]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <h2 className={styles.title}>{name}</h2>
        <span className={styles.quiet}>{t('{{count}} things', { count: items.length })}</span>
      </header>
      <div className={styles.tagLine}>
        <TagsInput
          className={styles.tags ?? ''}
          size="xs"
          aria-label={t('Tags of the collection')}
          placeholder={tags.length === 0 ? t('Add a tag') : ''}
          value={tags}
          data={known}
          maxTags={50}
          onChange={(next) => void tryToChange('collections.change', { id, tags: next })}
        />
      </div>
    </>
  );
}
