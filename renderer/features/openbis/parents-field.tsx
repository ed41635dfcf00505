import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { FieldLabel } from './property-field.tsx';
import styles from './upload.module.css';
import type { UploadValues } from './upload-draft.ts';

interface ParentsFieldProps {
  id: string;
  connectionId: string;
  parents: UploadValues['parents'];
  error: string | undefined;
  onChange(parents: UploadValues['parents']): void;
  onLeave(): void;
}

const mostOffers = 12;

/** Datasets that this one comes from, found by words or by their permIds. */
export function ParentsField({ id, connectionId, parents, error, onChange, onLeave }: ParentsFieldProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 250);
  const isPermId = /^\d{10,}-\d+$/.test(asked);
  const found = useQuery({
    ...queryFor('openbis.data-sets.search', {
      ...{ connectionId, count: mostOffers, isAside: true },
      ...(isPermId ? { code: asked } : { text: asked }),
    }),
    enabled: asked.length > 1,
  });
  const offers = (found.data?.value.items ?? []).map(({ permId, name }) => ({ permId, name: name ?? permId }));
  const known = new Map([...offers, ...parents].map((one) => [one.permId, one]));
  return (
    <MultiSelect
      id={id}
      label={<FieldLabel label={t('Parents')} hint={t('optional')} />}
      placeholder={parents.length === 0 ? t('Words of a dataset, or its permId') : t('Add…')}
      searchable
      error={error}
      data={[...known.values()].map(({ permId, name }) => ({ value: permId, label: name }))}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={asked.length > 1 && !found.isFetching ? t('No dataset has these words.') : undefined}
      value={parents.map(({ permId }) => permId)}
      onChange={(permIds) => onChange(permIds.flatMap((permId) => known.get(permId) ?? []))}
      onBlur={onLeave}
      renderOption={({ option }) => (
        <span className={styles.option}>
          {option.label}
          <small>{option.label === option.value ? '' : option.value}</small>
        </span>
      )}
    />
  );
}
