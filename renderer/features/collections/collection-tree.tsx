import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { CollectionHead } from '../../../app/contract/collections.ts';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import navigator from '../navigator/navigator.module.css';
import { TreeItem } from '../navigator/tree-item.tsx';
import { onTreeKey } from '../navigator/tree-keys.ts';
import { addThings } from './add-things.ts';
import { tryToChange } from './change-collections.ts';
import { colourIcons } from './collection-colours.tsx';
import { askAboutCollection } from './dialog-state.ts';
import { removeCollection } from './remove-collection.ts';
import { draftOf } from './thing-draft.ts';
import { droppedThings, hasThings } from './thing-drag.ts';

/** The collections in the navigator; whatever stands for a thing can be dropped on one. */
export function CollectionTree({ filter }: { filter: string }): ReactNode {
  const list = useQuery(queryFor('collections.list', {})).data ?? [];
  const found = list.filter(({ name, tags }) => containsWords(`${name} ${tags.join(' ')}`, filter));
  if (filter !== '' && found.length === 0) return null;
  return (
    <>
      <div className={navigator.head}>
        <h2>{t('Collections')}</h2>
        <ActionIcon aria-label={t('New collection')} onClick={() => askAboutCollection({ kind: 'new' })}>
          <IconPlus size={14} />
        </ActionIcon>
      </div>
      {found.length > 0 && (
        <div role="tree" aria-label={t('Collections')} className={navigator.shortTree} onKeyDown={onTreeKey}>
          {found.map((collection, at) => (
            <CollectionLine
              key={collection.id}
              collection={collection}
              above={found[at - 1]?.id ?? null}
              below={found[at + 1] === undefined ? null : { next: found[at + 2]?.id ?? null }}
            />
          ))}
        </div>
      )}
    </>
  );
}

interface CollectionLineProps {
  collection: CollectionHead;
  /** The one before, null for the first. */
  above: string | null;
  /** Null for the last; `next` comes after the one that follows. */
  below: { next: string | null } | null;
}

function CollectionLine({ collection, above, below }: CollectionLineProps): ReactNode {
  const { id, name, colour, count } = collection;
  const [menuOpen, setMenuOpen] = useState(false);
  const address = panelAddress({ kind: 'collection', params: { id } });
  const move = (before: string | null): void => void tryToChange('collections.move', { id, before });
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    addThings(collection, droppedThings(event).map(draftOf)).catch((error) => showMessage(toAppError(error)));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way to what Ctrl D does
    <div onDragOver={allowThings} onDrop={onDrop}>
      <TreeItem
        id={`collection/${id}`}
        level={1}
        label={name}
        icon={colourIcons[colour]}
        isCurrent={usePanels(({ active }) => active === address)}
        onOpen={() => openPanel('collection', { id })}
        onMenu={() => setMenuOpen(true)}
        end={
          <span className={navigator.end}>
            <span className={navigator.count}>{count}</span>
            <Menu opened={menuOpen} onChange={setMenuOpen} position="bottom-start" width={200}>
              <Menu.Target>
                <ActionIcon
                  size={20}
                  tabIndex={-1}
                  className={navigator.menu ?? ''}
                  aria-label={t('Actions of {{name}}', { name })}
                >
                  <IconDots size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => askAboutCollection({ kind: 'rename', id, name })}>
                  {t('Rename collection…')}
                </Menu.Item>
                <Menu.Item onClick={() => askAboutCollection({ kind: 'export', id, name })}>
                  {t('Export collection…')}
                </Menu.Item>
                <Menu.Item onClick={() => askAboutCollection({ kind: 'import', into: { id, name } })}>
                  {t('Import into collection…')}
                </Menu.Item>
                {above !== null && <Menu.Item onClick={() => move(above)}>{t('Move up')}</Menu.Item>}
                {below !== null && <Menu.Item onClick={() => move(below.next)}>{t('Move down')}</Menu.Item>}
                <Menu.Item onClick={() => void removeCollection(collection)}>{t('Remove collection')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </span>
        }
      />
    </div>
  );
}

function allowThings(event: DragEvent): void {
  if (!hasThings(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
