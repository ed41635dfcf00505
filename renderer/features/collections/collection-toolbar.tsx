import { Button } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPencil, IconTags, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { askAboutCollection } from './dialog-state.ts';
import { ItemDialog } from './item-dialog.tsx';
import { removeCollection } from './remove-collection.ts';
import { takeOut } from './take-out.ts';

interface CollectionToolbarProps {
  collection: Collection;
  picked: readonly CollectionItem[];
  isActive: boolean;
  onPickNone(): void;
}

/** What can be done with the collection, or with the things that are ticked. */
export function CollectionToolbar({ collection, picked, isActive, onPickNone }: CollectionToolbarProps): ReactNode {
  const { id, name } = collection;
  const [editing, setEditing] = useState(false);
  const rename = (): void => askAboutCollection({ kind: 'rename', id, name });
  const exportIt = (): void => askAboutCollection({ kind: 'export', id, name });
  const importInto = (): void => askAboutCollection({ kind: 'import', into: { id, name } });
  const remove = (): void => void removeCollection(collection);
  useCommands(isActive, [
    offer('data.collection.export', exportIt, { name }),
    offer('data.collection.import', importInto, { name }),
    offer('data.collection.rename', rename, { name }),
    offer('data.collection.remove', remove, { name }),
  ]);
  if (picked.length > 0)
    return (
      <Toolbar label={t('Chosen things')}>
        <span>{t('{{count}} things are chosen', { count: picked.length })}</span>
        <Button variant="subtle" leftSection={<IconTags size={14} />} onClick={() => setEditing(true)}>
          {t('Note and tags…')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconTrash size={14} />}
          onClick={() => void takeOut(collection, picked).then(onPickNone)}
        >
          {t('Take out')}
        </Button>
        <Button variant="subtle" leftSection={<IconX size={14} />} onClick={onPickNone}>
          {t('Choose none')}
        </Button>
        {editing && <ItemDialog collection={collection} items={picked} onClose={() => setEditing(false)} />}
      </Toolbar>
    );
  return (
    <Toolbar label={t('Collection', { context: 'own' })}>
      <Button variant="subtle" leftSection={<IconPencil size={14} />} onClick={rename}>
        {t('Rename')}
      </Button>
      <Button variant="subtle" leftSection={<IconFileImport size={14} />} onClick={importInto}>
        {t('Import into…')}
      </Button>
      <Button variant="subtle" leftSection={<IconTrash size={14} />} onClick={remove}>
        {t('Remove')}
      </Button>
      <Button ml="auto" variant="filled" leftSection={<IconFileExport size={14} />} onClick={exportIt}>
        {t('Export collection')}
      </Button>
    </Toolbar>
  );
}
