import { AppError, isAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { PictureTable } from '../contract/table-figures.ts';
import type { StoredTable } from '../domain/columns.ts';
import { type KeptTables, ownerField } from './kept-tables.ts';
import { sourceKey } from './mining-samples.ts';
import { type ReadTable, readTableOf } from './table-columns.ts';
import { questionHere, questionOfTable, type TableQuestion, type TableServers } from './table-figure-question.ts';

export interface TableOpeningParts extends TableServers {
  kept: KeptTables;
  /** Not asked for before the first call. */
  handlers(): Pick<Handlers, 'drms.query' | 'mining.table.make' | 'columns.sql.keep'>;
}

/** `anew`: also if the table is kept. */
export type Asking = 'never' | 'if-gone' | 'anew';

export interface FoundTable {
  read: ReadTable;
  /** With the server's id of this Quarry; null: nothing can be asked again. */
  question: TableQuestion | null;
}

/**
 * A table that a picture was drawn from, or the answer to its question; null if it had to be asked for and may not be.
 * @param columns that are drawn of it
 * @throws AppError 'not-found' if the server is not known here, or nothing can be asked
 */
export async function findTable(
  parts: TableOpeningParts,
  source: PictureTable,
  { columns, ask }: { columns: readonly string[]; ask: Asking },
  context: CallContext,
): Promise<FoundTable | null> {
  const same = ask === 'anew' ? undefined : await storedTable(parts.kept, source.table.id);
  if (same !== undefined) return { read: readTableOf(same), question: questionOfTable(same) };
  const asked = tableQuestionOf(source);
  if (asked === null)
    throw new AppError('not-found', `The table ${source.table.title}, from which the picture was drawn, is gone.`, {
      remedy: 'It was no answer that could be asked for again; make the table anew.',
    });
  const question = await questionHere(parts, asked, source.server);
  const found = ask === 'anew' ? undefined : await keptAnswer(parts.kept, question, columns);
  if (found !== undefined) return { read: readTableOf(found), question };
  if (ask === 'never') return null;
  const tableId = await askAgain(parts, question, { ...context, refresh: ask === 'anew' });
  return { read: readTableOf(await parts.kept.stored(tableId)), question };
}

function tableQuestionOf({ question }: PictureTable): TableQuestion | null {
  return question?.kind === 'drms.records' || question?.kind === 'mining' || question?.kind === 'sql' ? question : null;
}

async function storedTable(kept: KeptTables, tableId: string): Promise<StoredTable | undefined> {
  try {
    return await kept.stored(tableId);
  } catch (error) {
    if (isAppError(error, 'not-found') || isAppError(error, 'invalid-input')) return undefined;
    throw error;
  }
}

/** The newest kept answer to a question; of records one that has all columns, for others can be asked for. */
async function keptAnswer(
  kept: KeptTables,
  question: TableQuestion,
  columns: readonly string[],
): Promise<StoredTable | undefined> {
  const newestFirst = (await kept.about()).toSorted((a, b) => b.writtenAtMs - a.writtenAtMs);
  return newestFirst.find((stored) => {
    if (stored.about[ownerField] !== undefined) return false;
    const own = questionOfTable(stored);
    switch (question.kind) {
      case 'drms.records':
        return (
          own?.kind === 'drms.records' &&
          own.serverId === question.serverId &&
          own.recordSet === question.recordSet &&
          columns.every((name) => readTableOf(stored).columns.some(({ about }) => about.name === name))
        );
      case 'mining':
        return own?.kind === 'mining' && sourceKey(own.draft) === sourceKey(question.draft);
      case 'sql':
        return own?.kind === 'sql' && own.statement === question.statement;
      default:
        return question satisfies never;
    }
  });
}

async function askAgain(
  { handlers }: TableOpeningParts,
  question: TableQuestion,
  { refresh, ...context }: CallContext & { refresh: boolean },
): Promise<string> {
  switch (question.kind) {
    case 'drms.records': {
      const { kind: _, segments = [], links = [], limit = 0, ...rest } = question;
      return (await handlers()['drms.query']({ ...rest, segments, links, limit }, context)).tableId;
    }
    case 'mining':
      return (await handlers()['mining.table.make']({ ...question.draft, refresh }, context)).table.tableId;
    case 'sql':
      return (await handlers()['columns.sql.keep']({ statement: question.statement }, context)).tableId;
    default:
      return question satisfies never;
  }
}
