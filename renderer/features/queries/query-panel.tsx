import { Button } from '@mantine/core';
import { IconBookmark, IconExternalLink, IconRefresh, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { QueryRun, SavedQuery } from '../../../app/contract/queries.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { useNowMs } from '../../ui/now.ts';
import { DiffView } from './diff-view.tsx';
import styles from './queries.module.css';
import { openQuestion, targetOf } from './question-target.ts';
import { runInWords } from './run-words.ts';
import { SaveQueryDialog } from './save-query-dialog.ts';
import { scheduleInWords } from './schedule-words.ts';

/** A saved query: its answers, and what has changed between two of them. */
export function QueryPanel({ params, panelId, isActive }: PanelProps<'query'>): ReactNode {
  const list = useQuery(queryFor('queries.list', {}));
  const query = list.data?.find(({ id }) => id === params.queryId);
  usePanelTitle(panelId, { title: query?.name ?? t('Saved query'), icon: 'query', isName: query !== undefined });
  if (list.error !== null) return <ErrorNote error={list.error} />;
  if (list.data === undefined) return <LoadingRows count={8} />;
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      {query === undefined ? (
        <EmptyState
          icon={IconBookmark}
          title={t('This saved query is not there any more.')}
          actions={[{ label: t('Show history'), onClick: () => openPanel('history', {}) }]}
        >
          {t('It was removed. What it asked stands in the history.')}
        </EmptyState>
      ) : (
        <KnownQuery query={query} isActive={isActive} />
      )}
    </div>
  );
}

function KnownQuery({ query, isActive }: { query: SavedQuery; isActive: boolean }): ReactNode {
  const { id, question, problem } = query;
  const runs = useQuery(queryFor('queries.runs', { id })).data;
  const run = useCommand('queries.run');
  const [isChanging, setChanging] = useState(false);
  const canOpen = targetOf(question) !== undefined;
  // What fails is written down with the query, and shown from there.
  const runNow = (): void => run.mutate({ id });
  useCommands(isActive, [
    offer('query.run', runNow),
    ...(canOpen ? [offer('query.open', () => openQuestion(question))] : []),
    offer('query.change', () => setChanging(true)),
  ]);
  return (
    <>
      <QueryHead query={query}>
        <Button leftSection={<IconRefresh size={14} />} variant="filled" loading={run.isPending} onClick={runNow}>
          {t('Run')}
        </Button>
        {canOpen && (
          <Button leftSection={<IconExternalLink size={14} />} variant="subtle" onClick={() => openQuestion(question)}>
            {t('Open')}
          </Button>
        )}
        <Button leftSection={<IconSettings size={14} />} variant="subtle" onClick={() => setChanging(true)}>
          {t('Name and schedule…')}
        </Button>
      </QueryHead>
      {problem !== null && (
        <Note tone="warn" title={problem.message}>
          {problem.remedy}
        </Note>
      )}
      {run.error !== null && problem === null && <ErrorNote error={run.error} />}
      {runs !== undefined && <Answers query={query} runs={runs} isActive={isActive} onRun={runNow} />}
      {isChanging && <SaveQueryDialog question={question} saved={query} onDone={() => setChanging(false)} />}
    </>
  );
}

function QueryHead({ query, children }: { query: SavedQuery; children: ReactNode }): ReactNode {
  const { name, title, place, schedule, dueUtc } = query;
  const nowMs = useNowMs();
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h2 className={styles.title}>{name}</h2>
        <span className={styles.gap} />
        {children}
      </div>
      <p className={styles.what}>{title}</p>
      <p className={styles.facts}>
        <span>{place}</span>
        <span>
          {scheduleInWords(schedule)}
          {dueUtc !== null && t(', next {{dueUtc}}', { dueUtc: formatStamp(dueUtc, nowMs) })}
        </span>
      </p>
    </header>
  );
}

interface AnswersProps {
  query: SavedQuery;
  runs: readonly QueryRun[];
  isActive: boolean;
  onRun(): void;
}

function Answers({ query, runs, isActive, onRun }: AnswersProps): ReactNode {
  const nowMs = useNowMs();
  const [newest, second] = runs;
  if (newest === undefined)
    return (
      <EmptyState
        icon={IconBookmark}
        title={t('No answer is kept yet.')}
        actions={[{ label: t('Run query'), onClick: onRun }]}
      >
        {t('The first answer is what later ones are compared with.')}
      </EmptyState>
    );
  if (second === undefined)
    return (
      <EmptyState
        icon={IconBookmark}
        title={t('One answer is kept: as of {{newest}}.', { newest: runInWords(newest, nowMs) })}
        actions={[
          { label: t('Show answer'), onClick: () => openPanel('table', { tableId: newest.tableId }) },
          { label: t('Run query'), onClick: onRun },
        ]}
      >
        {t('Run the query again to see what came, went and changed.')}
      </EmptyState>
    );
  return <DiffView query={query} runs={runs} isActive={isActive} />;
}
