import { randomUUID } from 'node:crypto';
import { AppError } from '../contract/app-error.ts';
import type { RecordColumn, RecordTable } from '../contract/drms.ts';
import type { KeptTables } from './kept-tables.ts';
import { type AnswerColumn, tableColumn, withOwnNames } from './mining-groups.ts';
import { readTableOf } from './table-columns.ts';

/** Enough for every figure; larger answers are for files. */
const mostRows = 1_000_000;
/** In the place of a server, for what was asked of none. */
const keptTablesId = 'kept-tables';
const plainStates = ['ok', 'missing'];

/** Keeps the answer to a statement as a table, in place of an earlier answer to it. */
export async function keepSqlAnswer(
  kept: KeptTables,
  statement: string,
  { nowMs, signal }: { nowMs: number; signal: AbortSignal },
): Promise<RecordTable> {
  const answer = withOwnNames(await kept.answer(statement, mostRows, signal));
  if (answer.isCut)
    throw new AppError('unsupported', `The answer has more than ${mostRows} rows, and cannot be kept.`, {
      remedy: 'Ask for fewer with LIMIT, or save it as a file.',
    });
  const stored = await kept.put(
    {
      id: randomUUID(),
      cells: { rows: answer.rows, stateNames: plainStates, columns: answer.columns.map(tableColumn) },
      about: {
        ...{ serverId: keptTablesId, recordSet: statement.trim().replaceAll(/\s+/g, ' ') },
        ...{ asOfUtc: new Date(nowMs).toISOString(), bytes: 0, repaired: false, statement },
        columns: answer.columns.map((column) => ({
          about: { ...aboutColumn(column) },
          timeUnit: column.kind === 'time' ? 'ISO' : null,
        })),
      },
    },
    { name: 'answer', replaces: (about) => about.statement === statement },
  );
  return readTableOf(stored).table;
}

function aboutColumn({ name, kind, type, unit, timeScale }: AnswerColumn): RecordColumn {
  const known = kind === 'flag' ? 'integer' : kind;
  return { name, role: 'field', kind: known, type, unit, timeScale, note: '', hex: false };
}
