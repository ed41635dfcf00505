import type { Database } from 'better-sqlite3';
import type { JobRow } from './rows.ts';
import type { StoreApi } from './store-api.ts';

const columnOf = {
  id: 'id',
  kind: 'kind',
  title: 'title',
  status: 'status',
  attempt: 'attempt',
  phase: 'phase',
  done: 'done',
  total: 'total',
  unit: 'unit',
  input: 'input',
  checkpoint: 'checkpoint',
  retryAtMs: 'retry_at_ms',
  createdMs: 'created_ms',
  startedMs: 'started_ms',
  endedMs: 'ended_ms',
  error: 'error',
  question: 'question',
  answer: 'answer',
  result: 'result',
} as const satisfies Record<keyof JobRow, string>;

type Field = keyof JobRow;
const fields = Object.keys(columnOf) as Field[];
const jsonFields: ReadonlySet<Field> = new Set<Field>(['input', 'checkpoint', 'error', 'question', 'result']);

type SqlRow = Record<string, string | number | null>;
type JobTable = Pick<StoreApi, 'listJobs' | 'getJob' | 'insertJob' | 'updateJob' | 'removeJob'>;

export function jobTable(database: Database): JobTable {
  const columns = fields.map((field) => columnOf[field]).join(', ');
  const places = fields.map((field) => `@${field}`).join(', ');
  const list = database.prepare<[], SqlRow>('SELECT * FROM jobs ORDER BY created_ms DESC, rowid DESC');
  const get = database.prepare<[string], SqlRow>('SELECT * FROM jobs WHERE id = ?');
  const insert = database.prepare(`INSERT INTO jobs (${columns}) VALUES (${places})`);
  const remove = database.prepare('DELETE FROM jobs WHERE id = ?');
  return {
    listJobs: () => list.all().map(fromSql),
    getJob: (id) => {
      const row = get.get(id);
      return row === undefined ? undefined : fromSql(row);
    },
    insertJob: (row) => {
      insert.run(toSql(row));
    },
    updateJob: (id, change) => {
      const changed = fields.filter((field) => field in change);
      if (changed.length === 0) return get.get(id) !== undefined;
      const settings = changed.map((field) => `${columnOf[field]} = @${field}`).join(', ');
      return database.prepare(`UPDATE jobs SET ${settings} WHERE id = @id`).run({ ...toSql(change), id }).changes > 0;
    },
    removeJob: (id) => {
      remove.run(id);
    },
  };
}

function toSql(row: Partial<JobRow>): SqlRow {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      jsonFields.has(field as Field) && value !== null ? JSON.stringify(value) : (value as string | number | null),
    ]),
  );
}

function fromSql(row: SqlRow): JobRow {
  const values = fields.map((field) => {
    const value = row[columnOf[field]] ?? null;
    return [field, jsonFields.has(field) && typeof value === 'string' ? JSON.parse(value) : value];
  });
  // Written by toSql alone, under the table's checks.
  return Object.fromEntries(values) as JobRow;
}
