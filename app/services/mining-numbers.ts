import type { StatisticsApi } from '../analysis/statistics-api.ts';
import type { ColumnEngine } from '../columns/index.ts';
import { AppError } from '../contract/app-error.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import { columnFilterOf } from './record-filter.ts';
import type { ReadColumn, ReadTable } from './table-columns.ts';

/** The thread for work over whole columns. */
export interface Statistics {
  use<R>(work: (api: Remote<StatisticsApi>) => Promise<R>): Promise<R>;
}

export function columnAt({ columns }: ReadTable, place: number): ReadColumn {
  const column = columns[place];
  if (column !== undefined) return column;
  throw new AppError('invalid-input', `The table has no column ${place}.`, { remedy: 'Choose a column of the table.' });
}

export function numberColumn(read: ReadTable, place: number): ReadColumn {
  const column = columnAt(read, place);
  const { kind, name } = column.about;
  if (kind === 'integer' || kind === 'longlong' || kind === 'real') return column;
  throw new AppError('invalid-input', `${name} holds no numbers.`, {
    remedy: 'Choose a column of numbers, or count its values.',
  });
}

/** Columns of numbers over the rows that pass the filters, in the order of the rows; NaN for a gap. */
export function readNumbers(
  engine: ColumnEngine,
  read: ReadTable,
  { columns, filters }: { columns: readonly number[]; filters: readonly RecordFilter[] },
  signal: AbortSignal,
): Promise<Float64Array[]> {
  const filter = columnFilterOf(filters, read.columns);
  const stored = columns.map((place) => numberColumn(read, place).stored);
  return Promise.all(stored.map(({ name }) => engine.column(read.table.tableId, name, filter, { signal })));
}
