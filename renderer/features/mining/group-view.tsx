import { Button, MultiSelect, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { z } from 'zod';
import { type Aggregate, aggregates } from '../../../app/contract/mining.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { say } from '../../ui/say.ts';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useLook } from '../drms/table/use-look.ts';
import styles from './mining.module.css';
import { namesOf, numberColumns, placesOf, withUnit } from './number-columns.ts';

const SqlGrid = loadedLater(async () => (await import('../sql/sql-grid.tsx')).SqlGrid, <LoadingRows count={6} />);

const aggregateWords: Readonly<Record<Aggregate, string>> = {
  mean: t('mean'),
  median: t('median'),
  min: t('min'),
  max: t('max'),
  deviation: t('deviation'),
  count: t('count'),
  sum: t('sum'),
  'geometric mean': t('geometric mean'),
};

const GroupsLook = z.object({
  by: z.string().nullable(),
  across: z.string().nullable(),
  values: z.array(z.string()),
  aggregate: z.enum(aggregates),
});

/** One row for each value of a column; with a second one across, a pivot table. */
export function GroupView(): ReactNode {
  const { table, filters } = useRecordView();
  const numbers = numberColumns(table);
  const keys = table.columns.flatMap((column, place) => (column.role === 'origin' ? [] : [{ ...column, place }]));
  const [look, setLook] = useLook('groups', GroupsLook, {
    by: keys.find(({ kind, role }) => kind === 'text' && role !== 'sample')?.name ?? null,
    across: null,
    values: numbers.slice(0, 3).map(({ name }) => name),
    aggregate: 'mean',
  });
  const { aggregate } = look;
  const change = (changes: Partial<typeof look>): void => setLook({ ...look, ...changes });
  const placeOf = (column: string | null): number | null => keys.find(({ name }) => name === column)?.place ?? null;
  const [by, across, values] = [placeOf(look.by), placeOf(look.across), placesOf(numbers, look.values)];
  const wish = {
    tableId: table.tableId,
    by: by === null ? [] : [by],
    across,
    values: values.map((column) => ({ column, aggregate })),
    filters: [...filters],
  };
  const headOf = useCallback((name: string) => spokenHead(name, aggregate), [aggregate]);
  const keep = useCommand('mining.group.keep');
  const found = useQuery({
    ...queryFor('mining.group', wish),
    enabled: by !== null && values.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const keyData = keys.map((one) => ({ value: one.name, label: withUnit(one) }));
  return (
    <div className={styles.groups}>
      <div className={styles.choices}>
        <Select
          size="xs"
          label={t('Rows: each')}
          data={keyData}
          value={by === null ? null : look.by}
          onChange={(value) => change({ by: value })}
        />
        <Select
          size="xs"
          label={t('Columns: each')}
          placeholder={t('none')}
          clearable
          clearButtonProps={{ 'aria-label': t('No columns across') }}
          data={keyData}
          value={across === null ? null : look.across}
          onChange={(value) => change({ across: value })}
        />
        <Select
          size="xs"
          label={t('Value')}
          data={aggregates.map((one) => ({ value: one, label: aggregateWords[one] }))}
          allowDeselect={false}
          value={aggregate}
          onChange={(value) => change({ aggregate: aggregates.find((one) => one === value) ?? 'mean' })}
        />
        <MultiSelect
          size="xs"
          label={t('of')}
          maxValues={20}
          data={numbers.map((one) => ({ value: one.name, label: withUnit(one) }))}
          value={namesOf(numbers, values)}
          onChange={(next) => change({ values: next })}
        />
        <Button
          size="xs"
          loading={keep.isPending}
          disabled={found.data === undefined || found.error !== null}
          onClick={() =>
            keep.mutate(wish, { onSuccess: ({ table: made }) => openPanel('table', { tableId: made.tableId }) })
          }
        >
          {t('Open as table')}
        </Button>
      </div>
      {keep.error !== null && <ErrorNote error={keep.error} />}
      {by === null || values.length === 0 ? (
        <p className={styles.quiet}>{t('Choose what the rows are, and at least one value of them.')}</p>
      ) : (
        <>
          {found.error !== null && <ErrorNote error={found.error} />}
          {found.isPending && <LoadingRows count={6} />}
          {found.data !== undefined && (
            <div className={styles.groupGrid}>
              <SqlGrid table={found.data} headOf={headOf} />
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** `mean thickness` in the language of the window, also behind a value of the column across: `SC 3 %: mean thickness`. */
function spokenHead(name: string, aggregate: Aggregate): string {
  if (name === 'rows') return say(name);
  return name.replace(new RegExp(`(^|: )${aggregate} `), `$1${aggregateWords[aggregate]} `);
}
