import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { searchConditions } from './search-conditions.ts';
import styles from './upload.module.css';

interface ObjectFieldProps {
  id: string;
  connectionId: string;
  label: ReactNode;
  value: string;
  error: string | undefined;
  /** Collections may be named too. */
  withCollections?: boolean;
  onChange(identifier: string): void;
  onBlur(): void;
}

const mostOffers = 12;

/** An object by its identifier; what the server finds for the words typed is offered. */
export function ObjectField({ connectionId, value, withCollections = false, ...field }: ObjectFieldProps): ReactNode {
  const [asked] = useDebouncedValue(value.trim(), 250);
  const question = { connectionId, ...searchConditions(asked), count: mostOffers };
  const enabled = asked.length > 1;
  const objects = useQuery({ ...queryFor('openbis.objects.search', { ...question, isAside: true }), enabled });
  const collections = useQuery({
    ...queryFor('openbis.collections.search', question),
    enabled: enabled && withCollections,
  });
  const found = [...(collections.data?.value.items ?? []), ...(objects.data?.value.items ?? [])];
  const things = new Map(found.map((thing) => [thing.identifier, thing]));
  return (
    <Autocomplete
      {...field}
      value={value}
      autoComplete="off"
      placeholder={t('Words of its name, or its identifier')}
      data={[...things.keys()]}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span className={styles.option}>
          {things.get(option.value)?.name ?? option.value}
          <small>{things.get(option.value)?.name == null ? '' : option.value}</small>
        </span>
      )}
    />
  );
}
