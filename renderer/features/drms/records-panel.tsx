import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { namedSegments } from '../../../app/domain/drms/series-name.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { noteShown, shownAddress } from '../../routes/shown-targets.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import styles from './drms.module.css';
import { ExportDialog } from './export-dialog.tsx';
import { savedKeys } from './queries/saved-keys.ts';
import { RecordAnswer } from './record-answer.tsx';
import { RecordQueryBar } from './record-query-bar.tsx';
import { useRecordQuery } from './use-record-query.ts';
import { useRecordSetLanguage } from './use-record-set-language.ts';

/** A record set as text, what it will cost, and its answer as a table and a plot. */
export function RecordsPanel({ params, panelId, isActive }: PanelProps<'records'>): ReactNode {
  const { serverId } = params;
  const [text, setText] = useState(() => shownRecordSet(panelId) ?? params.recordSet);
  const language = useRecordSetLanguage(serverId, text);
  const { problems, info } = language;
  const [keys, setKeys] = useState<string[] | null>(() => savedKeys(serverId, text));
  const recordSet = text.trim();
  const isValid = recordSet !== '' && problems.every(({ severity }) => severity !== 'error');
  const wanted = keys ?? defaultKeys(info);
  const query = useRecordQuery(serverId);
  const [exporting, setExporting] = useState<string[] | null>(null);
  const run = (): void => {
    if (!isValid) return;
    query.run({ recordSet, keys: wanted, segments: namedSegments(recordSet) });
    noteShown(panelId, { kind: 'records', params: { serverId, recordSet } });
  };
  const exportAll = (): void => setExporting([recordSet]);
  usePanelTitle(panelId, { title: recordSet === '' ? t('Record set') : recordSet, icon: 'records' });
  useCommands(isActive, [
    offer('drms.run', run),
    ...(isValid && info !== undefined ? [offer('drms.export', exportAll)] : []),
    ...(query.isRunning ? [offer('drms.cancel', query.cancel)] : []),
  ]);
  useFirstRun(info !== undefined && isValid, run);
  return (
    <div className={styles.panel}>
      <RecordQueryBar
        serverId={serverId}
        text={text}
        onText={setText}
        language={language}
        isValid={isValid}
        keys={wanted}
        onKeys={setKeys}
        isActive={isActive}
        isRunning={query.isRunning}
        onRun={run}
        onCancel={query.cancel}
        onExport={exportAll}
      />
      {exporting !== null && info !== undefined && (
        <ExportDialog
          serverId={serverId}
          recordSets={exporting}
          info={info}
          opened
          onClose={() => setExporting(null)}
        />
      )}
      {query.error !== null && <ErrorNote error={query.error} action={{ label: t('Run again'), onClick: run }} />}
      {query.isRunning && query.table === null && <LoadingRows count={10} />}
      {query.table !== null && (
        <RecordAnswer
          table={query.table}
          isActive={isActive}
          onExport={setExporting}
          exportCommand="figure.export.plot"
        />
      )}
      {query.table === null && !query.isRunning && query.error === null && (
        <EmptyState icon={IconTable} title={t('Nothing asked yet.')}>
          {t('Write a record set and press Enter; Ctrl Space shows what fits at the cursor.')}
        </EmptyState>
      )}
    </div>
  );
}

/** What was asked last in the panel, before the window was opened again. */
function shownRecordSet(panelId: string): string | null {
  const target = parsePanelAddress(shownAddress(panelId));
  return target?.kind === 'records' ? target.params.recordSet : null;
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

/** Prime keys, the quality, and the first numbers: enough to see what a series is about. */
function defaultKeys(info: ReturnType<typeof useRecordSetLanguage>['info']): string[] {
  if (info === undefined) return [];
  const rest = info.keywords.filter(({ name, recscope }) => !info.primekeys.includes(name) && recscope !== 'constant');
  const quality = rest.filter(({ name }) => name === 'QUALITY').map(({ name }) => name);
  const numbers = rest.filter(({ isReal }) => isReal).map(({ name }) => name);
  return [...info.primekeys, ...quality, ...numbers.slice(0, 6)];
}
