import { Button, CloseButton, Select } from '@mantine/core';
import { IconBookmarkPlus, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../../app/contract/app-error.ts';
import { seriesNameOf } from '../../../../app/domain/drms/series-name.ts';
import { getClient } from '../../../api/client.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { showMessage } from '../../../ui/messages.ts';
import { addRecords } from '../../collections/add-records.ts';
import { filterInWords } from './filter-words.ts';
import styles from './record-table.module.css';
import { useRecordView } from './record-view.tsx';
import { noSelection } from './selection-steps.ts';

const scales = [
  { value: 'own' as const, label: t('Times as sent') },
  { value: 'TAI' as const, label: t('Times in TAI') },
  { value: 'UTC' as const, label: t('Times in UTC') },
];

/** How many records are seen and why, what is selected, and in which scale times are told. */
export function FilterBar({ onExport }: { onExport?(recordSets: string[]): void }): ReactNode {
  const { table, filters, setFilter, clearFilters, setOpenFilter, passing, timeScale, setTimeScale } = useRecordView();
  const series = seriesNameOf(table.recordSet) ?? '';
  const all = formatCount(table.count);
  // Rows of a mining table are samples or groups of them, and no records of a series.
  const areRows = table.columns.some(({ role }) => role === 'sample' || role === 'group');
  const words = areRows ? t('rows', { count: table.count }) : t('records', { count: table.count });
  return (
    <section className={styles.bar} aria-label={t('Filters and selection')}>
      <strong role="status">
        {filters.length === 0
          ? `${all} ${words}`
          : t('{{passing}} of {{all}} {{words}}', {
              passing: passing === undefined ? '…' : formatCount(passing),
              all,
              words,
            })}
      </strong>
      {filters.map((filter) => {
        const column = table.columns[filter.column];
        if (column === undefined) return null;
        const text = filterInWords(filter, column, series);
        return (
          <span key={filter.column} className={styles.chip}>
            <button
              type="button"
              title={`${text}\n${t('Change this filter')}`}
              onClick={() => setOpenFilter(filter.column)}
            >
              {text}
            </button>
            <CloseButton
              size="xs"
              aria-label={t('Remove the filter {{text}}', { text })}
              onClick={() => setFilter(filter.column, null)}
            />
          </span>
        );
      })}
      {filters.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={clearFilters}>
          {t('Clear filters')}
        </Button>
      )}
      <SelectionChip {...(onExport === undefined ? {} : { onExport })} />
      {table.columns.some(({ kind }) => kind === 'time') && (
        <Select
          size="xs"
          w={176}
          ml="auto"
          aria-label={t('Scale of times')}
          data={scales}
          value={timeScale}
          allowDeselect={false}
          onChange={(value) => setTimeScale(scales.find((scale) => scale.value === value)?.value ?? 'own')}
        />
      )}
    </section>
  );
}

function SelectionChip({ onExport }: { onExport?(recordSets: string[]): void }): ReactNode {
  const { table, selection, selected, setSelection } = useRecordView();
  const [isNaming, setNaming] = useState(false);
  const count = selected.count();
  if (selection.length === 0) return null;
  const nameThese = async (wanted: (recordSets: string[]) => void): Promise<void> => {
    setNaming(true);
    try {
      const { tableId } = table;
      const named = await getClient().call('drms.table.record-sets', {
        tableId,
        selection,
      });
      wanted(named.recordSets);
    } catch (error) {
      showMessage(toAppError(error));
    } finally {
      setNaming(false);
    }
  };
  return (
    <>
      <span className={styles.chip} data-kind="selection" role="status">
        {t('{{number}} selected', { number: formatCount(count) })}
        <CloseButton size="xs" aria-label={t('Select none')} onClick={() => setSelection(noSelection)} />
      </span>
      {onExport !== undefined && (
        <Button
          size="compact-xs"
          leftSection={<IconDownload size={13} />}
          loading={isNaming}
          disabled={count === 0}
          onClick={() => void nameThese(onExport)}
        >
          {t('Export these…')}
        </Button>
      )}
      {onExport !== undefined && (
        <Button
          size="compact-xs"
          leftSection={<IconBookmarkPlus size={13} />}
          loading={isNaming}
          disabled={count === 0}
          onClick={() => void nameThese((recordSets) => addRecords(table, count, recordSets))}
        >
          {t('Add to collection…')}
        </Button>
      )}
    </>
  );
}
