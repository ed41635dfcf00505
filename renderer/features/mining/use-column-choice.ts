import { useState } from 'react';
import { useRecordView } from '../drms/table/record-view.tsx';
import { useSummaries } from '../drms/table/use-summaries.ts';
import { fullColumns, type NumberColumn, placesOf } from './number-columns.ts';

/**
 * Places of the columns of which something is made: those that were chosen, else the ones it was made of, else some
 * that suit. Null until that is known.
 */
export function useColumnChoice(
  columns: readonly NumberColumn[],
  { madeOf, atFirst }: { madeOf: readonly string[] | undefined; atFirst: number },
): [places: number[] | null, setPlaces: (places: number[]) => void] {
  const { table } = useRecordView();
  const [chosen, setChosen] = useState(() => (madeOf === undefined ? null : placesOf(columns, madeOf)));
  const { data, error } = useSummaries('all');
  const isKnown = data !== undefined || error !== null;
  const suiting = isKnown ? fullColumns(columns, data ?? [], { rows: table.count, atFirst }) : null;
  return [chosen ?? suiting, setChosen];
}
