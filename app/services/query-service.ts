import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { type QueryDiff, type QueryRun, QuerySchedule, type RunOutcome, SavedQuery } from '../contract/queries.ts';
import { Question } from '../contract/questions.ts';
import type { QueryRunRow, SavedQueryRow } from '../store/rows.ts';
import { dueAfter } from './query-due.ts';
import { asJson, type QueryHistory } from './query-history.ts';
import { type PlaceNames, placeIdOf, placeNameOf, type QuestionPlaces, systemOf, titleOf } from './query-questions.ts';
import { changesOf, type QueryRuns, runFailure } from './query-runs.ts';

export interface SavedQueriesParts {
  rows: {
    listSavedQueries(): Promise<SavedQueryRow[]>;
    putSavedQuery(row: SavedQueryRow): Promise<void>;
    setSavedQueryRemoved(id: string, removedMs: number | null): Promise<boolean>;
    removedQueries(): Promise<string[]>;
    dropSavedQuery(id: string): Promise<void>;
  };
  runs: QueryRuns;
  places: QuestionPlaces;
  nowMs(): number;
  /** A query was saved, brought back or run: another may be the next one due. */
  onDue(): void;
  /** A query that ran by itself found changes, or failed for the first time. */
  onOutcome(outcome: RunOutcome): void;
}

/** Saved queries: their names, schedules and answers. */
export class SavedQueries {
  private readonly parts: SavedQueriesParts;
  /** A query is asked once at a time; who comes meanwhile waits, then asks again. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(parts: SavedQueriesParts) {
    this.parts = parts;
  }

  async list(): Promise<SavedQuery[]> {
    const [rows, runs] = [await this.parts.rows.listSavedQueries(), await this.parts.runs.all()];
    const names = await this.parts.places.names();
    return rows.flatMap((row) => savedQueryOf(row, names, runs) ?? []);
  }

  async get(id: string): Promise<SavedQueryRow> {
    const row = (await this.parts.rows.listSavedQueries()).find((one) => one.id === id);
    if (row === undefined) throw noSuchQuery();
    return row;
  }

  async save({ id = randomUUID(), name, question, keyColumns, schedule }: SaveInput): Promise<SavedQuery> {
    const { rows, places, nowMs } = this.parts;
    const before = (await rows.listSavedQueries()).find((one) => one.id === id);
    const savedMs = nowMs();
    const [last] = await this.parts.runs.of(id);
    const row: SavedQueryRow = {
      ...{ id, name, question: asJson(question), kind: question.kind, placeId: placeIdOf(question) },
      ...{ title: await titleOf(question, places), keyColumns, schedule, savedMs },
      dueMs: schedule === null ? null : dueAfter(schedule, last?.askedMs ?? savedMs, last !== undefined),
      ...{ seenRun: before?.seenRun ?? null, unseen: before?.unseen ?? 0, problem: before?.problem ?? null },
    };
    await rows.putSavedQuery(row).catch((error: unknown) => {
      throw isAppError(error, 'conflict') ? nameTaken(name, error) : error;
    });
    this.parts.onDue();
    const saved = (await this.list()).find((one) => one.id === id);
    if (saved === undefined) throw noSuchQuery();
    return saved;
  }

  async setRemoved(id: string, isRemoved: boolean): Promise<void> {
    const { rows, nowMs } = this.parts;
    const isChanged = await rows.setSavedQueryRemoved(id, isRemoved ? nowMs() : null).catch((error: unknown) => {
      throw isAppError(error, 'conflict') ? nameTaken('that', error) : error;
    });
    if (!isChanged) throw noSuchQuery();
    this.parts.onDue();
  }

  /** Asks again. What fails is written down with the query, and nothing of it is lost. */
  async run(id: string, signal: AbortSignal): Promise<QueryRun> {
    await this.running.get(id)?.catch(() => undefined);
    const running = this.runNow(await this.get(id), signal);
    this.running.set(id, running);
    try {
      return await running;
    } finally {
      if (this.running.get(id) === running) this.running.delete(id);
    }
  }

  /** Runs what is due, one after the other. */
  async runDue(signal: AbortSignal): Promise<RunOutcome[]> {
    const due = (await this.parts.rows.listSavedQueries()).filter(
      ({ dueMs }) => dueMs !== null && dueMs <= this.parts.nowMs(),
    );
    const outcomes: RunOutcome[] = [];
    for (const { id, name, problem } of due) {
      signal.throwIfAborted();
      const outcome = await this.outcomeOf(id, name, signal);
      outcomes.push(outcome);
      // One that goes on failing is told once.
      if (outcome.problem === null || problem === null) this.parts.onOutcome(outcome);
    }
    return outcomes;
  }

