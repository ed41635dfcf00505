import type { Database } from 'better-sqlite3';
import type { JsonValue } from '../contract/app-error.ts';
import type { PastQuestionRow, QueryRunRow, QuestionFacts, SavedQueryRow } from './rows.ts';
import type { StoreApi } from './store-api.ts';

interface QuestionSql {
  question: string;
  kind: string;
  place_id: string;
  title: string;
}

interface SavedSql extends QuestionSql {
  id: string;
  name: string;
  key_columns: string | null;
  schedule: string | null;
  due_ms: number | null;
  saved_ms: number;
  seen_run: string | null;
  unseen: number;
  problem: string | null;
}

type SavedCalls = Pick<
  StoreApi,
  'listSavedQueries' | 'putSavedQuery' | 'setSavedQueryRemoved' | 'removedQueries' | 'dropSavedQuery'
>;

export function savedQueryTable(database: Database): SavedCalls {
  const list = database.prepare<[], SavedSql>('SELECT * FROM saved_queries WHERE removed_ms IS NULL ORDER BY name');
  const put = database.prepare(
    `INSERT INTO saved_queries
       (id, name, question, kind, place_id, title, key_columns, schedule, due_ms, saved_ms, seen_run, unseen, problem)
     VALUES (@id, @name, @question, @kind, @placeId, @title, @keyColumns, @schedule, @dueMs, @savedMs, @seenRun, @unseen, @problem)
     ON CONFLICT (id) DO UPDATE SET name = @name, question = @question, kind = @kind, place_id = @placeId,
       title = @title, key_columns = @keyColumns, schedule = @schedule, due_ms = @dueMs, saved_ms = @savedMs,
       seen_run = @seenRun, unseen = @unseen, problem = @problem`,
  );
  const setRemoved = database.prepare(
    'UPDATE saved_queries SET removed_ms = @removedMs WHERE id = @id AND (removed_ms IS NULL) = (@removedMs IS NOT NULL)',
  );
  const removed = database.prepare<[], string>('SELECT id FROM saved_queries WHERE removed_ms IS NOT NULL').pluck();
  const drop = database.prepare('DELETE FROM saved_queries WHERE id = ?');
  return {
    listSavedQueries: () =>
      list.all().map(
        ({
          id,
          name,
          key_columns,
          schedule,
          due_ms,
          saved_ms,
          seen_run,
          unseen,
          problem,
          ...asked
        }): SavedQueryRow => ({
          ...{ id, name, ...questionFacts(asked) },
          keyColumns: key_columns === null ? null : JSON.parse(key_columns),
          schedule: parsed(schedule),
          ...{ dueMs: due_ms, savedMs: saved_ms, seenRun: seen_run, unseen },
          problem: parsed(problem),
        }),
      ),
    putSavedQuery: ({ keyColumns, schedule, problem, question, ...row }) => {
      put.run({
        ...row,
        question: canonicalText(question),
        keyColumns: keyColumns === null ? null : JSON.stringify(keyColumns),
        schedule: schedule === null ? null : JSON.stringify(schedule),
        problem: problem === null ? null : JSON.stringify(problem),
      });
    },
    setSavedQueryRemoved: (id, removedMs) => setRemoved.run({ id, removedMs }).changes > 0,
    removedQueries: () => removed.all(),
    dropSavedQuery: (id) => {
      drop.run(id);
    },
  };
}

interface RunSql {
  id: string;
  query_id: string;
  table_id: string;
  as_of_ms: number;
  asked_ms: number;
  took_ms: number;
  rows: number;
  bytes: number;
  changes: string | null;
  removed_ms: number | null;
}

type RunCalls = Pick<StoreApi, 'listQueryRuns' | 'putQueryRun' | 'dropQueryRun'>;

export function queryRunTable(database: Database): RunCalls {
  const list = database.prepare<[], RunSql>('SELECT * FROM query_runs ORDER BY asked_ms DESC, rowid DESC');
  const put = database.prepare(
    `INSERT INTO query_runs (id, query_id, table_id, as_of_ms, asked_ms, took_ms, rows, bytes, changes, removed_ms)
     VALUES (@id, @queryId, @tableId, @asOfMs, @askedMs, @tookMs, @rows, @bytes, @changes, @removedMs)
     ON CONFLICT (id) DO UPDATE SET changes = @changes, removed_ms = @removedMs`,
  );
  const drop = database.prepare('DELETE FROM query_runs WHERE id = ?');
  return {
    listQueryRuns: () =>
      list.all().map(
        ({ id, query_id, table_id, as_of_ms, asked_ms, took_ms, rows, bytes, changes, removed_ms }): QueryRunRow => ({
          ...{ id, queryId: query_id, tableId: table_id, asOfMs: as_of_ms, askedMs: asked_ms, tookMs: took_ms },
          ...{ rows, bytes, changes: parsed(changes), removedMs: removed_ms },
        }),
      ),
    putQueryRun: ({ changes, ...row }) => {
      put.run({ ...row, changes: changes === null ? null : JSON.stringify(changes) });
    },
    dropQueryRun: (id) => {
      drop.run(id);
    },
  };
}

