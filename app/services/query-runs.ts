import { randomUUID } from 'node:crypto';
import { AppError, isAppError, toAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { DiffCountsSchema } from '../contract/queries.ts';
import { Question } from '../contract/questions.ts';
import type { StoredTable, TableAbout } from '../domain/columns.ts';
import { type DiffCounts, differences } from '../domain/diff/diff-words.ts';
import type { QueryRunRow, SavedQueryRow } from '../store/rows.ts';
import { type KeptTables, ownerField, savedQueryOwner } from './kept-tables.ts';
import { type Answer, ask } from './query-answers.ts';
import { aboutColumn, columnOfCells } from './query-cells.ts';
import type { QueryDiffs, TableDiff } from './query-diff.ts';
import { asJson } from './query-history.ts';
import { keyCandidates } from './query-keys.ts';

export interface QueryRunsParts {
  rows: {
    listQueryRuns(): Promise<QueryRunRow[]>;
    putQueryRun(row: QueryRunRow): Promise<void>;
    dropQueryRun(id: string): Promise<void>;
  };
  kept: KeptTables;
  diffs: QueryDiffs;
  handlers(): Handlers;
  nowMs(): number;
  monotonicMs(): number;
}

/** Of one query; with more the oldest go. */
const mostRuns = 30;
/** Of all answers together; the newest of each query stays. */
const mostBytes = 2 * 1024 ** 3;
/** In the place of a server, for what was asked of none. */
const keptTablesId = 'kept-tables';
/** What such an answer knows of its cells. */
const plainStates: readonly string[] = ['ok', 'missing'];

/** Answers of saved queries: asked, kept, compared, and let go when there are too many. */
export class QueryRuns {
  private readonly parts: QueryRunsParts;

  constructor(parts: QueryRunsParts) {
    this.parts = parts;
  }

  /** Kept answers of a query, newest first. */
  async of(queryId: string): Promise<QueryRunRow[]> {
    return (await this.all()).filter((run) => run.queryId === queryId);
  }

  async all(): Promise<QueryRunRow[]> {
    return (await this.parts.rows.listQueryRuns()).filter(({ removedMs }) => removedMs === null);
  }

  /** Asks again, keeps the answer, and compares it with the newest one that is kept. */
  async run(query: SavedQueryRow, signal: AbortSignal): Promise<QueryRunRow> {
    const { rows, nowMs, monotonicMs, handlers } = this.parts;
    const startMs = monotonicMs();
    const answer = await ask(handlers(), Question.parse(query.question), { signal });
    const table = await this.keep(query, answer);
    const tookMs = monotonicMs() - startMs;
    const [previous] = await this.of(query.id);
    const run: QueryRunRow = {
      ...{ id: randomUUID(), queryId: query.id, tableId: table.id, asOfMs: Date.parse(answer.asOfUtc) },
      ...{ askedMs: nowMs(), tookMs, rows: table.rows, bytes: table.bytes, changes: null, removedMs: null },
    };
    const counts = previous === undefined ? null : await this.counts(query, previous, run, signal);
    const kept = { ...run, changes: counts === null ? null : asJson(counts) };
    await rows.putQueryRun(kept);
    await this.forgetOldest();
    return kept;
  }

  /** @throws AppError 'not-found' if one of the answers is not kept any more. */
  async diff(
    query: SavedQueryRow,
    runs: { before: QueryRunRow; after: QueryRunRow },
    keyColumns: readonly string[] | null,
    signal: AbortSignal,
  ): Promise<TableDiff> {
    const after = await this.parts.kept.stored(runs.after.tableId);
    const candidates = await keyCandidates(this.parts.handlers(), Question.parse(query.question), after, { signal });
    const wish = { before: runs.before.tableId, after: runs.after.tableId, keyCandidates: candidates };
    return this.parts.diffs.of({ ...wish, keyColumns: keyColumns ?? query.keyColumns }, signal);
  }

  /** How many rows of an answer are not as they were in an earlier one; 0 if that is not kept any more. */
  async differences(
    query: SavedQueryRow,
    before: QueryRunRow,
    after: QueryRunRow,
    signal: AbortSignal,
  ): Promise<number> {
    if (before.id === after.id) return 0;
    const counts = await this.counts(query, before, after, signal);
    return counts === null ? 0 : differences(counts);
  }

  async setRemoved(runId: string, isRemoved: boolean): Promise<void> {
    const { rows, nowMs } = this.parts;
    const run = (await rows.listQueryRuns()).find(
      ({ id, removedMs }) => id === runId && (removedMs !== null) !== isRemoved,
    );
    if (run === undefined)
      throw new AppError('not-found', 'This answer is not there any more.', { remedy: 'Look at the list again.' });
    await rows.putQueryRun({ ...run, removedMs: isRemoved ? nowMs() : null });
  }

  /** Lets answers go for good: those that were removed, and all of these queries. */
  async purge(queryIds: readonly string[]): Promise<void> {
    for (const run of await this.parts.rows.listQueryRuns())
      if (run.removedMs !== null || queryIds.includes(run.queryId)) await this.drop(run);
  }

  private async counts(
    query: SavedQueryRow,
    before: QueryRunRow,
    after: QueryRunRow,
    signal: AbortSignal,
  ): Promise<DiffCounts | null> {
    try {
      return (await this.diff(query, { before, after }, null, signal)).counts;
    } catch (error) {
      // What cannot be compared is still an answer: the earlier one is gone, or lacks the chosen key.
      if (isAppError(error, 'not-found') || isAppError(error, 'invalid-input')) return null;
      throw error;
    }
  }

  private async keep(query: SavedQueryRow, answer: Answer): Promise<StoredTable> {
    const { kept } = this.parts;
    const engine = await kept.open();
    const id = `run-${randomUUID()}`;
    const ours = { [ownerField]: savedQueryOwner, queryId: query.id };
    if ('tableId' in answer) {
      const original = await kept.stored(answer.tableId);
      const copy = await engine.copy(original.id, id, { ...original.about, ...ours });
      if (answer.isOurs) await kept.remove(original.id);
      return copy;
    }
    const columns = answer.columns.map(columnOfCells);
    const about: TableAbout = {
      ...{
        serverId: query.placeId || keptTablesId,
        recordSet: query.title,
        asOfUtc: answer.asOfUtc,
        bytes: answer.bytes,
        ...ours,
      },
      repaired: false,
      columns: columns.map((column) => ({ about: { ...aboutColumn(column) }, timeUnit: null })),
    };
    const rows = answer.columns[0]?.cells.length ?? 0;
    return engine.write(id, { rows, stateNames: plainStates, columns }, about);
  }

  private async forgetOldest(): Promise<void> {
    const newestFirst = await this.all();
    const seen = new Map<string, number>();
    let bytes = 0;
    for (const run of newestFirst) {
      const place = seen.get(run.queryId) ?? 0;
      seen.set(run.queryId, place + 1);
      bytes += run.bytes;
      if (place > 0 && (place >= mostRuns || bytes > mostBytes)) await this.drop(run);
    }
  }

  private async drop({ id, tableId }: QueryRunRow): Promise<void> {
    await this.parts.rows.dropQueryRun(id);
    await this.parts.kept.remove(tableId);
  }
}

/** The counts that a run was kept with. */
export function changesOf({ changes }: QueryRunRow): DiffCounts | null {
  return DiffCountsSchema.safeParse(changes).data ?? null;
}

/** Says which query it was, and that nothing is lost. */
export function runFailure(name: string, error: unknown): AppError {
  const { code, message, remedy, source, retryable } = toAppError(error);
  return new AppError(code, `${name} has no new answer: ${message}`, {
    remedy: `${remedy === undefined ? '' : `${remedy} `}The query and its earlier answers stay.`,
    ...(source === undefined ? {} : { source }),
    ...{ retryable, cause: error },
  });
}
