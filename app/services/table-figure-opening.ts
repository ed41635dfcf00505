import { AppError, isAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { OpenedTableFigure, TablePicture } from '../contract/table-figures.ts';
import type { StoredTable } from '../domain/columns.ts';
import { columnsOfFigure, type TableFigure } from '../domain/table-figure.ts';
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
type Asking = 'never' | 'if-gone' | 'anew';

/** The table that a picture was drawn from, or the answer of now; null if it had to be asked for and may not be. */
export async function openTableFigure(
  parts: TableOpeningParts,
  { picture, ask }: { picture: TablePicture; ask: Asking },
  context: CallContext,
): Promise<OpenedTableFigure | null> {
  const asked = tableQuestionOf(picture);
  const same = ask === 'anew' ? undefined : await storedTable(parts.kept, picture.table.id);
  if (same !== undefined) return opened(readTableOf(same), picture, questionOfTable(same));
  if (asked === null)
    throw new AppError('not-found', `The table ${picture.table.title}, from which the picture was drawn, is gone.`, {
      remedy: 'It was no answer that could be asked for again; make the table anew.',
    });
  const question = await questionHere(parts, asked, picture.server);
  const found = ask === 'anew' ? undefined : await keptAnswer(parts.kept, question, columnsOfFigure(picture.figure));
  if (found !== undefined) return opened(readTableOf(found), picture, question);
  if (ask === 'never') return null;
  const tableId = await askAgain(parts, question, { ...context, refresh: ask === 'anew' });
  return opened(readTableOf(await parts.kept.stored(tableId)), picture, question);
}

function tableQuestionOf({ question }: TablePicture): TableQuestion | null {
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

function opened({ table }: ReadTable, picture: TablePicture, question: TableQuestion | null): OpenedTableFigure {
  const has = (name: string | null): boolean => name === null || table.columns.some((column) => column.name === name);
  const { figure } = picture;
  const placed = picture.filters.map(({ column, unit, filter }) => ({
    column,
    place: table.columns.findIndex((one) => one.name === column && one.unit === unit),
    filter,
  }));
  const lost = [
    ...columnsOfFigure(figure).filter((name) => !has(name)),
    ...placed.filter(({ place }) => place < 0).map(({ column }) => column),
  ];
  return {
    table,
    question,
    figure: stillThere(figure, has),
    filters: placed.flatMap(({ place, filter }): RecordFilter[] => (place < 0 ? [] : [{ ...filter, column: place }])),
    lost: [...new Set(lost)],
  };
}

/** The figure without columns that are gone; null if nothing is left. */
function stillThere(figure: TableFigure, has: (name: string | null) => boolean): TableFigure | null {
  const ys = figure.ys
    .filter(({ column }) => has(column))
    .map((one) => ({ ...one, error: has(one.error) ? one.error : null }));
  return has(figure.x) && ys.length > 0 ? { ...figure, ys } : null;
}
