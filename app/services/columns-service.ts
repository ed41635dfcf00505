import type { Handlers } from '../contract/contract.ts';
import { keepSqlAnswer } from './kept-sql.ts';
import type { KeptTables } from './kept-tables.ts';
import type { RecordReads } from './record-reads.ts';

type ColumnsHandlers = {
  [Name in keyof Handlers as Name extends `columns.${string}` ? Name : never]: Handlers[Name];
};

export function createColumnsHandlers(kept: KeptTables, reads: RecordReads, nowMs: () => number): ColumnsHandlers {
  return {
    'columns.tables.list': () => kept.list(),
    'columns.tables.remove': async ({ tableId }) => {
      await kept.remove(tableId);
      return {};
    },
    'columns.summaries': (input, { signal }) => reads.summaries(input, signal),
    'columns.sql': ({ statement, rowLimit }, { signal }) => kept.sql(statement, rowLimit, signal),
    'columns.sql.keep': ({ statement }, { signal }) => keepSqlAnswer(kept, statement, { nowMs: nowMs(), signal }),
  };
}
