import { z } from 'zod';
import { Nothing } from './common.ts';
import { RecordColumn } from './drms.ts';
import { command, query } from './entry.ts';
import { Question, QuestionKind, QuestionSystem } from './questions.ts';

export { summaryLine } from '../domain/diff/diff-words.ts';
export { readableTime } from '../domain/time/readable-time.ts';

const id = z.string().min(1);
const count = z.number().int().min(0);

const asked = {
  question: Question,
  system: QuestionSystem,
  /** The question in a line, for people. */
  title: z.string(),
  /** Name of the server or connection; its id where it is gone. */
  place: z.string(),
};

export const PastQuestion = z.object({
  id,
  ...asked,
  rows: count,
  /** Of the server's answer; 0 where it is not known. */
  bytes: z.number(),
  /** From the question to the answer, in milliseconds. */
  tookMs: z.number(),
  /** When the server gave the answer. */
  asOfUtc: z.iso.datetime(),
  askedUtc: z.iso.datetime(),
});
export type PastQuestion = z.infer<typeof PastQuestion>;

/** When a saved query runs by itself. Times are those of this computer. */
export const QuerySchedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), every: z.number().int().min(1).max(720) }),
  z.object({
    kind: z.literal('days'),
    every: z.number().int().min(1).max(366),
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time as 06:30.'),
  }),
]);
export type QuerySchedule = z.infer<typeof QuerySchedule>;

/** Rows of two answers: `came` + `changed` + `same` are those of the later one, `went` + `changed` + `same` of the earlier. */
export const DiffCountsSchema = z.object({
  came: count,
  went: count,
  changed: count,
  /** In the changed rows. */
  changedCells: count,
  same: count,
});

export const QueryRun = z.object({
  id,
  queryId: id,
  tableId: z.string(),
  asOfUtc: z.iso.datetime(),
  tookMs: z.number(),
  rows: count,
  bytes: z.number(),
  /** Against the run before it; null for the first. */
  changes: DiffCountsSchema.nullable(),
});
export type QueryRun = z.infer<typeof QueryRun>;

const QueryName = z
  .string()
  .trim()
  .min(1, 'Give the query a name.')
  .max(80, 'A name has at most 80 characters.')
  .describe('Name of a saved query; unlike all others, letter case aside');

const keyColumns = z
  .array(z.string().min(1))
  .max(20)
  .nullable()
  .describe('Columns by which rows are known again; null: those that Quarry knows, else the whole row');

export const SavedQuery = z.object({
  id,
  name: QueryName,
  ...asked,
  keyColumns,
  schedule: QuerySchedule.nullable(),
  dueUtc: z.iso.datetime().nullable(),
  savedUtc: z.iso.datetime(),
  runs: count,
  lastRun: QueryRun.nullable(),
  /** The answer up to which changes were looked at. */
  seenRunId: z.string().nullable(),
  /** Rows that came, went or changed since. */
  unseen: count,
  /** Why the last try gave no answer; null once one does. */
  problem: z.object({ message: z.string(), remedy: z.string().nullable(), atUtc: z.iso.datetime() }).nullable(),
});
export type SavedQuery = z.infer<typeof SavedQuery>;

export const DiffColumnOut = z.object({
  name: z.string(),
  role: z.enum(['key', 'compared', 'new', 'gone']),
  kind: RecordColumn.shape.kind,
  /** Units of the later and the earlier answer; they may differ. */
  unit: z.string().nullable(),
  unitBefore: z.string().nullable(),
  timeScale: z.string().nullable(),
  /** Name in the earlier answer, where it was another. */
  renamedFrom: z.string().nullable(),
  /** Places in the table of the diff; null: the answer has no such column. */
  after: count.nullable(),
  before: count.nullable(),
  changedCells: count,
});
export type DiffColumnOut = z.infer<typeof DiffColumnOut>;

export const QueryDiff = z.object({
  before: QueryRun,
  after: QueryRun,
  counts: DiffCountsSchema,
  /** Columns by which rows are known again; empty: the whole row. */
  key: z.array(z.string()),
  /**
   * Rows that came, went or changed, in the order of the answers; read as every kept table is. Column 0 says which
   * (came, went, changed), column 1 the changed columns as a JSON list.
   */
  tableId: z.string(),
  rows: count,
  columns: z.array(DiffColumnOut),
  /** What else is to be said, a sentence each: repeated keys, columns that came, went or changed name or unit. */
  notes: z.array(z.string()),
});
export type QueryDiff = z.infer<typeof QueryDiff>;

