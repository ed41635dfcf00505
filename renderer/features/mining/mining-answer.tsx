import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { MiningTable } from '../../../app/contract/mining.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { useIsPlotAwaited } from '../drms/plot/plot-origin.ts';
import { RecordGrid } from '../drms/record-grid.tsx';
import { StatisticsStrip } from '../drms/statistics-strip.tsx';
import { FilterBar } from '../drms/table/filter-bar.tsx';
import { LastingRecordView } from '../drms/table/filter-memory.tsx';
import { useLookOf } from '../drms/table/use-look.ts';
import { TableExportMenu } from '../drms/table-export-menu.tsx';
import { CellOriginLine } from './cell-origin-line.tsx';
import { GatherNotes } from './gather-notes.tsx';
import { MinedContext } from './mined-context.ts';
import styles from './mining.module.css';
import { StatisticsTab, StatisticsTabs } from './statistics-tabs.tsx';
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
  const [tab, setTab] = useLookOf(mined.sqlName, 'tab', StatisticsTab, 'plot');
  const isPlotAwaited = useIsPlotAwaited(table.tableId);
  useEffect(() => {
    if (isPlotAwaited) setTab('plot');
  }, [isPlotAwaited, setTab]);
  const headMenu = useCallback((column: number) => <UnitMenu column={column} />, []);
  const context = {
    table: mined,
    change: (changes: Partial<MiningTable['draft']>) => making.make({ ...draft, ...changes }),
    isChanging: making.isMaking,
    error: making.error,
  };
  if (table.count === 0)
    return (
      <EmptyState icon={IconTable} title={t('No rows.')}>
        {t('There are no samples, so there is nothing to put into a table.')}
      </EmptyState>
    );
  return (
    <MinedContext.Provider value={context}>
      <LastingRecordView table={table} tableName={mined.sqlName} headMenu={headMenu}>
        <GatherNotes gathered={mined} />
        {making.error !== null && <ErrorNote error={making.error} connectionId={draft.connectionId} />}
        <div className={styles.bar}>
          <FilterBar />
          <span className={styles.sql}>
            {t('in SQL')} <code>{mined.sqlName}</code>
          </span>
          <TableExportMenu isActive={isActive} />
        </div>
        <Rows mined={mined} />
        <StatisticsTabs tab={tab} onTab={setTab} isActive={isActive} />
      </LastingRecordView>
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
