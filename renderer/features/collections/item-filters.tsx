import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CollectionItem } from '../../../app/contract/collections.ts';
import { thingWords } from '../../../app/domain/collections/things.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './collections.module.css';
import { type ItemFilter, isFiltering, itemCounts, noFilter } from './item-filter.ts';
import type { Arrangement } from './item-lines.ts';

interface ItemFiltersProps {
  items: readonly CollectionItem[];
  shown: number;
  filter: ItemFilter;
  arrangement: Arrangement;
  onArrange(arrangement: Arrangement): void;
  onFilter(filter: ItemFilter): void;
}

const arrangements = [
  { value: 'own' as const, label: t('My order') },
  { value: 'kind' as const, label: t('By kind') },
];

/** Narrows the list by text, kind and tag, and arranges it. */
export function ItemFilters(props: ItemFiltersProps): ReactNode {
  const { items, shown, filter, onFilter } = props;
  const { kinds, tags } = itemCounts(items);
  return (
    <search className={styles.filters} aria-label={t('Filter of the things')}>
      <TextInput
        className={styles.filterText ?? ''}
        size="xs"
        aria-label={t('Filter things')}
        placeholder={t('Filter')}
        data-list-filter
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter({ ...filter, text: '' });
        }}
      />
      {kinds.length > 1 &&
        kinds.map(({ kind, count }) => (
          <Chip
            key={kind}
            label={say(thingWords[kind][1])}
            count={count}
            isOn={filter.kind === kind}
            onToggle={(isOn) => onFilter({ ...filter, kind: isOn ? kind : null })}
          />
        ))}
      {tags.map(({ tag, count }) => (
        <Chip
          key={tag}
          label={`#${tag}`}
          count={count}
          isOn={filter.tag === tag}
          onToggle={(isOn) => onFilter({ ...filter, tag: isOn ? tag : null })}
        />
      ))}
      {kinds.length > 1 && (
        <SegmentedControl
          size="xs"
          ml="auto"
          aria-label={t('Order of the things')}
          data={arrangements}
          value={props.arrangement}
          onChange={(value) => props.onArrange(value === 'kind' ? 'kind' : 'own')}
        />
      )}
      {isFiltering(filter) && (
        <>
          <span className={styles.quiet} role="status">
            {t('{{shown}} of {{itemCount}}', { shown, itemCount: items.length })}
          </span>
          <Button size="compact-xs" variant="subtle" onClick={() => onFilter(noFilter)}>
            {t('Clear filter')}
          </Button>
        </>
      )}
    </search>
  );
}

interface ChipProps {
  label: string;
  count: number;
  isOn: boolean;
  onToggle(isOn: boolean): void;
}

function Chip({ label, count, isOn, onToggle }: ChipProps): ReactNode {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      {label} <small>{count}</small>
    </button>
  );
}
