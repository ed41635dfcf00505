import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../../app/contract/app-error.ts';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { seriesNameOf } from '../../../../app/domain/drms/series-name.ts';
import { queryFor } from '../../../api/query-options.ts';
import type { PanelProps } from '../../../routes/panel-registry.ts';
import { usePanelTitle } from '../../../routes/panel-title.ts';
import { openPanel } from '../../../routes/panels.ts';
import { offer, useCommands } from '../../../ui/commands.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { t } from '../../../ui/language.ts';
import { loadedLater } from '../../../ui/loaded-later.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import styles from '../drms.module.css';
import { ExportDialog } from '../export-dialog.tsx';
import { RecordAnswer } from '../record-answer.tsx';
import { RemoveTableDialog } from './remove-table-dialog.tsx';

const MiningTableView = loadedLater(
  async () => (await import('../../mining/mining-table-view.tsx')).MiningTableView,
  <LoadingRows count={10} />,
);

const GroupedTableView = loadedLater(
  async () => (await import('../../mining/grouped-table-view.tsx')).GroupedTableView,
  <LoadingRows count={10} />,
);

/** An answer as it was kept, without asking the server. */
export function KeptTablePanel({ params, panelId, isActive }: PanelProps<'table'>): ReactNode {
  const kept = useQuery({
    ...queryFor('drms.table.describe', { tableId: params.tableId }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const table = kept.data;
  // Answers of saved queries may be lists of other systems.
  const isOfRecords = table?.columns.some(({ role }) => role === 'keyword' || role === 'record') === true;
  const isMined = table?.columns.some(({ role }) => role === 'sample') === true;
  const isGrouped = table?.columns.some(({ role }) => role === 'group') === true;
  const [exporting, setExporting] = useState<string[] | null>(null);
  const info = useQuery({
    ...queryFor('drms.series.info', {
      serverId: table?.serverId ?? '',
      series: seriesNameOf(table?.recordSet ?? '') ?? '',
    }),
    enabled: table !== undefined && exporting !== null,
    retry: false,
  });
  usePanelTitle(panelId, {
    title: table?.recordSet ?? t('Kept table'),
    icon: 'records',
    isName: table !== undefined,
  });
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      {kept.error !== null && <ErrorNote error={toAppError(kept.error)} />}
      {kept.isPending && <LoadingRows count={10} />}
      {exporting !== null && info.error !== null && <ErrorNote error={toAppError(info.error)} />}
      {table !== undefined && exporting !== null && info.data !== undefined && (
        <ExportDialog
          serverId={table.serverId}
          recordSets={exporting}
          info={info.data.value}
          opened
          onClose={() => setExporting(null)}
        />
      )}
      <Removal tableId={params.tableId} isActive={isActive} />
      {table !== undefined && isMined && <MiningTableView tableId={table.tableId} isActive={isActive} />}
      {table !== undefined && isGrouped && <GroupedTableView tableId={table.tableId} isActive={isActive} />}
      {table !== undefined && !isMined && !isGrouped && (
        <RecordAnswer
          table={table}
          isActive={isActive}
          onExport={setExporting}
          {...(isOfRecords && { actions: <AskAgain table={table} /> })}
        />
      )}
    </div>
  );
}

/** The command that removes the table; answers of saved queries are none of the list and go with their query. */
function Removal({ tableId, isActive }: { tableId: string; isActive: boolean }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const tables = useQuery(queryFor('columns.tables.list', {}));
  const kept = tables.data?.find((one) => one.tableId === tableId);
  useCommands(isActive, kept === undefined ? [] : [offer('table.remove', () => setAsking(true), { name: kept.name })]);
  return isAsking && kept !== undefined && <RemoveTableDialog table={kept} onClose={() => setAsking(false)} />;
}

function AskAgain({ table: { serverId, recordSet } }: { table: RecordTable }): ReactNode {
  return (
    <Button
      size="compact-xs"
      leftSection={<IconRefresh size={13} />}
      onClick={() => openPanel('records', { serverId, recordSet })}
    >
      {t('Ask again')}
    </Button>
  );
}
