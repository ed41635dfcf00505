import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import type { RecordColumn } from '../contract/drms.ts';
import { Aggregate, type GroupedTable } from '../contract/mining.ts';
import { RecordFilter } from '../contract/record-view.ts';
import type { AboutValue, SqlAnswer, StoredTable, TableColumn } from '../domain/columns.ts';
import { takeName } from '../domain/mining/mining-field.ts';
import { type KeptTables, viewNameOf } from './kept-tables.ts';
import { columnAt } from './mining-numbers.ts';
import { type GroupWish, groupTable } from './mining-statistics.ts';
import { readMiningTable } from './mining-tables.ts';
import { type ReadTable, readTableOf } from './table-columns.ts';

/** How groups were made, by the names of columns: places change when the mining table is made again. */
const AboutGroups = z.object({
  groups: z.object({
    madeFrom: z.string(),
    by: z.array(z.string()),
    across: z.string().nullable(),
    values: z.array(z.object({ column: z.string(), aggregate: Aggregate })),
    filters: z.array(z.object({ column: z.string(), filter: RecordFilter })),
  }),
});
type Groups = z.infer<typeof AboutGroups>['groups'];

const plainStates = ['ok', 'missing'];

/** Keeps groups of a mining table as a table of their own. @param replaces Name for SQL of the groups whose place they take. */
export async function keepGroups(
  kept: KeptTables,
  tableId: string,
  wish: GroupWish,
  signal: AbortSignal,
  replaces: string | null = null,
): Promise<GroupedTable> {
  const source = readMiningTable(await kept.stored(tableId));
  const answer = withOwnNames(await groupTable(await kept.open(), source, wish, signal));
  const groups = groupsOf(source, source.sqlName, wish);
  const words = groupsInWords(groups);
  const stored = await kept.put(
    {
      id: randomUUID(),
      cells: { rows: answer.rows, stateNames: plainStates, columns: answer.columns.map(tableColumn) },
      about: {
        serverId: source.table.serverId,
        recordSet: `${source.table.recordSet}: ${words}`,
        ...{ asOfUtc: source.table.asOfUtc, bytes: 0, repaired: false },
        columns: answer.columns.map((column) => ({
          about: { ...aboutColumn(column) },
          timeUnit: column.kind === 'time' ? 'ISO' : null,
        })),
        // Made of what was parsed as JSON.
        groups: groups as unknown as AboutValue,
      },
    },
    { name: `${source.sqlName}_groups`, replaces: ({ viewName }) => viewName === replaces },
  );
  return groupedTableOf(stored);
}

/** @throws AppError 'not-found' for a table that holds no groups. */
export function groupedTableOf(stored: StoredTable): GroupedTable {
  const groups = readGroups(stored);
  return {
    table: readTableOf(stored).table,
    sqlName: viewNameOf(stored),
    madeFrom: groups.madeFrom,
    words: groupsInWords(groups),
  };
}

/** The same groups of the mining table as it is now, in the place of the old ones. */
export async function groupAgain(kept: KeptTables, tableId: string, signal: AbortSignal): Promise<GroupedTable> {
  const stored = await kept.stored(tableId);
  const groups = readGroups(stored);
  const source = (await kept.about()).find((table) => viewNameOf(table) === groups.madeFrom);
  if (source === undefined)
    throw new AppError('not-found', `The mining table ${groups.madeFrom} is gone.`, {
      remedy: 'Make it again; these groups stay as they are.',
    });
  const wish = wishOf(groups, readMiningTable(source));
  return keepGroups(kept, source.id, wish, signal, viewNameOf(stored));
}

function readGroups({ about }: StoredTable): Groups {
  const read = AboutGroups.safeParse(about);
  if (read.success) return read.data.groups;
  throw new AppError('not-found', 'This kept table holds no groups of a mining table.', {
    remedy: 'Open it as a table of records.',
  });
}

function groupsOf(read: ReadTable, madeFrom: string, { by, across, values, filters }: GroupWish): Groups {
  const nameOf = (place: number): string => columnAt(read, place).about.name;
  return {
    madeFrom,
    by: by.map(nameOf),
    across: across === null ? null : nameOf(across),
    values: values.map(({ column, aggregate }) => ({ column: nameOf(column), aggregate })),
    filters: filters.map((filter) => ({ column: nameOf(filter.column), filter })),
  };
}

function wishOf({ by, across, values, filters }: Groups, { columns }: ReadTable): GroupWish {
  const placeOf = (name: string): number => {
    const place = columns.findIndex(({ about }) => about.name === name);
    if (place >= 0) return place;
    throw new AppError('invalid-input', `The mining table has no column ${name} any more.`, {
      remedy: 'Put the column back, or group anew.',
    });
  };
  return {
    by: by.map(placeOf),
    across: across === null ? null : placeOf(across),
    values: values.map(({ column, aggregate }) => ({ column: placeOf(column), aggregate })),
    filters: filters.map(({ column, filter }) => ({ ...filter, column: placeOf(column) })),
  };
}

function groupsInWords({ by, across, values, filters }: Groups): string {
  const what = values.map(({ aggregate, column }) => `${aggregate} ${column}`).join(', ');
  const over = across === null ? '' : `, across ${across}`;
  const rows = filters.length === 0 ? '' : `, filtered by ${filters.map(({ column }) => column).join(', ')}`;
  return `${what} by ${by.join(', ')}${over}${rows}`;
}

export type AnswerColumn = SqlAnswer['columns'][number];

/** A file has no two columns of one name; a column that was grouped by may be called as one of the values. */
export function withOwnNames(answer: SqlAnswer): SqlAnswer {
  const taken = new Set<string>();
  return { ...answer, columns: answer.columns.map((column) => ({ ...column, name: takeName(taken, [column.name]) })) };
}

export function tableColumn({ type: _type, ...cells }: AnswerColumn): TableColumn {
  return { ...cells, label: cells.name, note: null };
}

function aboutColumn({ name, kind, unit, timeScale }: AnswerColumn): RecordColumn {
  return {
    ...{ name, role: 'group', unit, timeScale, type: 'group', note: '', hex: false },
    kind: kind === 'flag' ? 'integer' : kind,
  };
}
