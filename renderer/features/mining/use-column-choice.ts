import { useRecordView } from '../drms/table/record-view.tsx';
import { useSummaries } from '../drms/table/use-summaries.ts';
import { fullColumns, type NumberColumn, placesOf } from './number-columns.ts';

/** Places of the columns of which something is made: the chosen ones, else some that suit. Null until that is known. */
export function useColumnChoice(
  columns: readonly NumberColumn[],
  { chosen, atFirst }: { chosen: readonly string[] | null; atFirst: number },
): number[] | null {
  const { table } = useRecordView();
  const { data, error } = useSummaries('all');
  const isKnown = data !== undefined || error !== null;
  if (chosen !== null) return placesOf(columns, chosen);
  return isKnown ? fullColumns(columns, data ?? [], { rows: table.count, atFirst }) : null;
}
