import { Tabs } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { MiningTable } from '../../../app/contract/mining.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordGrid } from '../drms/record-grid.tsx';
import { RecordPlot } from '../drms/record-plot.tsx';
import { StatisticsStrip } from '../drms/statistics-strip.tsx';
import { FilterBar } from '../drms/table/filter-bar.tsx';
import { RecordViewProvider } from '../drms/table/record-view.tsx';
import { TableExportMenu } from '../drms/table-export-menu.tsx';
import { CellOriginLine } from './cell-origin-line.tsx';
import { CorrelationView } from './correlation-view.tsx';
import { GatherNotes } from './gather-notes.tsx';
import { GroupView } from './group-view.tsx';
import styles from './mining.module.css';
import { ScatterMatrix } from './scatter-matrix.tsx';

/** The rows, where each cell is from, and what the columns have to do with each other. */
export function MiningAnswer({ mined, isActive }: { mined: MiningTable; isActive: boolean }): ReactNode {
  const { table, draft } = mined;
  const [focused, setFocused] = useState<{ column: number; row: number | null }>({
    column: Math.max(
      0,
      table.columns.findIndex(({ kind, role }) => role === 'field' && kind !== 'text'),
    ),
    row: null,
  });
  if (table.count === 0)
    return (
      <EmptyState icon={IconTable} title="No rows.">
        There are no samples, so there is nothing to put into a table.
      </EmptyState>
    );
  return (
    <RecordViewProvider table={table}>
      <GatherNotes gathered={mined} />
      <div className={styles.bar}>
        <FilterBar />
        <span className={styles.sql}>
          in SQL <code>{mined.sqlName}</code>
        </span>
        <TableExportMenu isActive={isActive} />
      </div>
      <RecordGrid onFocus={(column, row) => setFocused({ column, row })} />
      <StatisticsStrip column={focused.column} />
      <CellOriginLine table={table} {...focused} connectionId={draft.connectionId} />
      <Tabs defaultValue="plot" keepMounted={false} className={styles.statistics ?? ''}>
        <Tabs.List aria-label="Statistics">
          <Tabs.Tab value="plot">Plot</Tabs.Tab>
          <Tabs.Tab value="correlation">Correlation</Tabs.Tab>
          <Tabs.Tab value="matrix">Scatter matrix</Tabs.Tab>
          <Tabs.Tab value="groups">Groups and pivot</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="plot" className={styles.tab ?? ''}>
          <RecordPlot mode="points" />
        </Tabs.Panel>
        <Tabs.Panel value="correlation" className={styles.tab ?? ''}>
          <CorrelationView />
        </Tabs.Panel>
        <Tabs.Panel value="matrix" className={styles.tab ?? ''}>
          <ScatterMatrix />
        </Tabs.Panel>
        <Tabs.Panel value="groups" className={styles.tab ?? ''}>
          <GroupView />
        </Tabs.Panel>
      </Tabs>
    </RecordViewProvider>
  );
}
