import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconNote } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { thingWords } from '../../../app/domain/collections/things.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { RowTick } from '../../ui/row-tick.tsx';
import { say } from '../../ui/say.ts';
import { selectThing } from '../../ui/selection.ts';
import styles from './collections.module.css';
import { openThing } from './open-thing.ts';
import { takeOut } from './take-out.ts';
import { dragItems, hasThings } from './thing-drag.ts';
import { thingIcons } from './thing-icons.ts';
import { targetOfThing } from './thing-target.ts';

interface ItemRowProps {
  collection: Collection;
  item: CollectionItem;
  /** In pixels, within the list. */
  top: number;
  isPicked: boolean;
  /** All ticked ones: they are dragged together. */
  picked: ReadonlySet<string>;
  onPick(): void;
  onEdit(): void;
  onMove(step: 1 | -1): void;
  onDrop(event: DragEvent): void;
}

/** One thing: what it is, where and when it was seen, and what the user says of it. */
export function ItemRow(props: ItemRowProps): ReactNode {
  const { collection, item, isPicked } = props;
  const { title, thing, tags, note, problem } = item;
  const [isOver, setOver] = useState(false);
  const nowMs = useNowMs();
  const Icon = thingIcons[thing.kind];
  const address = panelAddress(targetOfThing(thing));
  const onDragStart = (event: DragEvent): void => {
    const dragged = isPicked ? collection.items.filter(({ id }) => props.picked.has(id)) : [item];
    const addresses = dragged.map((one) => panelAddress(targetOfThing(one.thing)));
    dragItems(event, { collectionId: collection.id, itemIds: dragged.map(({ id }) => id) }, addresses);
  };
  const onDragOver = (event: DragEvent): void => {
    if (!hasThings(event)) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    props.onDrop(event);
  };
  return (
    <li
      className={styles.row}
      style={{ transform: `translateY(${props.top}px)` }}
      data-item={item.id}
      data-thing={address}
      data-picked={isPicked}
      data-gone={problem !== null}
      data-over={isOver}
      draggable
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      onFocus={() => select(item)}
    >
      <RowTick label={t('Choose {{title}}', { title })} checked={isPicked} onChange={props.onPick} />
      <Icon size={16} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <div className={styles.line}>
          <button type="button" data-open className={styles.thing} title={title} onClick={() => openThing(thing)}>
            {title}
          </button>
          {tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
        </div>
        <div className={styles.about}>
          {problem === null ? (
            aboutText(item, nowMs)
          ) : (
            <span className={styles.problem}>
              <IconAlertTriangle size={12} aria-hidden />
              {problem}
            </span>
          )}
        </div>
      </div>
      <span className={styles.end}>
        {note !== '' && <IconNote size={14} aria-label={t('Has a note')} />}
        <ItemMenu {...props} />
      </span>
    </li>
  );
}

function ItemMenu({ collection, item, onEdit, onMove }: ItemRowProps): ReactNode {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t('Actions of {{title}}', { title: item.title })}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openThing(item.thing)}>{t('Open')}</Menu.Item>
        <Menu.Item onClick={onEdit}>{t('Title, note and tags…')}</Menu.Item>
        <Menu.Item onClick={() => onMove(-1)}>{t('Move up')}</Menu.Item>
        <Menu.Item onClick={() => onMove(1)}>{t('Move down')}</Menu.Item>
        <Menu.Item onClick={() => void takeOut(collection, [item])}>{t('Take out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function aboutText({ thing, origin, asOfUtc, note }: CollectionItem, nowMs: number): string {
  const [kind] = thingWords[thing.kind];
  const seen = asOfUtc === null ? [] : [t('as of {{asOfUtc}}', { asOfUtc: formatStamp(asOfUtc, nowMs) })];
  const firstLine = note.split('\n').find((line) => line.trim() !== '');
  return [say(kind), origin.name, ...seen, ...(firstLine === undefined ? [] : [firstLine.trim()])].join(' · ');
}

/** Facts of samples and results stand beside the list. */
function select({ thing }: CollectionItem): void {
  if (thing.kind === 'sample') selectThing({ kind: 'sample', connectionId: thing.connectionId, name: thing.name });
  if (thing.kind === 'result') selectThing({ kind: 'result', connectionId: thing.connectionId, id: thing.id });
}
