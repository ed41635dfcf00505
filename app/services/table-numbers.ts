import { columnFromArray, float64, tableFromColumns, tableToIPC, uint32 } from '@uwdata/flechette';
import { AppError } from '../contract/app-error.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { KeptTables } from './kept-tables.ts';
import { readNumbers } from './mining-numbers.ts';
import type { RecordReads } from './record-reads.ts';

/** One column of numbers over the rows that pass the filters, with their places in the table; every nth row of many. */
export async function tableNumbers(
  { kept, records }: { kept: KeptTables; records: RecordReads },
  wish: { tableId: string; column: number; filters: readonly RecordFilter[]; mostRows: number },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { tableId, column, filters, mostRows } = wish;
  const read = await records.read(tableId);
  const [values = new Float64Array()] = await readNumbers(
    await kept.open(),
    read,
    { columns: [column], filters },
    signal,
  );
  const passing = await records.selectedRows(tableId, [
    { add: true, filters: [...filters], sort: [], from: 0, to: null },
  ]);
  const rows = passing.rows();
  const step = Math.max(1, Math.ceil(rows.length / mostRows));
  const isKept = (_: number, at: number): boolean => at % step === 0;
  const table = tableFromColumns({
    row: columnFromArray(rows.filter(isKept), uint32()),
    value: columnFromArray(values.filter(isKept), float64()),
  });
  const bytes = tableToIPC(table, { format: 'stream' });
  if (bytes === null) throw new AppError('internal', 'The numbers could not be packed.');
  return bytes;
}
