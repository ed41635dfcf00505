import { type ReactNode, useEffect, useMemo } from 'react';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { t } from '../../../ui/language.ts';
import { showToast } from '../../../ui/messages.ts';
import { filtersOf, keepFilters } from './kept-filters.ts';
import { RecordViewProvider, useRecordView } from './record-view.tsx';

interface LastingViewProps {
  table: RecordTable;
  /** Stays when the table is made or asked for again. */
  tableName: string;
  headMenu?: (index: number) => ReactNode;
  children: ReactNode;
}

/** A view of a table that begins with the filters that were last set for it. */
export function LastingRecordView({ table, tableName, headMenu, children }: LastingViewProps): ReactNode {
  const first = useMemo(() => filtersOf(tableName, table), [tableName, table]);
  return (
    <RecordViewProvider
      key={table.tableId}
      table={table}
      tableName={tableName}
      firstFilters={first.filters}
      {...(headMenu === undefined ? {} : { headMenu })}
    >
      <FilterMemory lost={first.lost} />
      {children}
    </RecordViewProvider>
  );
}

function FilterMemory({ lost }: { lost: readonly string[] }): null {
  const { table, tableName, filters } = useRecordView();
  useEffect(() => keepFilters(tableName, table, filters), [tableName, table, filters]);
  const names = lost.join(', ');
  useEffect(() => {
    if (names === '') return;
    showToast({
      level: 'warn',
      text: t('The filter of {{names}} is gone: the column is, or it has another unit.', { names }),
      remedy: t('Filter it again.'),
    });
  }, [names]);
  return null;
}
