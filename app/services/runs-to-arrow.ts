import { columnFromArray, tableFromColumns, tableToIPC, uint32 } from '@uwdata/flechette';
import { AppError } from '../contract/app-error.ts';

/** Runs of rows, first row and the one behind the last in turns, as the columns from and to. */
export function runsToArrow(runs: Uint32Array): Uint8Array {
  const part = (first: 0 | 1): Uint32Array => runs.filter((_, at) => at % 2 === first);
  const table = tableFromColumns({ from: columnFromArray(part(0), uint32()), to: columnFromArray(part(1), uint32()) });
  const bytes = tableToIPC(table, { format: 'stream' });
  if (bytes === null) throw new AppError('internal', 'The selected rows could not be packed.');
  return bytes;
}
