import type { Handlers } from '../contract/contract.ts';
import type { RunOutcome } from '../contract/queries.ts';
import { differences, summaryLine } from '../domain/diff/diff-words.ts';
import type { Clock, Log } from '../platform/platform.ts';
import { DueTimer } from './due-timer.ts';
import type { EventHub } from './events.ts';
import type { KeptTables } from './kept-tables.ts';
import type { NewsDesk } from './news.ts';
import { QueryDiffs } from './query-diff.ts';
import { QueryHistory, type QueryHistoryParts } from './query-history.ts';
import { questionPlaces } from './query-questions.ts';
import { rememberQuestions } from './query-remember.ts';
import { QueryRuns, type QueryRunsParts } from './query-runs.ts';
import { createQueryHandlers, SavedQueries, type SavedQueriesParts } from './query-service.ts';

export interface QueryAreaParts {
  rows: SavedQueriesParts['rows'] & QueryRunsParts['rows'] & QueryHistoryParts['rows'];
  kept: KeptTables;
  clock: Clock;
  log: Log;
  events: EventHub;
  news: Pick<NewsDesk, 'ofQuery'>;
  /** All handlers; not asked for before the first call. */
  handlers(): Handlers;
}

type QueryHandlers = ReturnType<typeof createQueryHandlers>;

export interface QueryArea {
  handlers: QueryHandlers;
  /** The same handlers; questions that are answered come into the history. */
  remembering(handlers: Handlers): Handlers;
  /** From now on saved queries run when they are due. */
  startSchedules(): void;
  close(): Promise<void>;
}

/** Questions that were asked, those that were saved, and what has changed in their answers. */
export function createQueryArea(parts: QueryAreaParts): QueryArea {
  const { rows, kept, clock, log, events, handlers } = parts;
  const [nowMs, monotonicMs] = [() => clock.nowMs(), () => clock.monotonicMs()];
  const places = questionPlaces(handlers);
  const history = new QueryHistory({ rows, places, nowMs, onPast: () => events.stale(['queries.history']) });
  const runs = new QueryRuns({ rows, kept, diffs: new QueryDiffs(kept), handlers, nowMs, monotonicMs });
  const queries = new SavedQueries({
    ...{ rows, runs, places, nowMs },
    onDue: () => {
      events.stale(['queries.list', 'queries.runs']);
      timer.wake();
    },
    onOutcome: (outcome) => tell(outcome, parts),
  });
  const onProblem = (err: unknown): undefined => {
    log.warn({ err }, 'saved queries met a problem');
  };
  const timer = new DueTimer({
    nextDueMs: () => queries.nextDueMs(),
    runDue: (signal) => queries.runDue(signal),
    ...{ clock, onProblem },
  });
  return {
    handlers: createQueryHandlers(queries, runs, history),
    remembering: (all) => rememberQuestions(all, { history, nowMs, monotonicMs, onProblem }),
    startSchedules: () => {
      void queries.purge().catch(onProblem);
      timer.start();
    },
    close: () => timer.close(),
  };
}

/** Only what is news: changes, or that there is no answer. */
function tell({ queryId, name, run, problem }: RunOutcome, { events, news }: QueryAreaParts): void {
  if (problem !== null) {
    const { code, message, remedy } = problem;
    events.message('warn', message, { code, remedy });
    news.ofQuery(queryId, name, message);
    return;
  }
  const changes = run?.changes ?? null;
  if (changes === null || differences(changes) === 0) return;
  const summary = summaryLine(changes);
  events.message('info', `${name}: ${summary}.`, { remedy: 'Open the saved query to see them cell by cell.' });
  news.ofQuery(queryId, name, `${summary}.`);
}
