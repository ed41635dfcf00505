import {
  bool,
  type Column,
  columnFromValues,
  type DataType,
  float64,
  int32,
  int64,
  tableFromColumns,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import { AppError } from '../../contract/app-error.ts';
import { type AboutValue, type ColumnKind, okState, type PageColumn, type StoredColumn } from '../../domain/columns.ts';
import { timeScaleOf } from '../../domain/table-files/cell-text.ts';
import type { FileTable } from '../../domain/table-files/file-table.ts';
import { fileTail, firstMessages, type RecordBlock } from './arrow-messages.ts';

const typesOfKinds: Readonly<Record<ColumnKind, DataType>> = {
  integer: int32(),
  longlong: int64(),
  real: float64(),
  time: float64(),
  flag: bool(),
  text: utf8(),
};

const rowsPerRecordBatch = 65_536;
const magic = new TextEncoder().encode('ARROW1\0\0');
const endOfStream = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

type Batch = readonly PageColumn[];

/**
 * An Arrow file (Feather 2), record batch by record batch. Units, notes and time scales stand in the metadata of the
 * columns, what the table is about in that of the file. Times are seconds since 1977.01.01_00:00:00_TAI.
 *
 * The library writes whole tables only. So each record batch is taken out of a table of its own, and the end of the
 * file out of one with as many batches, in which the places are put right.
 */
export async function* arrowPieces(table: FileTable): AsyncGenerator<Uint8Array> {
  const [schema] = firstMessages(encode(table, [], 'stream'));
  if (schema === undefined) throw new AppError('internal', 'An Arrow file has no schema.');
  yield magic;
  yield schema.bytes;
  const blocks: RecordBlock[] = [];
  let offset = magic.length + schema.bytes.length;
  for await (const batches of grouped(table)) {
    const [, message] = firstMessages(encode(table, batches, 'stream'));
    if (message === undefined) throw new AppError('internal', 'A record batch of an Arrow file is missing.');
    const { bytes, headBytes } = message;
    yield bytes;
    blocks.push({ offset, headBytes, bodyBytes: bytes.length - headBytes });
    offset += bytes.length;
  }
  yield endOfStream;
  const emptyBatches = blocks.map(() => table.columns.map(emptyCell));
  yield fileTail(encode(table, emptyBatches, 'file', 1), blocks);
}

/** Rows of several batches, for a record batch each. */
async function* grouped(table: FileTable): AsyncGenerator<Batch[]> {
  let group: Batch[] = [];
  let rows = 0;
  for await (const batch of table.batches(table.columns.map((_, place) => place))) {
    group.push(batch);
    rows += batch[0]?.values.length ?? 0;
    if (rows < rowsPerRecordBatch) continue;
    yield group;
    group = [];
    rows = 0;
  }
  if (rows > 0) yield group;
}

function emptyCell({ name }: StoredColumn): PageColumn {
  return { name, kind: 'text', values: [''], states: Uint8Array.of(1), raw: null };
}

function encode(
  { columns, stateNames, about }: FileTable,
  batches: readonly Batch[],
  format: 'stream' | 'file',
  maxBatchRows = Number.POSITIVE_INFINITY,
): Uint8Array {
  const made = columns.flatMap((column, place) => arrowColumns(column, place, { batches, stateNames, maxBatchRows }));
  const table = tableFromColumns(made.map(({ name, cells }): [string, Column<unknown>] => [name, cells]));
  const schema = table.schema;
  for (const [index, { metadata }] of made.entries()) {
    const field = schema.fields[index];
    if (field !== undefined) field.metadata = metadata;
  }
  schema.metadata = new Map(Object.entries(about).map(([name, value]) => [`quarry.${name}`, aboutText(value)]));
  return tableToIPC(table, { format }) ?? new Uint8Array();
}

interface ArrowColumn {
  name: string;
  cells: Column<unknown>;
  metadata: Map<string, string>;
}

interface Cells {
  batches: readonly Batch[];
  stateNames: readonly string[];
  maxBatchRows: number;
}

/** A column of the table, and what stands beside it where cells are neither value nor missing. */
function arrowColumns(
  column: StoredColumn,
  place: number,
  { batches, stateNames, maxBatchRows }: Cells,
): ArrowColumn[] {
  const { name, kind, stateFileName, rawFileName } = column;
  const filled = (type: DataType, cellOf: (cells: PageColumn, row: number) => unknown): Column<unknown> => {
    const visit = (set: (value: unknown) => void): void => {
      for (const batch of batches) {
        const cells = batch[place];
        for (let row = 0; row < (cells?.values.length ?? 0); row++) set(cells && cellOf(cells, row));
      }
    };
    return columnFromValues(visit, type, { maxBatchRows });
  };
  const isOk = ({ states }: PageColumn, row: number): boolean => (states?.[row] ?? okState) === okState;
  const beside = (named: string | null, cellOf: (cells: PageColumn, row: number) => unknown): ArrowColumn[] =>
    named === null ? [] : [{ name: named, cells: filled(utf8(), cellOf), metadata: new Map() }];
  return [
    {
      name,
      metadata: metadataOf(column),
      cells: filled(typesOfKinds[kind], (cells, row) => (isOk(cells, row) ? cells.values[row] : null)),
    },
    ...beside(stateFileName, (cells, row) => (isOk(cells, row) ? null : stateNames[cells.states?.[row] ?? okState])),
    ...beside(rawFileName, ({ raw }, row) => raw?.get(row) ?? null),
  ];
}

function metadataOf(column: StoredColumn): Map<string, string> {
  const { kind, unit, note } = column;
  const facts: [string, string | null][] =
    kind === 'time'
      ? [
          ['unit', 's'],
          ['timescale', 'TAI'],
          ['epoch', '1977-01-01T00:00:00'],
          ['shown', timeScaleOf(column)],
        ]
      : [['unit', unit]];
  const given = [...facts, ['description', note] as const];
  return new Map(given.flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]])));
}

function aboutText(value: AboutValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