interface PastSql extends QuestionSql {
  id: string;
  rows: number;
  bytes: number;
  took_ms: number;
  as_of_ms: number;
  asked_ms: number;
}

type PastCalls = Pick<
  StoreApi,
  'listPastQuestions' | 'addPastQuestion' | 'removePastQuestions' | 'restorePastQuestions'
>;

/** More than anyone scrolls through; the oldest go. */
const mostKept = 5000;

export function pastQuestionTable(database: Database): PastCalls {
  const insert = `INSERT INTO past_questions (id, question, kind, place_id, title, rows, bytes, took_ms, as_of_ms, asked_ms)
     VALUES (@id, @question, @kind, @placeId, @title, @rows, @bytes, @tookMs, @asOfMs, @askedMs)`;
  const add = database.prepare(
    `${insert}
     ON CONFLICT (question) DO UPDATE SET title = @title, rows = @rows, bytes = @bytes, took_ms = @tookMs,
       as_of_ms = @asOfMs, asked_ms = @askedMs`,
  );
  const trim = database.prepare(
    'DELETE FROM past_questions WHERE asked_ms < (SELECT asked_ms FROM past_questions ORDER BY asked_ms DESC LIMIT 1 OFFSET ?)',
  );
  const addAgain = database.prepare(`${insert} ON CONFLICT DO NOTHING`);
  const removeOne = database.prepare<unknown[], PastSql>('DELETE FROM past_questions WHERE id = ? RETURNING *');
  const removeAll = database.prepare<unknown[], PastSql>(
    'DELETE FROM past_questions WHERE @placeId IS NULL OR place_id = @placeId RETURNING *',
  );
  return {
    listPastQuestions: ({ words, kinds, placeId, limit }) => {
      const conditions = [
        `kind IN (${kinds.map(() => '?').join(', ')})`,
        ...(placeId === null ? [] : ['place_id = ?']),
        ...words.map(
          ({ placeIds }) => `(instr(lower(title), ?) > 0 OR place_id IN (${placeIds.map(() => '?').join(', ')}))`,
        ),
      ];
      const values = [
        ...kinds,
        ...(placeId === null ? [] : [placeId]),
        ...words.flatMap(({ word, placeIds }) => [word.toLowerCase(), ...placeIds]),
      ];
      const where = `FROM past_questions WHERE ${conditions.join(' AND ')}`;
      const total =
        database
          .prepare<unknown[], number>(`SELECT count(*) ${where}`)
          .pluck()
          .get(...values) ?? 0;
      const rows = database
        .prepare<unknown[], PastSql>(`SELECT * ${where} ORDER BY asked_ms DESC, rowid DESC LIMIT ?`)
        .all(...values, limit);
      return { total, rows: rows.map(pastQuestion) };
    },
    addPastQuestion: ({ question, ...row }) => {
      add.run({ ...row, question: canonicalText(question) });
      trim.run(mostKept - 1);
    },
    removePastQuestions: (id, placeId) =>
      (id === null ? removeAll.all({ placeId }) : removeOne.all(id)).map(pastQuestion),
    restorePastQuestions: database.transaction((rows: readonly PastQuestionRow[]) => {
      for (const { question, ...row } of rows) addAgain.run({ ...row, question: canonicalText(question) });
      trim.run(mostKept - 1);
    }),
  };
}

function pastQuestion({ id, rows, bytes, took_ms, as_of_ms, asked_ms, ...asked }: PastSql): PastQuestionRow {
  const times = { tookMs: took_ms, asOfMs: as_of_ms, askedMs: asked_ms };
  return { id, ...questionFacts(asked), rows, bytes, ...times };
}

function questionFacts({ question, kind, place_id, title }: QuestionSql): QuestionFacts {
  return { question: JSON.parse(question), kind, placeId: place_id, title };
}

function parsed(text: string | null): JsonValue | null {
  return text === null ? null : JSON.parse(text);
}

/** The same for equal questions, whatever the order of their fields. */
function canonicalText(value: JsonValue): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