  /** When the next one is due; null if none runs by itself. */
  async nextDueMs(): Promise<number | null> {
    const times = (await this.parts.rows.listSavedQueries()).flatMap(({ dueMs }) => dueMs ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  async runsOf(id: string): Promise<QueryRun[]> {
    await this.get(id);
    return (await this.parts.runs.of(id)).map(queryRunOf);
  }

  async diff(wish: Parameters<Handlers['queries.diff']>[0], signal: AbortSignal): Promise<QueryDiff> {
    const query = await this.get(wish.id);
    const runs = await this.parts.runs.of(wish.id);
    const after = wish.after === null ? runs[0] : runs.find(({ id }) => id === wish.after);
    const earlier = after === undefined ? [] : runs.slice(runs.indexOf(after) + 1);
    const before = wish.before === null ? earlier[0] : runs.find(({ id }) => id === wish.before);
    if (before === undefined || after === undefined)
      throw new AppError('not-found', `${query.name} has no two answers to compare.`, {
        remedy: 'Run the query again.',
      });
    const diff = await this.parts.runs.diff(query, { before, after }, wish.keyColumns, signal);
    return { ...diff, before: queryRunOf(before), after: queryRunOf(after) };
  }

  async noteSeen(id: string): Promise<void> {
    const query = await this.get(id);
    const [newest] = await this.parts.runs.of(id);
    await this.parts.rows.putSavedQuery({ ...query, seenRun: newest?.id ?? null, unseen: 0 });
  }

  /** Lets what was removed go for good. */
  async purge(): Promise<void> {
    const removed = await this.parts.rows.removedQueries();
    await this.parts.runs.purge(removed);
    for (const id of removed) await this.parts.rows.dropSavedQuery(id);
  }

  private async runNow(query: SavedQueryRow, signal: AbortSignal): Promise<QueryRun> {
    const { rows, runs, nowMs, onDue } = this.parts;
    try {
      const run = await runs.run(query, signal);
      const kept = await runs.of(query.id);
      const seen = kept.find(({ id }) => id === query.seenRun) ?? kept[1] ?? run;
      const unseen = await runs.differences(query, seen, run, signal);
      // It may have been renamed meanwhile.
      const present = await this.get(query.id);
      await rows.putSavedQuery({
        ...present,
        dueMs: nextDue(present, nowMs()),
        seenRun: seen.id,
        unseen,
        problem: null,
      });
      return queryRunOf(run);
    } catch (error) {
      if (isAppError(error, 'cancelled') || signal.aborted) throw error;
      const failure = runFailure(query.name, error);
      const problem = {
        message: failure.message,
        remedy: failure.remedy ?? null,
        atUtc: new Date(nowMs()).toISOString(),
      };
      const present = await this.get(query.id);
      await rows.putSavedQuery({ ...present, dueMs: nextDue(present, nowMs()), problem });
      throw failure;
    } finally {
      onDue();
    }
  }

  private async outcomeOf(id: string, name: string, signal: AbortSignal): Promise<RunOutcome> {
    try {
      return { queryId: id, name, run: await this.run(id, signal), problem: null };
    } catch (error) {
      if (signal.aborted) throw error;
      const { code, message, remedy = null } = isAppError(error) ? error : runFailure(name, error);
      return { queryId: id, name, run: null, problem: { code, message, remedy } };
    }
  }
}

type SaveInput = Parameters<Handlers['queries.save']>[0];
type QueryHandlers = { [Name in keyof Handlers as Name extends `queries.${string}` ? Name : never]: Handlers[Name] };

export function createQueryHandlers(queries: SavedQueries, runs: QueryRuns, history: QueryHistory): QueryHandlers {
  const done = async (work: Promise<void>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  return {
    'queries.history': (wish) => history.search(wish),
    'queries.history.forget': async ({ id, placeId }) => ({ forgotten: await history.forget(id, placeId) }),
    'queries.history.restore': ({ questions }) => done(history.restore(questions)),
    'queries.list': () => queries.list(),
    'queries.save': (input) => queries.save(input),
    'queries.remove': ({ id }) => done(queries.setRemoved(id, true)),
    'queries.restore': ({ id }) => done(queries.setRemoved(id, false)),
    'queries.run': ({ id }, { signal }) => queries.run(id, signal),
    'queries.run-due': (_, { signal }) => queries.runDue(signal),
    'queries.runs': ({ id }) => queries.runsOf(id),
    'queries.runs.remove': ({ runId }) => done(runs.setRemoved(runId, true)),
    'queries.runs.restore': ({ runId }) => done(runs.setRemoved(runId, false)),
    'queries.diff': (wish, { signal }) => queries.diff(wish, signal),
    'queries.seen': ({ id }) => done(queries.noteSeen(id)),
  };
}

function nextDue({ schedule }: SavedQueryRow, nowMs: number): number | null {
  const known = QuerySchedule.safeParse(schedule).data;
  return known === undefined ? null : dueAfter(known, nowMs, true);
}

/** Null for a query of a kind that only a later Quarry knows. */
function savedQueryOf(row: SavedQueryRow, names: PlaceNames, runs: readonly QueryRunRow[]): SavedQuery | null {
  const question = Question.safeParse(row.question).data;
  if (question === undefined) return null;
  const own = runs.filter(({ queryId }) => queryId === row.id);
  const { id, name, title, keyColumns, dueMs, savedMs, unseen } = row;
  return {
    ...{ id, name, question, system: systemOf(question.kind), title, keyColumns, unseen, runs: own.length },
    place: placeNameOf(names, question.kind, row.placeId),
    seenRunId: row.seenRun,
    schedule: QuerySchedule.safeParse(row.schedule).data ?? null,
    dueUtc: dueMs === null ? null : new Date(dueMs).toISOString(),
    savedUtc: new Date(savedMs).toISOString(),
    lastRun: own[0] === undefined ? null : queryRunOf(own[0]),
    problem: SavedQuery.shape.problem.safeParse(row.problem).data ?? null,
  };
}

function queryRunOf(run: QueryRunRow): QueryRun {
  const { id, queryId, tableId, asOfMs, tookMs, rows, bytes } = run;
  return {
    id,
    queryId,
    tableId,
    asOfUtc: new Date(asOfMs).toISOString(),
    tookMs,
    rows,
    bytes,
    changes: changesOf(run),
  };
}

function noSuchQuery(): AppError {
  return new AppError('not-found', 'The saved query is not there any more.', { remedy: 'Look at the list again.' });
}

function nameTaken(name: string, cause: unknown): AppError {
  return new AppError('conflict', `Another saved query is named ${name}.`, { remedy: 'Choose another name.', cause });
}
