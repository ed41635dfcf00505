import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { RecordTable } from '../../../app/contract/drms.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { CopyQueryAsCode } from './copy-as-code.tsx';
import styles from './drms.module.css';
import { StatisticsStrip } from './statistics-strip.tsx';
import { FilterBar } from './table/filter-bar.tsx';
import { LastingRecordView } from './table/filter-memory.tsx';
import { TableExportMenu } from './table-export-menu.tsx';
import { useServerName } from './use-server-name.ts';

const RecordGrid = loadedLater(async () => (await import('./record-grid.tsx')).RecordGrid, <LoadingRows count={10} />);
const RecordPlot = loadedLater(async () => (await import('./record-plot.tsx')).RecordPlot);

interface RecordAnswerProps {
  table: RecordTable;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  onExport(recordSets: string[]): void;
  /** Where the panel exports records by the usual key: a command for the plot without one. */
  exportCommand?: 'figure.export' | 'figure.export.plot';
  /** Beside the time of the answer. */
  actions?: ReactNode;
}

/** The answer to a query: what it is, its rows, its statistics and a plot. */
export function RecordAnswer({
  table,
  isActive,
  onExport,
  exportCommand = 'figure.export',
  actions,
}: RecordAnswerProps): ReactNode {
  const [focused, setFocused] = useState(() =>
    Math.max(
      0,
      table.columns.findIndex(({ kind }) => kind === 'real'),
    ),
  );
  // Answers to SQL and of saved queries may be lists of other things.
  const isOfRecords = table.columns.some(({ role }) => role === 'keyword' || role === 'record');
  const serverName = useServerName(table.serverId);
  const stamp = { asOfUtc: table.asOfUtc, source: 'server' as const, staleReason: null };
  if (table.count === 0)
    return (
      <EmptyState icon={IconTable} title={t('No records.')}>
        {t('The record set is understood, but nothing on the server fits it. Widen the range of its keys.')}
      </EmptyState>
    );
  return (
    <LastingRecordView table={table} tableName={`${table.serverId} ${table.recordSet}`}>
      {table.repaired && (
        <Note tone="warn" title={t('The answer was damaged.')}>
          {t('It was no valid JSON and was mended; compare what matters with the server.')}
        </Note>
      )}
      <div className={styles.answer}>
        <span className={styles.code}>{table.recordSet}</span>
        {table.bytes > 0 && <span>{formatBytes(table.bytes)}</span>}
        <div className={styles.answerEnd}>
          {actions}
          {isOfRecords && <CopyQueryAsCode table={table} isActive={isActive} />}
          <TableExportMenu isActive={isActive} />
          <AsOf stamp={stamp} serverName={serverName} />
        </div>
      </div>
      <FilterBar onExport={onExport} />
      <RecordGrid onFocus={setFocused} />
      <StatisticsStrip column={focused} />
      <RecordPlot isActive={isActive} exportCommand={exportCommand} />
    </LastingRecordView>
  );
}
