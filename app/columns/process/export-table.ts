import { AppError } from '../../contract/app-error.ts';
import type { ColumnFilter, StoredColumn, TableAbout } from '../../domain/columns.ts';
import type { ExportRequest } from '../messages.ts';
import type { Session } from './database.ts';
import { orderSql, placeOf, whereSql } from './filter-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { countRows } from './pages.ts';
import { type FileSource, writeTableFile } from './table-file.ts';

/** Writes rows and columns of a table into a file for other programs, in the order that is asked for. */
export async function exportTable(
  session: Session,
  tables: HeldTables,
  held: Held,
  path: string,
  request: ExportRequest,
): Promise<void> {
  const { sort = [], filter = null } = request;
  const { columns, stateNames, about } = held.table;
  const rows = await countRows(session, tables, held, filter);
  // Last, as a table may have come into memory meanwhile.
  const { relation, rowNumber } = tables.source(held);
  const where = whereSql(columns, filter);
  const source: FileSource = {
    columns: chosenColumns(columns, request.columns),
    rows,
    stateNames,
    about: { ...about, ...choiceAbout(request, held.table.rows) },
    from: {
      sql: `FROM ${relation} ${where.sql} ${orderSql(columns, sort, rowNumber)}`,
      values: where.values,
    },
  };
  await writeTableFile(session, source, request.format, path);
}

function chosenColumns(columns: readonly StoredColumn[], names: readonly string[] | undefined): FileSource['columns'] {
  const places = names?.map((name) => placeOf(columns, name)) ?? columns.map((_, place) => place);
  const chosen = [...new Set(places)].flatMap((place) => {
    const column = columns[place];
    return column === undefined ? [] : [{ column, place }];
  });
  if (chosen.length === 0)
    throw new AppError('invalid-input', 'A file of a table needs at least one column.', {
      remedy: 'Choose the columns that it shall have.',
    });
  return chosen;
}

/** Whoever opens the file later must know that it is a part. */
function choiceAbout({ filter = null, sort = [] }: ExportRequest, allRows: number): TableAbout {
  return {
    ...(filter === null ? {} : { filter: filterText(filter), rowsBeforeFilter: allRows }),
    ...(sort.length === 0
      ? {}
      : { sort: sort.map(({ column, descending }) => `${column}${descending ? ' descending' : ''}`) }),
  };
}

function filterText(filter: ColumnFilter): string {
  return JSON.stringify(filter, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
