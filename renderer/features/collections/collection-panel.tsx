import { IconBookmarks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import type { Collection } from '../../../app/contract/collections.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { undoChange } from '../../ui/undo.ts';
import { CollectionHeader } from './collection-header.tsx';
import { CollectionNotes } from './collection-notes.tsx';
import { CollectionToolbar } from './collection-toolbar.tsx';
import styles from './collections.module.css';
import { filteredItems, noFilter } from './item-filter.ts';
import { ItemFilters } from './item-filters.tsx';
import { type Arrangement, itemLines } from './item-lines.ts';
import { ItemList } from './item-list.tsx';
import { dropBefore } from './move-items.ts';
import { hasThings } from './thing-drag.ts';

/** A collection: its notes, and its things in the order that the user gave them. */
export function CollectionPanel({ params, panelId, isActive }: PanelProps<'collection'>): ReactNode {
  const query = useQuery({ ...queryFor('collections.open', { id: params.id }), retry: false });
  const name = query.data?.name;
  usePanelTitle(panelId, {
    title: name ?? t('Collection', { context: 'own' }),
    icon: 'my-collection',
    isName: name !== undefined,
  });
  if (query.error !== null) {
    const undo = { label: t('Undo the last change'), onClick: () => void undoChange() };
    return <ErrorNote error={query.error} {...(query.error.code === 'not-found' ? { action: undo } : {})} />;
  }
  return query.data === undefined ? (
    <LoadingRows count={8} />
  ) : (
    <CollectionView key={query.data.id} collection={query.data} isActive={isActive} />
  );
}

function CollectionView({ collection, isActive }: { collection: Collection; isActive: boolean }): ReactNode {
  const [filter, setFilter] = useState(noFilter);
  const [arrangement, setArrangement] = useState<Arrangement>('own');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isOver, setOver] = useState(false);
  const shown = filteredItems(collection.items, filter);
  const onDragOver = (event: DragEvent): void => {
    if (!hasThings(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    // A row has taken it.
    if (event.defaultPrevented) return;
    event.preventDefault();
    dropBefore(collection, null, event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way to what Ctrl D does
    <div
      className={styles.panel}
      data-over={isOver}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <CollectionHeader collection={collection} />
      <CollectionToolbar
        collection={collection}
        picked={collection.items.filter(({ id }) => picked.has(id))}
        isActive={isActive}
        onPickNone={() => setPicked(new Set())}
      />
      <CollectionNotes collection={collection} />
      {collection.items.length === 0 ? (
        <EmptyState icon={IconBookmarks} title={t('Nothing is in the collection yet.')}>
          {t(
            'Press Ctrl D on a sample, a record set, a dataset or a figure, or drag it here from a list, the navigator or a tab.',
          )}
        </EmptyState>
      ) : (
        <>
          <ItemFilters
            {...{ items: collection.items, shown: shown.length, filter, arrangement }}
            onFilter={setFilter}
            onArrange={setArrangement}
          />
          {shown.length === 0 ? (
            <EmptyState
              icon={IconBookmarks}
              title={t('All {{itemCount}} things are hidden by the filter.', { itemCount: collection.items.length })}
              actions={[{ label: t('Clear filter'), onClick: () => setFilter(noFilter) }]}
            />
          ) : (
            <ItemList
              collection={collection}
              lines={itemLines(shown, arrangement)}
              picked={picked}
              onPick={setPicked}
            />
          )}
        </>
      )}
    </div>
  );
}
