import { Button } from '@mantine/core';
import { IconDatabaseSearch, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { SqlTable } from '../../../app/contract/columns.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { noteShown } from '../../routes/shown-targets.ts';
import { sqlTitle } from '../../routes/sql-title.ts';
import { CodeEditor, type CodeEditorHandle } from '../../ui/code-editor/code-editor.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SaveTableMenu } from '../../ui/save-table-menu.tsx';
import { SaveQuestion } from '../queries/save-question.tsx';
import { PlotAnswer } from './plot-answer.tsx';
import styles from './sql.module.css';
import { useSqlText } from './sql-draft.ts';
import { SqlHistory } from './sql-history.tsx';
import { sqlLanguage } from './sql-language.ts';
import { sqlProblems } from './sql-problems.ts';
import { SqlTables } from './sql-tables.tsx';
import { TimeJoin } from './time-join-form.tsx';
import { rowLimit, type SqlState, useSql } from './use-sql.ts';

const SqlGrid = loadedLater(async () => (await import('./sql-grid.tsx')).SqlGrid, <LoadingRows count={8} />);

/** SQL over all kept tables: what there is, the statement, and its answer. */
export function SqlPanel({ params, panelId, isActive }: PanelProps<'sql'>): ReactNode {
  const { text, setText } = useSqlText(params.statement);
  const tables = useQuery(queryFor('columns.tables.list', {}));
  const sql = useSql();
  const editor = useRef<CodeEditorHandle>(null);
  const known = useRef(tables.data ?? []);
  known.current = tables.data ?? [];
  const language = useMemo(() => sqlLanguage(() => known.current), []);
  const problemsId = useId();
  const problems = useMemo(() => sqlProblems(sql.error, text), [sql.error, text]);
  const canRun = text.trim() !== '';
  const run = (): void => {
    if (canRun) sql.run(text);
  };
  usePanelTitle(panelId, { title: sqlTitle(params), icon: 'sql' });
  useOpened(params.statement, sql);
  useShown(panelId, sql);
  useCommands(isActive, [
    ...(canRun ? [offer('sql.run', run)] : []),
    ...(sql.isRunning ? [offer('sql.cancel', sql.cancel)] : []),
  ]);
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      <aside className={styles.side} aria-label={t('Tables')}>
        <h2 className={styles.title}>{t('Kept tables')}</h2>
        {tables.data?.length === 0 && (
          <p className={styles.quiet}>{t('None yet. Every answer to a record set stays here.')}</p>
        )}
        <SqlTables tables={tables.data ?? []} onInsert={(name) => editor.current?.insert(name)} />
      </aside>
      <div className={styles.main}>
        <div className={styles.editor}>
          <CodeEditor
            ref={editor}
            text={text}
            onText={setText}
            onRun={run}
            lines="many"
            label={t('SQL statement')}
            placeholder={exampleOf(tables.data ?? [])}
            isInvalid={sql.error !== null}
            describedBy={problemsId}
            problems={problems}
            language={language}
          />
        </div>
        <div className={styles.tools}>
          {sql.isRunning ? (
            <Button size="compact-sm" onClick={sql.cancel}>
              {t('Cancel')}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="filled"
              leftSection={<IconPlayerPlay size={13} />}
              disabled={!canRun}
              onClick={run}
            >
              {t('Run')}
            </Button>
          )}
          <Extent sql={sql} />
          <span className={styles.end}>
            <TimeJoin tables={tables.data ?? []} isActive={isActive} onStatement={setText} />
            <SqlHistory onChoose={setText} />
            {sql.answer !== null && (
              <SaveQuestion question={{ kind: 'sql', statement: sql.answer.statement }} isActive={isActive} />
            )}
            {sql.answer !== null && <PlotAnswer statement={sql.answer.statement} isActive={isActive} />}
            {sql.answer !== null && <SaveAnswer answer={sql.answer} isActive={isActive} />}
          </span>
        </div>
        <div id={problemsId} role="alert" className={styles.problem}>
          {sql.error !== null && <p>{sql.error.error.message}</p>}
          {sql.error?.error.remedy !== undefined && <p>{sql.error.error.remedy}</p>}
        </div>
        {sql.isRunning && sql.answer === null && <LoadingRows count={8} />}
        {sql.answer === null && !sql.isRunning && (
          <EmptyState icon={IconDatabaseSearch} title={t('Ask all tables at once.')}>
            {t('Write one SELECT and press Ctrl Enter; Ctrl Space shows tables, columns and functions. It reads only.')}
          </EmptyState>
        )}
        {sql.answer !== null && <SqlGrid table={sql.answer.table} />}
      </div>
    </div>
  );
}

/** A statement that the panel was opened with is answered at once. */
function useOpened(statement: string | undefined, { run }: SqlState): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (statement !== undefined) latest.current(statement);
  }, [statement]);
}

/** What can be linked to, and put into collections, is the answer. */
function useShown(panelId: string, { answer }: SqlState): void {
  const statement = answer?.statement;
  useEffect(() => {
    if (statement !== undefined) noteShown(panelId, { kind: 'sql', params: { statement } });
  }, [panelId, statement]);
}

function Extent({ sql: { answer, isRunning } }: { sql: SqlState }): ReactNode {
  if (isRunning) return <span role="status">{t('Running…')}</span>;
  if (answer === null) return null;
  const { table, tookMs } = answer;
  return (
    <span role="status">
      {table.isCut
        ? t('The first {{rowLimit}} rows; a saved file has all', { rowLimit: formatCount(rowLimit) })
        : rowsOf(table)}
      {`, ${(tookMs / 1000).toFixed(2)} s`}
    </span>
  );
}

function SaveAnswer({ answer, isActive }: { answer: NonNullable<SqlState['answer']>; isActive: boolean }): ReactNode {
  const { statement, table } = answer;
  return (
    <SaveTableMenu
      isActive={isActive}
      fileName="answer"
      extent={t('{{table}}, {{columnCount}} columns', {
        table: table.isCut ? t('All rows') : rowsOf(table),
        columnCount: table.columns.length,
      })}
      pathOf={(format) => bytesPath('sql-file', { statement, format })}
    />
  );
}

function rowsOf({ rows }: SqlTable): string {
  return t('{{rows}} rows', { count: rows, rows: formatCount(rows) });
}

function exampleOf([table]: readonly { name: string }[]): string {
  return `SELECT * FROM ${table?.name ?? 'hmi_v_45s'} LIMIT 100`;
}
