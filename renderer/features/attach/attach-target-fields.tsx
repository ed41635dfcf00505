import { Button, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { askForConnection } from '../connections/dialog-state.ts';
import styles from './attach.module.css';
import type { TargetChoice } from './target-choice.ts';

interface AttachTargetFieldsProps {
  labs: readonly { id: string; name: string }[];
  choice: TargetChoice;
  onChoice(choice: TargetChoice): void;
}

const searchSettleMs = 200;
const mostOffers = 50;

/** To what a figure of a table belongs: only what the laboratory has can be chosen. */
export function AttachTargetFields({ labs, choice, onChoice }: AttachTargetFieldsProps): ReactNode {
  const { connectionId, kind, series, samples } = choice;
  if (labs.length === 0)
    return (
      <div className={styles.target}>
        <p className={styles.quiet}>{t('Results are kept by JuliaBase, and no laboratory is connected.')}</p>
        <Button onClick={() => askForConnection({ kind: 'add', server: 'juliabase' })}>
          {t('Add JuliaBase connection')}
        </Button>
      </div>
    );
  return (
    <fieldset className={`${styles.fieldset} ${styles.target}`}>
      <legend>{t('Attach to')}</legend>
      {labs.length > 1 && (
        <Select
          aria-label={t('Laboratory')}
          allowDeselect={false}
          data={labs.map(({ id, name }) => ({ value: id, label: name }))}
          value={connectionId}
          onChange={(id) => onChoice({ connectionId: id ?? connectionId, kind, series: null, samples: [] })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('What the figure belongs to')}
        value={kind}
        data={[
          { value: 'series', label: t('A sample series') },
          { value: 'samples', label: t('Samples') },
        ]}
        onChange={(next) => onChoice({ ...choice, kind: next })}
      />
      {kind === 'series' ? (
        <SeriesField
          connectionId={connectionId}
          value={series}
          onChange={(name) => onChoice({ ...choice, series: name })}
        />
      ) : (
        <SamplesField
          connectionId={connectionId}
          value={samples}
          onChange={(names) => onChoice({ ...choice, samples: names })}
        />
      )}
    </fieldset>
  );
}

interface FieldProps<V> {
  connectionId: string;
  value: V;
  onChange(value: V): void;
}

function SeriesField({ connectionId, value, onChange }: FieldProps<string | null>): ReactNode {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), searchSettleMs);
  // The name that is chosen stands in the field too; all are offered beside it.
  const name = asked === (value ?? '') ? '' : asked;
  const found = useQuery({
    ...queryFor('juliabase.series.list', { connectionId, ...(name === '' ? {} : { name }) }),
    placeholderData: keepPreviousData,
  });
  const names = found.data?.value.names ?? [];
  return (
    <>
      <Select
        searchable
        {...(value === null ? { 'data-autofocus': true } : {})}
        aria-label={t('Sample series')}
        placeholder={t('A part of its name')}
        {...(found.error === null
          ? { nothingFoundMessage: found.isFetching ? t('Asking the server…') : t('No series with this name.') }
          : {})}
        limit={mostOffers}
        data={[...new Set(value === null ? names : [value, ...names])]}
        value={value}
        onChange={onChange}
        onSearchChange={setSearch}
      />
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
    </>
  );
}

function SamplesField({ connectionId, value, onChange }: FieldProps<readonly string[]>): ReactNode {
  const [search, setSearch] = useState('');
  const [name] = useDebouncedValue(search.trim(), searchSettleMs);
  const found = useQuery({
    ...queryFor('juliabase.samples.search', { connectionId, name, isAside: true }),
    enabled: name !== '',
    placeholderData: keepPreviousData,
  });
  const names = name === '' ? [] : (found.data?.value.items.map((item) => item.name) ?? []);
  return (
    <>
      <MultiSelect
        searchable
        // Several of those that were found are chosen one after the other.
        clearSearchOnChange={false}
        aria-label={t('Samples')}
        {...(value.length === 0 ? { placeholder: t('A part of their names') } : {})}
        {...(name === '' || found.error !== null
          ? {}
          : { nothingFoundMessage: found.isFetching ? t('Asking the server…') : t('No sample with this name.') })}
        limit={mostOffers}
        data={[...new Set([...value, ...names])]}
        value={[...value]}
        onChange={onChange}
        onSearchChange={setSearch}
      />
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
    </>
  );
}
