import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { MiningTable } from '../../../app/contract/mining.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { showToast } from '../../ui/messages.ts';
import { RecordGrid } from '../drms/record-grid.tsx';
import { StatisticsStrip } from '../drms/statistics-strip.tsx';
import { FilterBar } from '../drms/table/filter-bar.tsx';
import { RecordViewProvider, useRecordView } from '../drms/table/record-view.tsx';
import { TableExportMenu } from '../drms/table-export-menu.tsx';
import { CellOriginLine } from './cell-origin-line.tsx';
import { GatherNotes } from './gather-notes.tsx';
import { filtersOf, keepFilters } from './kept-filters.ts';
import { MinedContext } from './mined-context.ts';
import styles from './mining.module.css';
import { type StatisticsTab, StatisticsTabs } from './statistics-tabs.tsx';
import { UnitMenu } from './unit-menu.tsx';
import type { MakeTable } from './use-make-table.ts';

interface MiningAnswerProps {
  mined: MiningTable;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  making: MakeTable;
}

/** The rows, where each cell is from, and what the columns have to do with each other. */
export function MiningAnswer({ mined, isActive, making }: MiningAnswerProps): ReactNode {
  const { table, draft } = mined;
  const [tab, setTab] = useState<StatisticsTab>('plot');
  const headMenu = useCallback((column: number) => <UnitMenu column={column} />, []);
  const first = useMemo(() => filtersOf(mined.sqlName, table), [mined.sqlName, table]);
  const context = {
    table: mined,
    change: (changes: Partial<MiningTable['draft']>) => making.make({ ...draft, ...changes }),
    isChanging: making.isMaking,
    error: making.error,
  };
  if (table.count === 0)
    return (
      <EmptyState icon={IconTable} title="No rows.">
        There are no samples, so there is nothing to put into a table.
      </EmptyState>
    );
  return (
    <MinedContext.Provider value={context}>
      <RecordViewProvider key={table.tableId} table={table} firstFilters={first.filters} headMenu={headMenu}>
        <FilterMemory sqlName={mined.sqlName} lost={first.lost} />
        <GatherNotes gathered={mined} />
        {making.error !== null && <ErrorNote error={making.error} connectionId={draft.connectionId} />}
        <div className={styles.bar}>
          <FilterBar />
          <span className={styles.sql}>
            in SQL <code>{mined.sqlName}</code>
          </span>
          <TableExportMenu isActive={isActive} />
        </div>
        <Rows mined={mined} />
        <StatisticsTabs tab={tab} onTab={setTab} />
      </RecordViewProvider>
    </MinedContext.Provider>
  );
}

function Rows({ mined: { table, draft } }: { mined: MiningTable }): ReactNode {
  const [focused, setFocused] = useState<{ column: number; row: number | null }>({
    column: Math.max(
      0,
      table.columns.findIndex(({ kind, role }) => role === 'field' && kind !== 'text'),
    ),
    row: null,
  });
  return (
    <>
      <RecordGrid onFocus={(column, row) => setFocused({ column, row })} />
      <StatisticsStrip column={focused.column} />
      <CellOriginLine table={table} {...focused} connectionId={draft.connectionId} />
    </>
  );
}

/** Filters stay when the table is made again. */
function FilterMemory({ sqlName, lost }: { sqlName: string; lost: readonly string[] }): null {
  const { table, filters } = useRecordView();
  useEffect(() => keepFilters(sqlName, table, filters), [sqlName, table, filters]);
  const names = lost.join(', ');
  useEffect(() => {
    if (names === '') return;
    showToast({
      level: 'warn',
      text: `The filter of ${names} is gone: the column is, or it has another unit.`,
      remedy: 'Filter it again.',
    });
  }, [names]);
  return null;
}
