import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconOutbound } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutboxList as List, OutboxItem } from '../../../app/contract/outbox.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { useSelection } from '../../ui/selection.ts';
import styles from './outbox.module.css';
import { OutboxRow } from './outbox-row.tsx';
import { countsOf, groupNames, groupsOf, type OutboxFilter, type OutboxGroup } from './outbox-words.ts';

/** All items by need: needs you, under way, waiting, done. */
export function OutboxList({ list, filter }: { list: List; filter: OutboxFilter }): ReactNode {
  const groups = groupsOf(list, filter);
  const counts = countsOf(list);
  const { thing } = useSelection();
  const items = groups.flatMap((group) => group.items);
  const selected = thing?.kind === 'outbox-item' ? items.find(({ id }) => id === thing.id) : undefined;
  const anchor = (selected ?? items[0])?.id;
  if (counts.all === 0) {
    return (
      <EmptyState icon={IconOutbound} title={t('The outbox is empty.')}>
        {t('What you write to a server is kept here until it is done or withdrawn by you.')}
      </EmptyState>
    );
  }
  return (
    <FilteredList
      of={t('listed items')}
      items={items}
      textOf={({ title, target, reason }) => `${title} ${target} ${reason ?? ''}`}
    >
      {(shown) => (
        <div data-outbox className={styles.groups}>
          {groups.map(({ group, items: all }) => (
            <Group
              key={group}
              group={group}
              items={all.filter((item) => shown.includes(item))}
              isHeld={list.held}
              anchor={anchor}
              total={counts[group]}
              unlisted={counts[group] - all.length}
            />
          ))}
        </div>
      )}
    </FilteredList>
  );
}

interface GroupProps {
  group: OutboxGroup;
  items: readonly OutboxItem[];
  isHeld: boolean;
  anchor: string | undefined;
  /** With those that are not listed. */
  total: number;
  unlisted: number;
}

function Group({ group, items, isHeld, anchor, total, unlisted }: GroupProps): ReactNode {
  const [isOpen, setOpen] = useState(true);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={groupNames[group]}>
      <UnstyledButton
        className={styles.group}
        data-group={group}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={14} aria-hidden />
        <strong>{groupNames[group]}</strong> <span>{total}</span>
      </UnstyledButton>
      {isOpen && (
        <ul className={styles.list}>
          {items.map((item) => (
            <OutboxRow key={item.id} item={item} isHeld={isHeld} isAnchor={item.id === anchor} />
          ))}
        </ul>
      )}
      {isOpen && unlisted > 0 && <p className={styles.hint}>{t('{{unlisted}} more are kept.', { unlisted })}</p>}
    </section>
  );
}
