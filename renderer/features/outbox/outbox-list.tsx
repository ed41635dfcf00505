import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconOutbound } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutboxList as List, OutboxItem } from '../../../app/contract/outbox.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useSelection } from '../../ui/selection.ts';
import styles from './outbox.module.css';
import { OutboxRow } from './outbox-row.tsx';
import { groupNames, groupsOf, type OutboxFilter, type OutboxGroup } from './outbox-words.ts';

/** All items by need: needs you, under way, waiting, done. */
export function OutboxList({ list, filter }: { list: List; filter: OutboxFilter }): ReactNode {
  const groups = groupsOf(list, filter);
  const { thing } = useSelection();
  const items = groups.flatMap((group) => group.items);
  const selected = thing?.kind === 'outbox-item' ? items.find(({ id }) => id === thing.id) : undefined;
  const anchor = (selected ?? items[0])?.id;
  if (list.open.length + list.endedCount === 0) {
    return (
      <EmptyState icon={IconOutbound} title="The outbox is empty.">
        What you write to a server is kept here until it is done or withdrawn by you.
      </EmptyState>
    );
  }
  return (
    <div data-outbox className={styles.groups}>
      {groups.map((group) => (
        <Group key={group.group} {...group} isHeld={list.held} anchor={anchor} endedCount={list.endedCount} />
      ))}
    </div>
  );
}

interface GroupProps {
  group: OutboxGroup;
  items: readonly OutboxItem[];
  isHeld: boolean;
  anchor: string | undefined;
  endedCount: number;
}

function Group({ group, items, isHeld, anchor, endedCount }: GroupProps): ReactNode {
  const [isOpen, setOpen] = useState(true);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const count = group === 'ended' ? endedCount : items.length;
  return (
    <section aria-label={groupNames[group]}>
      <UnstyledButton
        className={styles.group}
        data-group={group}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={14} aria-hidden />
        <strong>{groupNames[group]}</strong> <span>{count}</span>
      </UnstyledButton>
      {isOpen && (
        <ul className={styles.list}>
          {items.map((item) => (
            <OutboxRow key={item.id} item={item} isHeld={isHeld} isAnchor={item.id === anchor} />
          ))}
        </ul>
      )}
      {isOpen && items.length < count && (
        <p className={styles.hint}>{`${count - items.length} older ones are kept.`}</p>
      )}
    </section>
  );
}
