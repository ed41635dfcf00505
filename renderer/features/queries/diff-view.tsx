import { Button, NativeSelect, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { GridApi } from 'ag-grid-community';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { DiffColumnOut, QueryDiff, QueryRun, SavedQuery } from '../../../app/contract/queries.ts';
import { type RowChange, rowChanges } from '../../../app/domain/diff/diff-layout.ts';
import { summaryParts } from '../../../app/domain/diff/diff-words.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useNowMs } from '../../ui/now.ts';
import { SaveTableMenu } from '../../ui/save-table-menu.tsx';
import { say } from '../../ui/say.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { GridRow } from '../drms/table/grid-columns.tsx';
import { changeWords } from './diff-cell.tsx';
import { nextChange, shownColumns } from './diff-rows.ts';
import styles from './queries.module.css';
import { RunList } from './run-list.tsx';
import { runInWords } from './run-words.ts';

const DiffGrid = loadedLater(async () => (await import('./diff-grid.tsx')).DiffGrid, <LoadingRows count={8} />);

interface DiffViewProps {
  query: SavedQuery;
  /** At least two, newest first. */
  runs: readonly QueryRun[];
  isActive: boolean;
}

/** Two answers side by side: how many rows differ, and which cells. */
export function DiffView({ query, runs, isActive }: DiffViewProps): ReactNode {
  const chosen = useChosenRuns(query, runs);
  const diff = useQuery({
    ...queryFor('queries.diff', { id: query.id, before: chosen.before.id, after: chosen.after.id }),
    enabled: chosen.before.id !== chosen.after.id,
    retry: false,
  });
  useSeen(query, chosen.after.id === runs[0]?.id && diff.data !== undefined);
  return (
    <>
      <Toolbar label={t('Answers')}>
        <RunPicker label={t('Earlier answer')} runs={runs} value={chosen.before} onChange={chosen.setBefore} />
        <span aria-hidden>→</span>
        <RunPicker label={t('Later answer')} runs={runs} value={chosen.after} onChange={chosen.setAfter} />
        <span className={styles.gap} />
        <RunList runs={runs} />
      </Toolbar>
      {chosen.before.id === chosen.after.id && (
        <EmptyState icon={IconEqual} title={t('Both are the same answer.')}>
          {t('Choose two different ones.')}
        </EmptyState>
      )}
      {diff.error !== null && <ErrorNote error={diff.error} />}
      {diff.isFetching && diff.data === undefined && <LoadingRows count={8} />}
      {diff.data !== undefined && (
        <Changes key={diff.data.tableId} name={query.name} diff={diff.data} isActive={isActive} />
      )}
    </>
  );
}

interface ChosenRuns {
  before: QueryRun;
  after: QueryRun;
  setBefore(id: string): void;
  setAfter(id: string): void;
}

/** At first the newest answer against the one that was looked at last; a further one against that. */
function useChosenRuns({ seenRunId }: SavedQuery, runs: readonly QueryRun[]): ChosenRuns {
  const [beforeId, setBefore] = useState<string | null>(null);
  const [afterId, setAfter] = useState<string | null>(null);
  const [newest, second] = runs;
  const [usual, setUsual] = useState({ newestId: newest?.id ?? null, beforeId: seenRunId });
  if (usual.newestId !== (newest?.id ?? null)) setUsual({ newestId: newest?.id ?? null, beforeId: usual.newestId });
  const find = (id: string | null): QueryRun | undefined => runs.find((run) => run.id === id);
  const after = find(afterId) ?? newest;
  const looked = find(usual.beforeId);
  const before = find(beforeId) ?? (looked === undefined || looked.id === newest?.id ? second : looked);
  if (after === undefined || before === undefined) throw new Error('A comparison needs two answers.');
  return { before, after, setBefore, setAfter };
}

/** What is shown counts as seen. */
function useSeen({ id, unseen, seenRunId }: SavedQuery, isShown: boolean): void {
  const { mutate } = useCommand('queries.seen');
  const isNews = unseen > 0 || seenRunId === null;
  useEffect(() => {
    if (isShown && isNews) mutate({ id });
  }, [isShown, isNews, id, mutate]);
}

interface RunPickerProps {
  label: string;
  runs: readonly QueryRun[];
  value: QueryRun;
  onChange(id: string): void;
}

function RunPicker({ label, runs, value, onChange }: RunPickerProps): ReactNode {
  const nowMs = useNowMs();
  return (
    <NativeSelect
      aria-label={label}
      value={value.id}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={runs.map((run) => ({ value: run.id, label: runInWords(run, nowMs) }))}
    />
  );
}

function Changes({ name, diff, isActive }: { name: string; diff: QueryDiff; isActive: boolean }): ReactNode {
  const { counts, tableId, rows, notes } = diff;
  const [only, setOnly] = useState<RowChange | null>(null);
  const [onlyChanged, setOnlyChanged] = useState(true);
  const api = useRef<GridApi<GridRow>>(null);
  const table = useQuery({ ...queryFor('drms.table.describe', { tableId }), enabled: rows > 0 }).data;
  const columns = shownColumns(diff.columns, onlyChanged);
  const step = (by: 1 | -1): void => stepToChange(api, columns, by);
  useCommands(isActive && rows > 0, [offer('diff.next', () => step(1)), offer('diff.previous', () => step(-1))]);
  return (
    <>
      <p className={styles.summary} role="status">
        {summaryParts(counts).map(say).join(', ')}
      </p>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label={t('Notes on the comparison')}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {rows > 0 && (
        <Toolbar label={t('Changes')}>
          {rowChanges.map((change) => (
            <button
              key={change}
              type="button"
              className={styles.chip}
              aria-pressed={only === change}
              disabled={counts[change] === 0}
              onClick={() => setOnly(only === change ? null : change)}
            >
              {formatInteger(counts[change])} {changeWords[change]}
            </button>
          ))}
          <Switch
            size="xs"
            label={t('Changed columns only')}
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
          />
          <span className={styles.gap} />
          <Button variant="subtle" leftSection={<IconArrowUp size={14} />} onClick={() => step(-1)}>
            {t('Previous change')}
          </Button>
          <Button variant="subtle" leftSection={<IconArrowDown size={14} />} onClick={() => step(1)}>
            {t('Next change')}
          </Button>
          <SaveTableMenu
            isActive={isActive}
            fileName={`${name.replaceAll(/[^\w.-]+/g, '-')}-changes`}
            extent={t('{{rows}} changed rows, with what was before', { rows: formatInteger(rows) })}
            pathOf={(format) =>
              bytesPath('table-file', {
                tableId,
                format,
                filters: only === null ? [] : [{ kind: 'one-of', column: 0, texts: [only] }],
              })
            }
          />
        </Toolbar>
      )}
      {table !== undefined && <DiffGrid diff={diff} table={table} columns={columns} only={only} api={api} />}
    </>
  );
}

function stepToChange(api: RefObject<GridApi<GridRow> | null>, columns: readonly DiffColumnOut[], by: 1 | -1): void {
  const grid = api.current;
  if (grid === null) return;
  const focused = grid.getFocusedCell();
  const count = grid.getDisplayedRowCount();
  const from = { row: focused?.rowIndex ?? 0, column: focused?.column.getColId() ?? null };
  const rows = { count, at: (row: number) => grid.getDisplayedRowAtIndex(row)?.data };
  const next = nextChange(from, by, rows, columns);
  if (next === null) return;
  grid.ensureIndexVisible(next.row);
  grid.ensureColumnVisible(next.column);
  grid.setFocusedCell(next.row, next.column);
}
