import type { Handlers } from '../contract/contract.ts';
import type { KeptTables } from './kept-tables.ts';
import type { RecordReads } from './record-reads.ts';
import type { SqlHistory } from './sql-history.ts';

type ColumnsHandlers = {
  [Name in keyof Handlers as Name extends `columns.${string}` ? Name : never]: Handlers[Name];
};

export function createColumnsHandlers(kept: KeptTables, reads: RecordReads, history: SqlHistory): ColumnsHandlers {
  return {
    'columns.tables.list': () => kept.list(),
    'columns.tables.remove': async ({ tableId }) => {
      await kept.remove(tableId);
      return {};
    },
    'columns.summaries': (input, { signal }) => reads.summaries(input, signal),
    'columns.sql.history': () => history.list(),
    'columns.sql': async ({ statement, rowLimit }, { signal }) => {
      const answer = await kept.sql(statement, rowLimit, signal);
      await history.add(statement, answer.rows);
      return answer;
    },
  };
}
