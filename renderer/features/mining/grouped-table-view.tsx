import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { GroupedTable } from '../../../app/contract/mining.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { RecordGrid } from '../drms/record-grid.tsx';
import { RecordPlot } from '../drms/record-plot.tsx';
import { StatisticsStrip } from '../drms/statistics-strip.tsx';
import { FilterBar } from '../drms/table/filter-bar.tsx';
import { RecordViewProvider } from '../drms/table/record-view.tsx';
import { TableExportMenu } from '../drms/table-export-menu.tsx';
import styles from './mining.module.css';

/** Groups of a mining table that were kept as a table; they can be made again from what the mining table is now. */
export function GroupedTableView({ tableId, isActive }: { tableId: string; isActive: boolean }): ReactNode {
  const found = useQuery({ ...queryFor('mining.group.describe', { tableId }), retry: false });
  const again = useCommand('mining.group.again');
  const grouped = again.data ?? found.data;
  if (grouped === undefined)
    return found.error === null ? <LoadingRows count={10} /> : <ErrorNote error={found.error} />;
  return (
    <>
      {again.error !== null && <ErrorNote error={again.error} />}
      <Groups
        key={grouped.table.tableId}
        grouped={grouped}
        isActive={isActive}
        isMaking={again.isPending}
        onAgain={() => again.mutate({ tableId: grouped.table.tableId })}
      />
    </>
  );
}

interface GroupsProps {
  grouped: GroupedTable;
  isActive: boolean;
  isMaking: boolean;
  onAgain(): void;
}

function Groups({ grouped: { table, sqlName, madeFrom, words }, isActive, isMaking, onAgain }: GroupsProps): ReactNode {
  const [column, setColumn] = useState(1);
  return (
    <RecordViewProvider table={table} tableName={sqlName}>
      <div className={styles.madeFrom}>
        <span>
          {t('{{words}}, from ', { words })}
          <code>{madeFrom}</code>
        </span>
        <Button size="compact-xs" leftSection={<IconRefresh size={13} />} loading={isMaking} onClick={onAgain}>
          {t('Make again')}
        </Button>
      </div>
      <div className={styles.bar}>
        <FilterBar />
        <span className={styles.sql}>
          {t('in SQL')} <code>{sqlName}</code>
        </span>
        <TableExportMenu isActive={isActive} />
      </div>
      <RecordGrid onFocus={setColumn} />
      <StatisticsStrip column={column} />
      <RecordPlot mode="points" isActive={isActive} />
    </RecordViewProvider>
  );
}
