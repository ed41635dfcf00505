import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconPlayerPlay, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { RecordTable } from '../../../app/contract/drms.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import styles from './drms.module.css';
import { ExportDialog } from './export-dialog.tsx';
import { costInWords } from './record-cost.ts';
import { RecordSetEditor } from './record-set-editor.tsx';
import { StatisticsStrip } from './statistics-strip.tsx';
import { useRecordQuery } from './use-record-query.ts';
import { useRecordSetLanguage } from './use-record-set-language.ts';
import { useServerName } from './use-server-name.ts';

const RecordGrid = lazy(async () => ({ default: (await import('./record-grid.tsx')).RecordGrid }));
const RecordPlot = lazy(async () => ({ default: (await import('./record-plot.tsx')).RecordPlot }));

const countSettleMs = 500;

/** A record set as text, what it will cost, and its answer as a table and a plot. */
export function RecordsPanel({ params, panelId, isActive }: PanelProps<'records'>): ReactNode {
  const { serverId } = params;
  const [text, setText] = useState(params.recordSet);
  const problemsId = useId();
  const { problems, completion, info } = useRecordSetLanguage(serverId, text);
  const [keys, setKeys] = useState<string[] | null>(null);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const valid = text.trim() !== '' && errors.length === 0;
  const wanted = keys ?? defaultKeys(info);
  const query = useRecordQuery(serverId);
  const [exporting, setExporting] = useState(false);
  const run = (): void => {
    if (valid) query.run({ recordSet: text.trim(), keys: wanted, segments: [] });
  };
  usePanelTitle(panelId, { title: text.trim() === '' ? 'Record set' : text.trim(), icon: 'records' });
  useCommands(isActive, [
    { id: 'drms.run', title: 'Run the query', shortcut: 'Mod+Enter', group: 'Data', run },
    ...(valid && info !== undefined
      ? [
          {
            id: 'drms.export',
            title: 'Export records…',
            shortcut: 'Mod+E',
            group: 'Data' as const,
            run: () => setExporting(true),
          },
        ]
      : []),
    ...(query.isRunning
      ? [{ id: 'panel.cancel', title: 'Cancel the query', shortcut: 'Mod+.', run: query.cancel }]
      : []),
  ]);
  useFirstRun(info !== undefined && valid, run);
  return (
    <div className={styles.panel}>
      <div className={styles.query}>
        <div className={styles.line}>
          <RecordSetEditor
            text={text}
            onText={setText}
            onRun={run}
            completion={completion}
            isInvalid={errors.length > 0}
            problemsId={problemsId}
          />
          {info !== undefined && (
            <Button
              h={30}
              leftSection={<IconDownload size={14} />}
              disabled={!valid}
              onClick={() => setExporting(true)}
            >
              Export…
            </Button>
          )}
          <ColumnChooser info={info} keys={wanted} onKeys={setKeys} />
          {query.isRunning ? (
            <Button h={30} onClick={query.cancel}>
              Cancel
            </Button>
          ) : (
            <Button h={30} variant="filled" leftSection={<IconPlayerPlay size={14} />} disabled={!valid} onClick={run}>
              Run
            </Button>
          )}
        </div>
        <div id={problemsId} aria-live="polite">
          {problems.slice(0, 3).map(({ severity, message, remedy, from }) => (
            <p key={`${from} ${message}`} className={styles.problem} data-severity={severity}>
              {message} {remedy}
            </p>
          ))}
        </div>
        {exporting && info !== undefined && (
          <ExportDialog
            serverId={serverId}
            recordSet={text.trim()}
            info={info}
            opened
            onClose={() => setExporting(false)}
          />
        )}
        {valid && <Cost serverId={serverId} recordSet={text.trim()} columns={wanted.length} />}
      </div>
      {query.error !== null && <ErrorNote error={query.error} action={{ label: 'Run again', onClick: run }} />}
      {query.isRunning && query.table === null && <LoadingRows count={10} />}
      {query.table !== null && <Answer table={query.table} />}
      {query.table === null && !query.isRunning && query.error === null && (
        <EmptyState icon={IconTable} title="Nothing asked yet.">
          Write a record set and press Enter; Ctrl Space shows what fits at the cursor.
        </EmptyState>
      )}
    </div>
  );
}

/** A panel that was opened with a record set shows its answer at once. */
function useFirstRun(isReady: boolean, run: () => void): void {
  const done = useRef(false);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!isReady || done.current) return;
    done.current = true;
    latest.current();
  }, [isReady]);
}

function Cost({ serverId, recordSet, columns }: { serverId: string; recordSet: string; columns: number }): ReactNode {
  const [settled] = useDebouncedValue(recordSet, countSettleMs);
  const count = useQuery({ ...queryFor('drms.count', { serverId, recordSet: settled }), retry: false });
  const isOld = settled !== recordSet;
  return (
    <div className={styles.cost}>
      {count.data !== undefined && !isOld ? (
        <span>{costInWords(count.data.count, columns)}</span>
      ) : count.error !== null && !isOld ? (
        <span>{count.error.message}</span>
      ) : (
        <span>Counting…</span>
      )}
    </div>
  );
}

function Answer({ table }: { table: RecordTable }): ReactNode {
  const [focused, setFocused] = useState(() =>
    Math.max(
      0,
      table.columns.findIndex(({ kind }) => kind === 'real'),
    ),
  );
  const serverName = useServerName(table.serverId);
  const stamp = { asOfUtc: table.asOfUtc, source: 'server' as const, staleReason: null };
  if (table.count === 0)
    return (
      <EmptyState icon={IconTable} title="No records.">
        The record set is understood, but nothing on the server fits it. Widen the range of its keys.
      </EmptyState>
    );
  return (
    <>
      {table.repaired && (
        <Note tone="warn" title="The answer was damaged.">
          It was no valid JSON and was mended; compare what matters with the server.
        </Note>
      )}
      <div className={styles.answer}>
        <strong>{`${table.count.toLocaleString('en')} ${table.count === 1 ? 'record' : 'records'}`}</strong>
        <span className={styles.code}>{table.recordSet}</span>
        <span>{formatBytes(table.bytes)}</span>
        <div className={styles.answerEnd}>
          <AsOf stamp={stamp} serverName={serverName} />
        </div>
      </div>
      <Suspense fallback={<LoadingRows count={10} />}>
        <RecordGrid key={table.tableId} table={table} onFocus={setFocused} />
        <StatisticsStrip table={table} column={focused} />
        <RecordPlot key={`plot ${table.tableId}`} table={table} />
      </Suspense>
    </>
  );
}

/** Prime keys, the quality, and the first numbers: enough to see what a series is about. */
function defaultKeys(info: ReturnType<typeof useRecordSetLanguage>['info']): string[] {
  if (info === undefined) return [];
  const rest = info.keywords.filter(({ name, recscope }) => !info.primekeys.includes(name) && recscope !== 'constant');
  const quality = rest.filter(({ name }) => name === 'QUALITY').map(({ name }) => name);
  const numbers = rest.filter(({ isReal }) => isReal).map(({ name }) => name);
  return [...info.primekeys, ...quality, ...numbers.slice(0, 6)];
}