export const RunOutcome = z.object({
  queryId: id,
  name: z.string(),
  run: QueryRun.nullable(),
  /** Why there is no answer. */
  problem: z.object({ code: z.string(), message: z.string(), remedy: z.string().nullable() }).nullable(),
});
export type RunOutcome = z.infer<typeof RunOutcome>;

const stale = ['queries.list', 'queries.runs'];
const remote = [
  'not-found',
  'auth-required',
  'network',
  'timeout',
  'remote-failed',
  'bad-response',
  'storage',
] as const;

export const queriesContract = {
  'queries.history': query({
    title: 'Search past questions',
    description: 'Questions that a server has answered, newest first; one that was asked again stands there once',
    input: z.object({
      text: z.string().trim().max(200).default('').describe('Words that must all be in the question or its place'),
      system: QuestionSystem.nullable().default(null),
      kind: QuestionKind.nullable().default(null),
      placeId: z.string().nullable().default(null).describe('Id of a server or connection'),
      limit: z.number().int().min(1).max(5000).default(500),
    }),
    output: z.object({ total: count, questions: z.array(PastQuestion) }),
  }),
  'queries.history.forget': command({
    title: 'Forget past questions',
    description: 'Takes one question out of the history, or all of a place, or all',
    input: z.object({
      id: z.string().nullable().describe('null: all'),
      placeId: z.string().nullable().default(null).describe('Only of this server or connection'),
    }),
    output: z.object({ forgotten: z.array(PastQuestion) }),
    stale: ['queries.history'],
  }),
  'queries.history.restore': command({
    title: 'Remember questions again',
    description: 'Puts questions back that were taken out of the history; one that was asked since stays as it is',
    input: z.object({ questions: z.array(PastQuestion).max(5000) }),
    output: Nothing,
    stale: ['queries.history'],
  }),
  'queries.list': query({
    title: 'List saved queries',
    description:
      'Questions saved under a name, by name, with their last answer and what has changed since the last look',
    input: Nothing,
    output: z.array(SavedQuery),
  }),
  'queries.save': command({
    title: 'Save a query',
    description:
      'Keeps a question under a name, with a schedule if it is to run by itself; with an id that one is changed',
    input: z.object({
      id: id.exactOptional(),
      name: QueryName,
      question: Question,
      keyColumns: keyColumns.default(null),
      schedule: QuerySchedule.nullable().default(null),
    }),
    output: SavedQuery,
    stale,
    errors: ['conflict'],
  }),
  'queries.remove': command({
    title: 'Remove a saved query',
    description: 'Removes a saved query with its answers; restoring it undoes that until Quarry ends',
    input: z.object({ id }),
    output: Nothing,
    stale,
    errors: ['not-found'],
  }),
  'queries.restore': command({
    title: 'Restore a saved query',
    description: 'Brings a removed query back with its answers',
    input: z.object({ id }),
    output: Nothing,
    stale,
    errors: ['not-found', 'conflict'],
  }),
  'queries.run': command({
    title: 'Run a saved query',
    description: 'Asks the question again, keeps the answer and compares it with the one before',
    input: z.object({ id }),
    output: QueryRun,
    stale,
    errors: remote,
  }),
  'queries.run-due': command({
    title: 'Run due queries',
    description: 'Runs the saved queries whose time has come, one after the other',
    input: Nothing,
    output: z.array(RunOutcome),
    stale,
  }),
  'queries.runs': query({
    title: 'List answers of a saved query',
    description: 'Kept answers of a saved query, newest first',
    input: z.object({ id }),
    output: z.array(QueryRun),
    errors: ['not-found'],
  }),
  'queries.runs.remove': command({
    title: 'Remove an answer',
    description: 'Removes one kept answer of a saved query; restoring it undoes that until Quarry ends',
    input: z.object({ runId: id }),
    output: Nothing,
    stale,
    errors: ['not-found'],
  }),
  'queries.runs.restore': command({
    title: 'Restore an answer',
    description: 'Brings a removed answer back',
    input: z.object({ runId: id }),
    output: Nothing,
    stale,
    errors: ['not-found'],
  }),
  'queries.diff': query({
    title: 'Compare two answers',
    description: 'What came, went and changed between two answers of a saved query, cell by cell',
    input: z.object({
      id,
      before: z.string().nullable().default(null).describe('Id of a run; null: the one before `after`'),
      after: z.string().nullable().default(null).describe('Id of a run; null: the newest'),
      keyColumns: keyColumns.default(null),
    }),
    output: QueryDiff,
    errors: ['not-found', 'storage'],
  }),
  'queries.seen': command({
    title: 'Note that changes were seen',
    description: 'Counts changes of a saved query from its newest answer on',
    input: z.object({ id }),
    output: Nothing,
    stale: ['queries.list'],
    errors: ['not-found'],
  }),
};
