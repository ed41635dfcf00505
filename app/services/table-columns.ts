import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import { RecordColumn, type RecordTable } from '../contract/drms.ts';
import type { TimeScaleChoice } from '../contract/record-view.ts';
import type { AboutValue, StoredColumn, StoredTable, TableColumn } from '../domain/columns.ts';
import { type TimeFormat, timeFormatOfUnit } from '../domain/time/format-time.ts';
import type { HeldColumn } from './record-tables.ts';

/** How an answer lies in the column engine: what the engine knows of a column, and beside it what only people need. */

const KeptColumn = z.object({ about: RecordColumn, timeUnit: z.string().nullable() });
const KeptAbout = z.object({
  serverId: z.string(),
  recordSet: z.string(),
  asOfUtc: z.string(),
  bytes: z.number(),
  repaired: z.boolean(),
  columns: z.array(KeptColumn),
});

/** A column of a table on the disk. */
export type ReadColumn = z.infer<typeof KeptColumn> & { stored: StoredColumn };

export interface ReadTable {
  table: RecordTable;
  columns: ReadColumn[];
  stateNames: readonly string[];
}

export function keptAbout(
  { serverId, recordSet, asOfUtc, bytes, repaired }: RecordTable,
  columns: readonly HeldColumn[],
): { [key: string]: AboutValue } {
  return {
    serverId,
    recordSet,
    asOfUtc,
    bytes,
    repaired,
    columns: columns.map(({ about, timeUnit }) => ({ about: { ...about }, timeUnit })),
  };
}

/** The columns as the engine takes them: names that are there twice get a number. */
export function tableColumnsOf(columns: readonly HeldColumn[]): TableColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const { name } = column.about;
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
    taken.add(free);
    return tableColumnOf(column, free);
  });
}

function tableColumnOf({ about, cells, timeUnit }: HeldColumn, name: string): TableColumn {
  const facts = {
    name,
    label: about.name,
    unit: about.unit,
    note: about.note === '' ? null : about.note,
    timeScale: about.timeScale,
    ...(cells.kind === 'time' ? { timeStyle: timeFormatOf(timeUnit, 'own').style } : {}),
    hex: about.hex,
    states: cells.states,
    raw: cells.raw.size === 0 ? null : cells.raw,
  };
  if (cells.kind === 'text') return { ...facts, kind: 'text', bytes: cells.bytes, offsets: cells.offsets };
  // Kind and array belong together in both unions.
  return { ...facts, kind: cells.kind, values: cells.values } as TableColumn;
}

/** @throws AppError 'not-found' for a table that was not kept from a query of records. */
export function readTableOf(stored: StoredTable): ReadTable {
  const read = readableTableOf(stored);
  if (read !== null) return read;
  throw new AppError('not-found', 'This kept table says too little of its columns to be shown.', {
    remedy: 'Ask the server again.',
    details: { tableId: stored.id },
  });
}

/** Null for a table that says too little of its columns. */
export function readableTableOf({ id, rows, columns, stateNames, about }: StoredTable): ReadTable | null {
  const kept = KeptAbout.safeParse(about);
  if (!kept.success || kept.data.columns.length !== columns.length) return null;
  const { columns: known, ...facts } = kept.data;
  return {
    table: { ...facts, tableId: id, count: rows, columns: known.map((column) => column.about) },
    columns: columns.flatMap((stored, place) => {
      const column = known[place];
      return column === undefined ? [] : [{ ...column, stored }];
    }),
    stateNames,
  };
}

/** How times of a column are written, in their own scale or the one that was chosen for all. */
export function timeFormatOf(timeUnit: string | null, choice: TimeScaleChoice): TimeFormat {
  return timeFormatOfUnit(choice === 'own' ? (timeUnit ?? 'TAI') : choice);
}
